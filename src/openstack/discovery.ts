import type { CatalogEndpoint, CatalogEntry } from './catalog.js';
import { serviceBase } from './catalog-url.js';
import { isForbiddenHost, isLoopback, plainHost } from './discovery-hosts.js';
import { freeMount } from './discovery-mounts.js';
import { canonicalUrl } from './link-pattern.js';
import { serviceName } from './services.js';

/** A service that is routed to, as far as discovery is concerned. */
export interface RoutedService {
  readonly name: string;
  readonly type: string | null;
  readonly url: string;
  readonly aliases: readonly string[];
  readonly mount: string;
}

/** What a catalog taught. */
export interface Discovery {
  /** New routes. Several may have one name: each host has a route of its own. */
  readonly services: readonly RoutedService[];
  /** Other names of services that are routed already: `alias` for the one at `url`. */
  readonly aliases: readonly { readonly url: string; readonly alias: string }[];
  /** Endpoints that get no route; calls to these are not seen. */
  readonly refused: readonly { readonly url: string; readonly reason: string }[];
}

export interface DiscoveryOptions {
  /** Whether services on that host (lower case, no brackets, no port) may be called because a catalog says so. */
  readonly allowedHosts: (host: string) => boolean;
  /** Routes there may be at most, those known before included. */
  readonly limit?: number;
  /** Whether the cloud is on this machine; unless given: some service of `known` is. */
  readonly isLocal?: boolean;
}

const INTERFACES = ['public', 'internal', 'admin'];

/**
 * The services of `catalog` that none of `known` leads to. A route's URL is that of the endpoint less
 * version and project (`serviceBase`), so that the catalogs of other projects find it known.
 *
 * An endpoint that is only spelt differently (`localhost`, `127.0.0.1`) is an alias of the route that there is.
 * One on another host or port becomes a route of its own with the same name, even where the catalog
 * calls it the same service: the caller would have gone there, and the way there (TLS, policies of a
 * public front end) may be what is to be traced.
 *
 * The address of a metadata service, link-local and multicast ones never get a route, whatever
 * `allowedHosts` says; this machine only where the cloud is on it.
 */
export function discoverServices(
  catalog: readonly CatalogEntry[],
  known: readonly RoutedService[],
  { allowedHosts, limit = 100, isLocal }: DiscoveryOptions,
): Discovery {
  const services: RoutedService[] = [];
  const aliases = new Map<string, string>();
  const refused = new Map<string, string>();
  const localCloud = isLocal ?? known.some(({ url }) => isLoopback(new URL(url).hostname));

  const refusal = (base: string): string | null => {
    const host = plainHost(new URL(base).hostname);
    if (isForbiddenHost(host)) return `${host} is never called because a catalog names it`;
    if (isLoopback(host) && !localCloud) return `${host} is this machine, and no configured service is on it`;
    if (!allowedHosts(host)) return `${host} is not among the hosts that may be discovered`;
    if (known.length + services.length >= limit) return `there are ${limit} routes already`;
    return null;
  };

  for (const { type, endpoint } of endpointsOf(catalog)) {
    const base = serviceBase(endpoint.url);
    if (base === null) {
      refused.set(endpoint.url, 'it is not an absolute http or https URL');
      continue;
    }
    const name = serviceName(type);
    const routes = [...known, ...services];
    if (aliases.has(base) || refused.has(base) || routes.some((route) => isBehind(route, base, name)))
      continue;
    const same = routes.find(({ url }) => isSameButForLoopback(url, base));
    const reason = same === undefined ? refusal(base) : null;
    if (same !== undefined) aliases.set(base, same.url);
    else if (reason !== null) refused.set(base, reason);
    else {
      const mount = freeMount({ base, type, side: endpoint.interface }, routes);
      services.push({ name, type, url: base, aliases: [], mount });
    }
  }

  return {
    services,
    aliases: [...aliases].map(([alias, url]) => ({ url, alias })),
    refused: [...refused].map(([url, reason]) => ({ url, reason })),
  };
}

/** All endpoints, the public ones first: where two want one mount, they get it. */
function endpointsOf(catalog: readonly CatalogEntry[]): { type: string; endpoint: CatalogEndpoint }[] {
  const all = catalog.flatMap(({ type, endpoints }) => endpoints.map((endpoint) => ({ type, endpoint })));
  const rank = ({ endpoint }: { endpoint: CatalogEndpoint }) => {
    const at = INTERFACES.indexOf(endpoint.interface);
    return at < 0 ? INTERFACES.length : at;
  };
  return all.sort((a, b) => rank(a) - rank(b));
}

/**
 * Whether calls to `base` go by `route` as it is. Another service below a route's URL
 * (`http://h/image`, and keystone at `http://h`) has to have a route of its own.
 */
function isBehind(route: RoutedService, base: string, name: string): boolean {
  return [route.url, ...route.aliases].some((url) => {
    const routed = canonicalUrl(new URL(url).href);
    return base === routed || (route.name === name && base.startsWith(`${routed}/`));
  });
}

function isSameButForLoopback(url: string, base: string): boolean {
  const [a, b] = [new URL(url), new URL(base)];
  return (
    isLoopback(a.hostname) &&
    isLoopback(b.hostname) &&
    a.protocol === b.protocol &&
    a.port === b.port &&
    canonicalUrl(a.href).slice(a.origin.length) === canonicalUrl(b.href).slice(b.origin.length)
  );
}
