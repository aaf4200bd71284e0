import { isRequestId } from '../callers/name.js';
import { CallerProcesses } from '../callers/process/caller-processes.js';
import { addressText } from '../config/address.js';
import type { ProgramLog } from '../config/program-log.js';
import type { Settings } from '../config/settings.js';
import { ListenError } from '../exchange/errors.js';
import { headerValue } from '../exchange/headers.js';
import type { EndedExchange } from '../proxy/live-exchange.js';
import { REQUEST_ID } from '../proxy/mark.js';
import { type RunningProxy, startProxy } from '../proxy/proxy.js';
import { Routes } from '../proxy/routes.js';
import { Recorder, type TraceSummary } from '../recorder/recorder.js';
import { CallTree } from './call-tree.js';
import { CatalogWatch } from './catalog-watch.js';
import { watchCertificates } from './certificate-watch.js';
import { checkFiles } from './check-files.js';
import { currentSettings, switchByPage, watchCurrent } from './current-settings.js';
import { listenError } from './listen-error.js';
import type { ProxyPlaces } from './ready.js';
import { lookUpEvents, recorderEvents } from './told.js';

/** A proxy that traces, with everything that belongs to it. */
export interface Tracing extends ProxyTracing {
  readonly proxy: RunningProxy;
  readonly recorder: Recorder;
}

/** The same, wherever its requests are served. */
export interface ProxyTracing {
  readonly proxy: ProxyPlaces;
  readonly catalog: Pick<CatalogWatch, 'strays'>;
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

/** Starts everything, or nothing: throws a ConfigError or a ListenError that says what to do. */
export async function startTracing(settings: Settings, options: TracingOptions): Promise<Tracing> {
  const { log } = options;
  checkFiles(settings);
  const current = currentSettings(settings);
  const routes = new Routes(settings.services);
  const processes = new CallerProcesses(lookUpEvents(log));
  const listeners: (() => void)[] = [];
  const changed = () => {
    for (const listener of listeners) listener();
  };
  const catalog = new CatalogWatch(settings, routes, log, { onStray: changed });
  const recorder = new Recorder(settings, recorderEvents(log));
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
  const watch = watchCurrent(settings, current, { log, reload: options.reload, onChange: changed });
  return {
    proxy,
    recorder,
    catalog,
    get enabled() {
      return current.enabled;
    },
    enable: (enabled) => switchByPage(current, enabled, { log, onChange: changed }),
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
