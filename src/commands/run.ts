import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename } from 'node:path';
import { callerName } from '../callers/name.js';
import type { Flags } from '../config/flags.js';
import { loadSettings } from '../config/load.js';
import { createProgramLog } from '../config/program-log.js';
import { defaultMount, readUrl } from '../config/service-url.js';
import type { ServiceSettings, Settings } from '../config/settings.js';
import { ConfigError } from '../exchange/errors.js';
import { serviceBase } from '../openstack/catalog-url.js';
import { type EnvironmentPlan, planEnvironment } from './environment.js';
import type { Lead } from './environment-clouds.js';
import { makePrivateFolder, readCloudFiles } from './environment-files.js';
import { RunPage } from './run-page.js';
import { spawnCommand } from './spawn.js';
import { CallSummary } from './summary.js';
import { entranceOf, startTracing } from './tracing.js';

/** `requestshook run -- COMMAND`: an own proxy on a free port, the command led to it, a summary on stderr. */
export async function runCommand(flags: Flags, command: readonly string[]): Promise<number> {
  const [program, ...args] = command;
  if (program === undefined) {
    throw new ConfigError(
      'no command to trace: put it behind --, as in requestshook run -- openstack image list',
    );
  }
  const loaded = loadSettings({ flags, env: process.env });
  const files = readCloudFiles(process.env, {
    cwd: process.cwd(),
    home: homedir(),
    platform: process.platform,
  });
  const keystone = loaded.services.find(({ type }) => type === 'identity');
  const plan = planEnvironment({ env: process.env, argv: args, files }, keystone?.url ?? null);
  const settings = runSettings(loaded, flags, plan, program);
  const log = createProgramLog({ level: settings.logLevel });
  const summary = new CallSummary(settings.secrets);
  const page = RunPage.from(flags, settings, command);
  const tracing = await startTracing(settings, {
    log,
    onEnd: (ended) => {
      summary.add(ended);
      page?.add(ended);
    },
  });
  const entrance = new URL(entranceOf(tracing));
  const folder = makePrivateFolder();
  let status: number;
  try {
    const applied = plan.apply(lead(settings.services, entrance.origin), entrance.hostname, folder.path);
    for (const { name, text } of applied.files) folder.write(name, text);
    status = await spawnCommand(program, applied.argv, applied.env, page?.output);
  } finally {
    folder.remove();
    const { lost } = await tracing.close();
    summary.print(process.stderr, {
      lost,
      strays: tracing.catalog.strays,
      log: settings.log,
      dir: settings.dir,
    });
  }
  return page === null ? status : page.write(status);
}

/** The settings of `run`: one listener on a free port, and the command's cloud where no service is given. */
function runSettings(loaded: Settings, flags: Flags, plan: EnvironmentPlan, program: string): Settings {
  const from = callerName(typeof flags.name === 'string' ? flags.name : basename(program));
  const own = { host: '127.0.0.1', port: 0, from, service: null };
  const listeners =
    flags.listen === undefined ? [own] : loaded.listeners.map((listener) => ({ ...listener, from }));
  // What the command does is the story here; the program's own log keeps to what went wrong.
  const logLevel = loaded.logLevel === 'info' ? 'error' : loaded.logLevel;
  if (loaded.services.length > 0) return { ...loaded, listeners, logLevel };
  if (plan.authUrl === null) throw new ConfigError(plan.problem ?? 'No cloud to trace: set OS_AUTH_URL.');
  const services = cloudServices(plan);
  const discoverHosts = [
    ...new Set([...loaded.discoverHosts, ...services.map(({ url }) => new URL(url).hostname)]),
  ];
  return { ...loaded, listeners, logLevel, services, discover: true, discoverHosts };
}

/** Keystone, as the command would find it; the catalog tells of the others. */
function cloudServices(plan: EnvironmentPlan): ServiceSettings[] {
  const authUrl = plan.authUrl as string;
  const base = serviceBase(authUrl);
  if (base === null) throw new ConfigError(`OS_AUTH_URL: expected an http or https URL, got ${authUrl}`);
  const url = readUrl(base);
  if (plan.cacert !== null) readFileSync(plan.cacert);
  return [
    {
      name: 'keystone',
      type: 'identity',
      url,
      aliases: [],
      mount: defaultMount('identity', url),
      ca: plan.cacert,
      insecure: plan.insecure,
      preserveHost: false,
    },
  ];
}

/** Leads a service's URL to the proxy. */
function lead(services: readonly ServiceSettings[], proxy: string): Lead {
  return (url) => {
    for (const service of services) {
      for (const known of [service.url, ...service.aliases]) {
        if (url === known || (url.startsWith(known) && /^[/?#]/.test(url.slice(known.length)))) {
          return proxy + service.mount + url.slice(known.length);
        }
      }
    }
    return url;
  };
}
