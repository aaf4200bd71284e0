import type { Settings } from '../config/settings.js';
import type { ProxyContext } from './context.js';
import { Forwarder } from './forward/forward.js';
import { guarded } from './guard.js';
import { type Listener, startListener } from './listener.js';
import { LiveExchanges } from './live-exchanges.js';
import { Routes } from './routes.js';

/** ms that exchanges under way are given to end when the proxy stops. */
const GRACE = 10_000;

/** What the proxy is given by those who start it; the rest of the context it makes itself. */
export type ProxyParts = Omit<ProxyContext, 'settings' | 'forwarder' | 'routes'> & {
  readonly routes?: Routes;
};

/** A running proxy. */
export interface RunningProxy {
  readonly listeners: readonly Listener[];
  readonly routes: Routes;
  /** Stops accepting, lets what is under way finish (10 s), cuts the rest. */
  close(grace?: number): Promise<void>;
}

/** Starts all listeners, or none: rejects with the error of the first that could not be had. */
export async function startProxy(settings: Settings, given: ProxyParts): Promise<RunningProxy> {
  const parts = guarded(given);
  const routes = parts.routes ?? new Routes(settings.services);
  const live = new LiveExchanges();
  const context: ProxyContext = {
    ...parts,
    settings,
    routes,
    forwarder: new Forwarder(settings.timeouts),
    onBegin: (exchange) => {
      exchange.leaveList = live.add(exchange);
      parts.onBegin?.(exchange);
    },
    onEnd: (ended) => {
      ended.exchange.leaveList();
      parts.onEnd?.(ended);
    },
  };
  const listeners: Listener[] = [];
  try {
    for (const listener of settings.listeners) listeners.push(await startListener(context, listener));
  } catch (error) {
    await Promise.all(listeners.map((listener) => listener.close()));
    throw error;
  }
  return {
    listeners,
    routes,
    close: async (grace = GRACE) => {
      const cut = () => {
        for (const exchange of live.all) exchange.interrupted();
        for (const listener of listeners) listener.cut();
      };
      const timer = setTimeout(cut, grace);
      await Promise.all(listeners.map((listener) => listener.close()));
      clearTimeout(timer);
      // A listener is closed a turn or two before those who watch its last connection hear of it (Node 20).
      for (let turn = 0; !live.isEmpty && turn < 10; turn++) await new Promise(setImmediate);
      for (const exchange of live.all) exchange.interrupted();
      for (const upstream of routes.upstreams) upstream.agents.close();
    },
  };
}
