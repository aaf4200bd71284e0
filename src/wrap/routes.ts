import { parsedUrl, serviceBase } from '../openstack/catalog-url.js';
import { discoverServices, type RoutedService } from '../openstack/discovery.js';
import { isLoopback } from '../openstack/discovery-hosts.js';
import type { ServiceEndpoint } from './selection.js';

/** An endpoint that is left as it is. */
export interface LeftEndpoint {
  readonly endpoint: ServiceEndpoint;
  /** For people, as it follows the URL: `it is not an absolute http or https URL`. */
  readonly reason: string;
}

/** The way from the proxy to the endpoints' services. */
export interface EndpointRoutes {
  /** New routes. */
  readonly services: readonly RoutedService[];
  /** Those known before, with the other names by which endpoints have them. */
  readonly known: readonly RoutedService[];
  readonly left: readonly LeftEndpoint[];
}

/**
 * Routes to the services of `endpoints`, each at the host and port that its endpoint names: what was said to the
 * internal interface goes on to it. `known` are the routes that there are; `isLocal`: the cloud is on this
 * machine, or `localhost` would be another one. See `discoverServices`.
 */
export function routeEndpoints(
  endpoints: readonly ServiceEndpoint[],
  known: readonly RoutedService[],
  isLocal: boolean,
): EndpointRoutes {
  const unfit = endpoints.flatMap((endpoint) => {
    const reason = unfitReason(endpoint.url);
    return reason === null ? [] : [{ endpoint, reason }];
  });
  const fit = endpoints.filter((endpoint) => !unfit.some((one) => one.endpoint === endpoint));
  const catalog = fit.map(({ service: { type, name }, interface: side, region, url }) => ({
    type,
    name,
    endpoints: [{ interface: side, region, url }],
  }));
  // Whoever may change the catalog is believed about its hosts.
  const found = discoverServices(catalog, known, {
    allowedHosts: () => true,
    limit: Number.POSITIVE_INFINITY,
    isLocal: isLocal || known.some(({ url }) => isLoopback(new URL(url).hostname)),
  });
  const aliased = (service: RoutedService): RoutedService => ({
    ...service,
    aliases: [
      ...service.aliases,
      ...found.aliases.filter(({ url }) => url === service.url).map(({ alias }) => alias),
    ],
  });
  const refused = new Map(found.refused.map(({ url, reason }) => [url, reason]));
  return {
    services: found.services.map(aliased),
    known: known.map(aliased),
    left: [
      ...unfit,
      ...fit.flatMap((endpoint) => {
        const reason = refused.get(serviceBase(endpoint.url) as string);
        return reason === undefined ? [] : [{ endpoint, reason }];
      }),
    ],
  };
}

/** Keystone fills `%(name)s` and `$(name)s` in for each token; a host that it fills in is not known here. */
function unfitReason(url: string): string | null {
  if (!/^https?:\/\//i.test(url)) return 'it is not an absolute http or https URL';
  const authority = url.replace(/^[^/]*\/\/([^/?#]*).*$/s, '$1');
  if (/[$%]\(/.test(authority)) return 'its host is a template';
  if (authority.includes('@')) return 'it has a user or a password in it';
  return serviceBase(url) === null ? 'it is not an absolute http or https URL' : null;
}

/** Whether a URL leads to one of `bases`: the same port on the same host, however this machine is spelt. */
export function leadsTo(url: string, bases: readonly string[]): boolean {
  const there = parsedUrl(url);
  if (there === null) return false;
  return bases.some((base) => {
    const here = new URL(base);
    const sameHost =
      there.hostname === here.hostname || (isLoopback(there.hostname) && isLoopback(here.hostname));
    const path = here.pathname.replace(/\/+$/, '');
    return (
      sameHost &&
      portOf(there) === portOf(here) &&
      (there.pathname === path || there.pathname.startsWith(`${path}/`))
    );
  });
}

function portOf({ port, protocol }: URL): string {
  return port || (protocol === 'https:' ? '443' : '80');
}
