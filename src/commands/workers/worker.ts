// First, as it says.
import '../kept-tick.js';
import { Socket } from 'node:net';
import type { Settings } from '../../config/settings.js';
import { ConfigError, ListenError } from '../../exchange/errors.js';
import { startProxy } from '../../proxy/proxy.js';
import { Routes } from '../../proxy/routes.js';
import { CatalogWatch, type Discovered } from '../catalog-watch.js';
import { watchCertificates } from '../certificate-watch.js';
import { listenError } from '../listen-error.js';
import { Link } from './link.js';
import { FROM_WORKER, type News, type Order, TO_WORKER } from './messages.js';
import { PIPE } from './pipe.js';
import { WorkerExchanges } from './worker-exchanges.js';
import { workerLog } from './worker-log.js';
import { WorkerTrace } from './worker-trace.js';

/** A worker process: serves requests as `requestshook proxy` does, and writes nothing itself. */

// A terminal or a service's unit sends these to all processes: the first one decides.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

type Worker = Awaited<ReturnType<typeof start>>;
let worker: Worker | null = null;

const link = new Link(new Socket({ fd: PIPE, readable: true, writable: true }), {
  onFrame: (kind, content) => {
    if (kind === TO_WORKER.answer) worker?.exchanges.answered(content.toString());
    else if (kind === TO_WORKER.pull) trace.pulled();
    else obey(JSON.parse(content.toString()) as Order);
  },
  // Without the first process nothing can be traced, and nobody accepts connections.
  onGone: () => process.exit(1),
});
const trace = new WorkerTrace(link);
const tell = (news: News): void => link.text(FROM_WORKER.news, JSON.stringify(news));

async function start(settings: Settings, discovered: readonly Discovered[], speaks: boolean) {
  const { logLevel } = settings;
  const log = workerLog(tell, logLevel === 'debug' || logLevel === 'trace');
  const routes = new Routes(settings.services);
  const exchanges = new WorkerExchanges(link, trace, routes);
  const catalog = new CatalogWatch(settings, routes, log.once, {
    onStray: (url) => tell({ kind: 'stray', url }),
    onDiscovered: (found) => {
      tell({ kind: 'discovered', discovered: found });
      // Whoever reads the answer may call the service by another worker at once.
      link.flush();
    },
  });
  for (const found of discovered) catalog.take(found);
  const proxy = await startProxy(settings, {
    ...exchanges.parts,
    routes,
    trace,
    holdsJson: settings.rewriteLinks || settings.discover,
    linksFor: (req, listener, upstream) => catalog.linksFor(req, listener, upstream),
    onJson: (upstream, _listener, _req, bytes) => catalog.sees(upstream, bytes),
    onRefused: (peer, status, message) => log.always.warn({ peer, status }, message),
    onFault: (error, where) =>
      log.always.error({ err: error }, `A fault of requestshook itself, ${where}; traffic goes on`),
  });
  catalog.listenersAre(proxy.listeners);
  const certificates = watchCertificates(proxy, speaks ? log.always : log.silent);
  return { proxy, exchanges, catalog, certificates };
}

function obey(order: Order): void {
  switch (order.kind) {
    case 'start':
      start(order.settings, order.discovered, order.speaks).then(
        (started) => {
          worker = started;
          tell({
            kind: 'ready',
            places: started.proxy.listeners.map(({ place: { host, port } }) => ({ host, port })),
          });
        },
        (error: unknown) => {
          const cause = listenError(error);
          const kind =
            cause instanceof ConfigError ? 'config' : cause instanceof ListenError ? 'listen' : 'fault';
          tell({ kind: 'failed', error: kind, message: (cause as Error).message });
        },
      );
      break;
    case 'discovered':
      worker?.catalog.take(order.discovered);
      break;
    case 'ends':
      tell({ kind: 'ends', handle: order.handle, ends: worker?.exchanges.endsOf(order.handle) ?? null });
      break;
    case 'renew':
      worker?.certificates.renew();
      break;
    case 'stop':
      void stop();
  }
}

async function stop(): Promise<void> {
  worker?.certificates.close();
  await worker?.proxy.close();
  worker?.exchanges.close();
  trace.pulled();
  await link.end();
  process.exit(0);
}
