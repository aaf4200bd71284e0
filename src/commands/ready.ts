import { addressText } from '../config/address.js';
import type { ListenerSettings, Settings } from '../config/settings.js';
import { tracePaths } from '../config/trace-files.js';
import type { ListenerPlace } from '../proxy/context.js';
import type { Routes } from '../proxy/routes.js';

/** Where a proxy listens, and what it leads to. */
export interface ProxyPlaces {
  readonly listeners: readonly {
    readonly settings: ListenerSettings;
    readonly place: Pick<ListenerPlace, 'host' | 'port' | 'scheme'>;
  }[];
  readonly routes: Pick<Routes, 'upstreams'>;
}

/** The line that says that the proxy is ready: each listener, route and file, and where its page is. */
export function readyLine(settings: Settings, proxy: ProxyPlaces, page: string | null): string {
  const listeners = proxy.listeners.map(({ place, settings: { from, service } }) => {
    const notes = [from === null ? '' : `callers are ${from}`, service === null ? '' : `only ${service}`];
    const note = notes.filter(Boolean).join(', ');
    return `${place.scheme}://${addressText(place)}${note === '' ? '' : ` (${note})`}`;
  });
  const routes = proxy.routes.upstreams.map(
    ({ service }) => `${service.mount || '/'} -> ${service.name} at ${service.url}`,
  );
  const files = tracePaths(settings).map(({ path }) => path);
  const off = settings.enabled ? '' : '; tracing is off';
  return `ready on ${listeners.join(', ')}; routes ${routes.join(', ')}; writes ${files.join(', ')}${page === null ? '' : `; page ${page}`}${off}`;
}
