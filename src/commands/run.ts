import { homedir } from 'node:os';
import type { Flags } from '../config/flags.js';
import { loadSettings } from '../config/load.js';
import { createProgramLog } from '../config/program-log.js';
import { tracePlace } from '../config/trace-files.js';
import { UsageError } from '../exchange/errors.js';
import type { Listener } from '../proxy/listener.js';
import { listenerCertificate } from '../proxy/server.js';
import { type ClientTrust, clientTrust, entranceHost, expectTrust } from './client-trust.js';
import { type EnvironmentPlan, planEnvironment } from './environment.js';
import { makePrivateFolder, readCloudFiles } from './environment-files.js';
import { openLivePage } from './live-page.js';
import { misspeltSettings } from './misspelt.js';
import { RunPage } from './run-page.js';
import { leadTo, runSettings } from './run-settings.js';
import { type CommandEnd, spawnCommand } from './spawn.js';
import { CallSummary } from './summary.js';
import { entranceOf, startTracing, type Tracing } from './tracing.js';

/** `requestshook run -- COMMAND`: an own proxy on a free port, the command led to it, a summary on stderr. */
export async function runCommand(flags: Flags, command: readonly string[]): Promise<number> {
  const [program, ...args] = command;
  if (program === undefined) {
    throw new UsageError(
      'no command to trace: put it behind --, as in requestshook run -- openstack image list',
    );
  }
  const { env } = process;
  const files = readCloudFiles(env, { cwd: process.cwd(), home: homedir(), platform: process.platform });
  const load = (more: Flags) => loadSettings({ flags: { ...flags, ...more }, env });
  const keystone = load({}).services.find(({ type }) => type === 'identity');
  const plan = planEnvironment({ env, argv: args, files }, keystone?.url ?? null);
  const { settings, untraced } = runSettings({ load, flags, plan, program, env });
  for (const warning of [...misspeltSettings(env), ...untraced]) tell(warning);

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
  const livePage = await openLivePage(settings, tracing, { log, byDefault: false }).catch(
    async (error: unknown) => {
      await tracing.close();
      throw error;
    },
  );
  if (livePage !== null) process.stderr.write(`The calls are shown at ${livePage.url}\n`);
  const listener = tracing.proxy.listeners[0] as Tracing['proxy']['listeners'][number];
  const { host, trust } = await trustFor(listener, plan, env).catch(async (error: unknown) => {
    await Promise.all([livePage?.close(), tracing.close()]);
    throw error;
  });
  const lead = leadTo(settings.services, listener, host);
  if (plan.authUrl !== null && lead(plan.authUrl) === plan.authUrl)
    tell(
      `${plan.authUrl}, which the command calls, is none of the services given: calls to it will not be seen`,
    );
  const folder = makePrivateFolder();
  let end: CommandEnd | null = null;
  try {
    const applied = plan.apply(lead, host ?? new URL(entranceOf(tracing)).hostname, folder.path, trust);
    for (const { name, text } of applied.files) folder.write(name, text);
    end = await spawnCommand(program, applied.argv, applied.env, page?.output);
  } finally {
    folder.remove();
    const { lost } = await tracing.close();
    await livePage?.close();
    const { strays } = tracing.catalog;
    if (end?.problem === null) summary.print(process.stderr, { lost, strays, ...tracePlace(settings) });
  }
  if (end.problem !== null) tell(end.problem);
  return page === null || end.problem !== null ? end.status : page.write(end.status);
}

/** How the command calls a proxy that speaks https, and what it needs to trust it; nulls: plain HTTP. Throws a ConfigError. */
async function trustFor(
  listener: Listener,
  plan: EnvironmentPlan,
  env: NodeJS.ProcessEnv,
): Promise<{ host: string | null; trust: ClientTrust | null }> {
  const certificate = listenerCertificate(listener.settings.certificate);
  if (certificate === null) return { host: null, trust: null };
  const host = entranceHost(listener, certificate);
  const trust = clientTrust(certificate, env, plan.cacert);
  if (!plan.insecure) await expectTrust(listener, host, trust);
  return { host, trust };
}

function tell(message: string): void {
  process.stderr.write(`requestshook: ${message}\n`);
}
