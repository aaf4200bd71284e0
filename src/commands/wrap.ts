import { addressText, schemeOf } from '../config/address.js';
import type { Flags } from '../config/flags.js';
import { createProgramLog } from '../config/program-log.js';
import { ConfigError } from '../exchange/errors.js';
import { headerValue } from '../exchange/headers.js';
import type { ListenerPlace } from '../proxy/context.js';
import type { Page } from '../web/server/page.js';
import { endpointChanges } from '../wrap/changes.js';
import { leadsTo } from '../wrap/routes.js';
import { thisProcess } from '../wrap/running-process.js';
import type { WrapState } from '../wrap/state.js';
import { refuseExistingState } from '../wrap/state-file.js';
import { openLivePage } from './live-page.js';
import { misspeltSettings } from './misspelt.js';
import { Output, type OutputStream } from './output.js';
import { readyLine } from './ready.js';
import { stopSignal } from './signals.js';
import { startTracing } from './tracing.js';
import { WrappedCloud } from './wrap-cloud.js';
import { expectAnswer } from './wrap-entrance.js';
import { farewell } from './wrap-farewell.js';
import { lingerTime, stateFile } from './wrap-flags.js';
import { planWrap, type WrapPlan } from './wrap-plan.js';
import { changeTable, leftText } from './wrap-report.js';
import { proxyUrl, refuseOtherName, sharedListener } from './wrap-settings.js';

/** `requestshook wrap`: leads a cloud's endpoints to the proxy, until a signal. */
export async function wrapCommand(flags: Flags, stdout: OutputStream = process.stdout): Promise<number> {
  const linger = lingerTime(flags);
  const file = stateFile(flags);
  refuseExistingState(file);
  const plan = await planWrap(flags);
  const { listener, index } = sharedListener(plan.settings);
  // Also where it is wrong it is said before anything begins.
  const planned = changesTo(plan, { ...listener, scheme: schemeOf(listener) });
  refuseOtherName(listener, planned.proxy);
  if (flags['dry-run'] === true) {
    const output = new Output(stdout);
    await output.write(changeTable(planned.changes));
    await output.flush();
    for (const left of planned.left) process.stderr.write(`requestshook: ${leftText(left)}\n`);
    return 0;
  }

  const log = createProgramLog({ level: plan.settings.logLevel });
  for (const left of planned.left) log.warn(leftText(left));
  for (const warning of [...plan.warnings, ...misspeltSettings(process.env)]) log.warn(warning);
  let isStopped = false;
  const stopped = stopSignal().then((signal) => {
    isStopped = true;
    log.info(`${signal}: putting the endpoints back`);
  });
  const rememberers = new Set<string>();
  const tracing = await startTracing(plan.settings, {
    log,
    reload: plan.reload,
    onEnd: ({ exchange: { start } }) => {
      if (headerValue(start.headers, 'x-subject-token') !== undefined) rememberers.add(start.caller.name);
    },
  });
  process.on('SIGHUP', () => {
    log.info('files opened anew');
    tracing.reopen();
  });
  let page: Page | null = null;
  try {
    page = await openLivePage(plan.settings, tracing, { log, byDefault: true });
    const { proxy, changes } = changesTo(plan, tracing.proxy.listeners[index]?.place as ListenerPlace);
    await expectAnswer(proxy);
    const state: WrapState = {
      keystone: plan.keystone.place.url,
      ca: plan.trust.ca,
      insecure: plan.trust.insecure,
      clientCertificate: plan.trust.clientCertificate,
      proxy,
      process: thisProcess(),
      since: new Date().toISOString(),
      endpoints: changes,
    };
    const cloud = new WrappedCloud(plan.keystone, file, state, log);
    await cloud.wrap(() => isStopped);
    if (!isStopped) log.info(readyLine(plan.settings, tracing.proxy, page?.url ?? null));
    await stopped;
    await cloud.restore();
    await farewell(rememberers, { linger, lifetime: plan.keystone.tokenLifetime, log });
  } finally {
    await page?.close();
    const { messages, lost } = await tracing.close();
    log.info(
      { messages, lost },
      `stopped; ${messages} messages traced${lost === 0 ? '' : `, ${lost} of them missing in a file`}`,
    );
  }
  return 0;
}

/** What is to be changed, with the proxy at `place`. Throws a ConfigError where the cloud would be cut off, or is wrapped already. */
function changesTo(
  { settings, keystone, endpoints, left }: WrapPlan,
  place: Pick<ListenerPlace, 'scheme' | 'host' | 'port'>,
) {
  const proxy = proxyUrl(settings, place, endpoints);
  const own = [proxy, ...settings.listeners.map((each) => `${schemeOf(each)}://${addressText(each)}`)];
  if (leadsTo(keystone.place.url, own))
    throw new ConfigError(
      `${keystone.place.url} is the proxy itself: wrap needs Keystone's own URL (OS_AUTH_URL)`,
    );
  const wrapped = endpoints.find(({ url }) => leadsTo(url, own));
  if (wrapped !== undefined)
    throw new ConfigError(
      `${wrapped.service.type} ${wrapped.interface} is at ${wrapped.url}, which is the proxy itself: the cloud is wrapped already. ` +
        'Put it back first (requestshook unwrap, with the --state of that wrap), or choose another address with --listen',
    );
  const planned = endpointChanges(endpoints, settings.services, proxy);
  return { proxy, changes: planned.changes, left: [...left, ...planned.left] };
}
