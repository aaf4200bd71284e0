import type { RoutedService } from '../openstack/discovery.js';
import { createLinkRewriter } from '../openstack/links.js';
import type { LeftEndpoint } from './routes.js';
import type { ServiceEndpoint } from './selection.js';

/** An endpoint's URL, before and after. */
export interface EndpointChange {
  readonly id: string;
  /** Type of its service: `image`. */
  readonly service: string;
  readonly interface: string;
  readonly region: string | null;
  readonly original: string;
  readonly wrapped: string;
}

/**
 * What is to be changed so that `endpoints` lead to the proxy: each URL begins with the proxy's base and the mount of
 * its service, and the rest of it (version, `$(project_id)s`, a slash at the end) stays to the byte.
 */
export function endpointChanges(
  endpoints: readonly ServiceEndpoint[],
  services: readonly RoutedService[],
  proxyUrl: string,
): { readonly changes: EndpointChange[]; readonly left: LeftEndpoint[] } {
  const rewriter = createLinkRewriter(
    services.map(({ url, aliases, mount }) => ({ url, aliases, to: proxyUrl + mount })),
  );
  const changes: EndpointChange[] = [];
  const left: LeftEndpoint[] = [];
  for (const endpoint of endpoints) {
    const { id, service, interface: side, region, url } = endpoint;
    const wrapped = rewriter.rewriteHeaderValue(url);
    if (wrapped === url) left.push({ endpoint, reason: 'no route leads there' });
    else changes.push({ id, service: service.type, interface: side, region, original: url, wrapped });
  }
  return { changes, left };
}

/** `image internal (RegionOne)` */
export function endpointName(change: Pick<EndpointChange, 'service' | 'interface' | 'region'>): string {
  return `${change.service} ${change.interface}${change.region === null ? '' : ` (${change.region})`}`;
}
