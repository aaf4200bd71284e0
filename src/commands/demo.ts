import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Flags } from '../config/flags.js';
import { loadSettings } from '../config/load.js';
import { createProgramLog } from '../config/program-log.js';
import type { ServiceSettings, Settings } from '../config/settings.js';
import { TRACE_FILES, tracePlace } from '../config/trace-files.js';
import { ListenError, UsageError } from '../exchange/errors.js';
import { type Cloud, startCloud } from '../openstack/cloud/cloud.js';
import { playRemoveProject } from '../openstack/cloud/sequence.js';
import type { Page } from '../web/server/page.js';
import { DemoStory } from './demo-story.js';
import { openLivePage } from './live-page.js';
import { misspeltSettings } from './misspelt.js';
import { stopSignal } from './signals.js';
import { spawnCommand } from './spawn.js';
import { CallSummary } from './summary.js';
import { entranceOf, startTracing, type Tracing } from './tracing.js';

/** Where the demo writes, below the working directory, where nothing else is said. */
const DEMO_DIR = join('logs', 'demo');
const DEMO_FILES = ['requests.log', 'diagram.md', 'variables.md', 'body.md', 'journal.ndjson'];

/**
 * `requestshook demo`: an embedded Keystone and Glance behind the proxy. Plays `openstack image remove
 * project`, or runs the command behind `--`, shows what was traced, and stays up for the user's own calls.
 */
export async function demoCommand(flags: Flags, command: readonly string[]): Promise<number> {
  const stopped = stopSignal();
  const cloud = await startCloud();
  try {
    return await demonstrate(flags, command, cloud, stopped);
  } finally {
    await cloud.close();
  }
}

async function demonstrate(
  flags: Flags,
  command: readonly string[],
  cloud: Cloud,
  stopped: Promise<unknown>,
): Promise<number> {
  const settings = demoSettings(flags, cloud);
  const log = createProgramLog({ level: settings.logLevel === 'info' ? 'warn' : settings.logLevel });
  for (const warning of misspeltSettings(process.env)) log.warn(warning);
  const summary = new CallSummary(settings.secrets);
  const tracing = await startOnAPort(settings, flags, (own) =>
    startTracing(own, { log, onEnd: (ended) => summary.add(ended) }),
  );
  const url = entranceOf(tracing);
  // As in a real cloud the catalog names the services themselves; the proxy makes its links lead back to it.
  cloud.publish({ authUrl: `${url}/identity` });
  const story = new DemoStory(process.stdout, { url, cloud, settings });
  let page: Page | null = null;
  try {
    const [program, ...args] = command;
    // What ends by itself is seldom looked at; whoever wants to says --ui.
    const stays = program === undefined && flags.once !== true;
    page = await openLivePage(settings, tracing, { log, byDefault: stays });
    if (program !== undefined) {
      const env = { ...definedEnvironment(), ...story.environment };
      const { status, problem } = await spawnCommand(program, args, env);
      if (problem !== null) {
        process.stderr.write(`requestshook: ${problem}\n`);
        return status;
      }
      await tracing.recorder.flush();
      summary.print(process.stderr, {
        lost: 0,
        strays: tracing.catalog.strays,
        ...tracePlace(settings),
      });
      return status;
    }
    story.begin();
    await playRemoveProject({
      authUrl: `${url}/identity`,
      image: cloud.image,
      project: cloud.projects.demo as string,
      password: cloud.password,
    });
    await tracing.recorder.flush();
    story.showTrace(summary);
    if (flags.once !== true) {
      story.invite(page?.url ?? null);
      await stopped;
    }
  } finally {
    await tracing.close();
    await page?.close();
  }
  return 0;
}

function demoSettings(flags: Flags, cloud: Cloud): Settings {
  if (flags['tls-cert'] !== undefined || flags['tls-key'] !== undefined)
    throw new UsageError('--tls-cert: the demo speaks plain HTTP with itself; proxy and wrap speak https');
  if (flags.files !== undefined) throw new UsageError('--files: the demo shows all of them');
  const { env } = process;
  const placed = flags.config ?? env.REQUESTSHOOK_CONFIG;
  const log = flags.log ?? env.REQUESTSHOOK_LOG ?? placed;
  const dir = flags.dir ?? env.REQUESTSHOOK_DIR ?? placed;
  const defaults = {
    ...(log === undefined ? { log: join(DEMO_DIR, 'requests.log') } : {}),
    ...(dir === undefined ? { dir: DEMO_DIR } : {}),
  };
  // The demo's own folder holds its last run alone.
  if (log === undefined && dir === undefined) {
    for (const name of DEMO_FILES) rmSync(join(DEMO_DIR, name), { force: true });
  }
  const settings = loadSettings({ flags: { ...flags, ...defaults }, env });
  const services = [
    demoService('keystone', 'identity', cloud.identityUrl),
    demoService('glance-api', 'image', cloud.imageUrl),
  ];
  const taken = new Set(services.map(({ mount }) => mount));
  return {
    ...settings,
    files: TRACE_FILES,
    listeners: settings.listeners.map((listener) => ({ ...listener, certificate: null })),
    services: [...services, ...settings.services.filter(({ mount }) => !taken.has(mount))],
  };
}

function demoService(name: string, type: string, url: string): ServiceSettings {
  const { pathname } = new URL(url);
  return {
    name,
    type,
    url,
    aliases: [],
    mount: pathname,
    ca: null,
    insecure: false,
    clientCertificate: null,
    serverName: null,
    preserveHost: false,
  };
}

/** Takes any free port where the default one is taken and no other was asked for. */
async function startOnAPort(
  settings: Settings,
  flags: Flags,
  start: (settings: Settings) => Promise<Tracing>,
): Promise<Tracing> {
  try {
    return await start(settings);
  } catch (error) {
    const asked =
      flags.listen ?? process.env.REQUESTSHOOK_LISTEN ?? flags.config ?? process.env.REQUESTSHOOK_CONFIG;
    if (!(error instanceof ListenError) || asked !== undefined) throw error;
    return start({
      ...settings,
      listeners: settings.listeners.map((listener) => ({ ...listener, port: 0 })),
    });
  }
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      // What names another cloud would win over ours.
      (entry): entry is [string, string] => entry[1] !== undefined && !entry[0].startsWith('OS_'),
    ),
  );
}
