import type { UserRules } from '../callers/identify.js';
import { isRequestId } from '../callers/name.js';
import { CallerProcesses } from '../callers/process/caller-processes.js';
import { compileRules } from '../callers/rules.js';
import { addressText } from '../config/address.js';
import { type CallFilter, loadFilters, NO_FILTERS } from '../config/filters.js';
import type { ProgramLog } from '../config/program-log.js';
import { watchSettings } from '../config/reload.js';
import type { Settings } from '../config/settings.js';
import { ListenError } from '../exchange/errors.js';
import { headerValue } from '../exchange/headers.js';
import type { EndedExchange } from '../proxy/live-exchange.js';
import { REQUEST_ID } from '../proxy/mark.js';
import { type RunningProxy, startProxy } from '../proxy/proxy.js';
import { Routes } from '../proxy/routes.js';
import { whyNotWritable } from '../recorder/open-file.js';
import { Recorder, type TraceSummary } from '../recorder/recorder.js';
import { CallTree } from './call-tree.js';
import { CatalogWatch } from './catalog-watch.js';
import { watchCertificates } from './certificate-watch.js';
import { checkFiles } from './check-files.js';

/** A proxy that traces, with everything that belongs to it. */
export interface Tracing {
  readonly proxy: RunningProxy;
  readonly recorder: Recorder;
  readonly catalog: CatalogWatch;
  /** Whether calls are traced at the moment. */
  readonly enabled: boolean;
  /** Turns tracing on or off, until the settings say otherwise. */
  enable(enabled: boolean): void;
  /** Opens the trace's files anew, and reads certificates again. */
  reopen(): void;
  /** Called when tracing was turned on or off, or a link leads past the proxy that did not before. */
  onChange(listener: () => void): void;
  /** Stops accepting, lets what is under way finish, writes the rest. */
  close(): Promise<TraceSummary>;
}

export interface TracingOptions {
  readonly log: ProgramLog;
  /** Each traced exchange, once, when it has ended. */
  readonly onEnd?: (ended: EndedExchange) => void;
  /** Loads the settings again, where their files may change while the proxy runs. */
  readonly reload?: () => Settings;
}

/** What rules, filters and the switch say at the moment; they can change while the proxy runs. */
function currentSettings(settings: Settings) {
  const compiled = ({ callers }: Settings): UserRules => ({
    onProcess: compileRules(callers.filter((rule) => rule.process !== undefined)),
    others: compileRules(callers.filter((rule) => rule.process === undefined)),
  });
  let enabled = settings.enabled;
  let rules = compiled(settings);
  let isFiltered: CallFilter = settings.filters === null ? NO_FILTERS : loadFilters(settings.filters);
  return {
    get enabled() {
      return enabled;
    },
    set enabled(now: boolean) {
      enabled = now;
    },
    get rules() {
      return rules;
    },
    isFiltered: (call: Parameters<CallFilter>[0]) => isFiltered(call),
    change(now: Settings, filters: CallFilter) {
      enabled = now.enabled;
      rules = compiled(now);
      isFiltered = filters;
    },
  };
}

/** Starts everything, or nothing: throws a ConfigError or a ListenError that says what to do. */
export async function startTracing(settings: Settings, options: TracingOptions): Promise<Tracing> {
  const { log } = options;
  checkFiles(settings);
  const current = currentSettings(settings);
  const routes = new Routes(settings.services);
  const processes = new CallerProcesses({
    onDenied: (message) => log.info(message),
    onFault: (error) =>
      log.error({ err: error }, 'processes can no longer be looked up; callers are named by other means'),
  });
  const listeners: (() => void)[] = [];
  const changed = () => {
    for (const listener of listeners) listener();
  };
  const catalog = new CatalogWatch(settings, routes, log, changed);
  const recorder = new Recorder(settings, {
    onFileState: ({ path, error, lost }) => {
      if (error === null) log.info({ file: path, lost }, `${path} is written again`);
      else
        log.error(
          { file: path, code: error.code, lost },
          `${path} cannot be written: ${whyNotWritable(error)}. Traffic goes on; what is missing is kept while it fits, then counted`,
        );
    },
    onFault: (message) => log.error(message),
  });
  const nameOfType = (type: string) =>
    routes.upstreams.find(({ service }) => service.type === type)?.service.name ?? null;
  const callTree = new CallTree({ rules: () => current.rules, nameOfType }, processes);
  let proxy: RunningProxy;
  try {
    proxy = await startProxy(settings, {
      routes,
      trace: recorder,
      beforeServing: (_req, _listener, go) => recorder.whenNotBehind(go),
      incomingId: (headers) => {
        const id = headerValue(headers, REQUEST_ID);
        return id !== undefined && isRequestId(id) ? id : null;
      },
      onConnection: (socket, { from }, ready) => {
        // Who has a name already need not wait for it; the process still tells which request caused the call.
        if (from !== null) ready();
        processes.connected(socket, ready);
      },
      identify: (call) => callTree.identify(call),
      isTraced: (call) => current.enabled && !current.isFiltered(call),
      holdsJson: settings.rewriteLinks || settings.discover,
      linksFor: (req, listener, upstream) => catalog.linksFor(req, listener, upstream),
      onJson: (upstream, _listener, _req, bytes) => catalog.sees(upstream, bytes),
      onBegin: (exchange) => callTree.begin(exchange),
      onResponse: (exchange, { statusCode, rawHeaders }) =>
        callTree.responded(exchange, statusCode as number, rawHeaders),
      onEnd: (ended) => {
        callTree.ends(ended.exchange);
        if (ended.outcome === 'upstreamFailed')
          log.warn({ number: ended.number }, ended.failure?.message ?? '');
        options.onEnd?.(ended);
      },
      onRefused: (peer, status, message) => log.warn({ peer, status }, message),
      onFault: (error, where) =>
        log.error({ err: error }, `A fault of requestshook itself, ${where}; traffic goes on`),
    });
  } catch (error) {
    await Promise.all([recorder.close(), processes.close()]);
    throw listenError(error);
  }
  catalog.listenersAre(proxy.listeners);
  const certificates = watchCertificates(proxy, log);
  const watch =
    options.reload === undefined
      ? null
      : watchSettings({
          settings,
          load: options.reload,
          onReload: ({ settings: now, filters, needRestart }) => {
            current.change(now, filters);
            changed();
            log.info(`settings read again: tracing is ${now.enabled ? 'on' : 'off'}`);
            if (needRestart.length > 0)
              log.warn(`changed, but only a restart takes it up: ${needRestart.join(', ')}`);
          },
          onError: (error) => log.error(`${error.message}; what held before still holds`),
        });
  return {
    proxy,
    recorder,
    catalog,
    get enabled() {
      return current.enabled;
    },
    enable(enabled) {
      if (enabled === current.enabled) return;
      current.enabled = enabled;
      log.info(`tracing is ${enabled ? 'on' : 'off'}, by the page`);
      changed();
    },
    reopen: () => {
      recorder.reopen();
      certificates.renew();
    },
    onChange: (listener) => void listeners.push(listener),
    close: async () => {
      watch?.close();
      certificates.close();
      await proxy.close();
      await processes.close();
      return recorder.close();
    },
  };
}

/** URL of the first listener, as a client on this machine reaches it: `http://127.0.0.1:8500`. */
export function entranceOf({ proxy }: Tracing): string {
  const [listener] = proxy.listeners;
  if (listener === undefined)
    throw new ListenError('the proxy listens nowhere: give it an address with --listen');
  const { scheme, host, port } = listener.place;
  return `${scheme}://${addressText({ host: host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host, port })}`;
}

/** What Node says of an address that cannot be had, or of a name that has none. */
interface ListenProblem {
  readonly address?: string;
  readonly port?: number;
  readonly hostname?: string;
}

function listenError(error: unknown): unknown {
  const { code, address, port, hostname } = error as NodeJS.ErrnoException & ListenProblem;
  if (hostname !== undefined)
    return new ListenError(
      `cannot listen on ${hostname}: that name has no address here. Choose another with --listen`,
    );
  if (address === undefined) return error;
  const where = addressText({ host: address, port: port ?? 0 });
  const why: Record<string, string> = {
    EADDRINUSE: 'another program listens there. Stop it, or choose another address with --listen',
    EACCES: 'this user may not listen there (ports below 1024 need root). Choose another with --listen',
    EADDRNOTAVAIL: 'this machine has no such address. Choose another with --listen',
  };
  return new ListenError(`cannot listen on ${where}: ${why[code ?? ''] ?? (error as Error).message}`);
}
