import { UsageError } from '../exchange/errors.js';
import { serviceType } from '../openstack/services.js';
import type { CatalogService, Endpoint } from './keystone.js';

/** An endpoint, and the service that it is of. */
export interface ServiceEndpoint extends Endpoint {
  readonly service: CatalogService;
}

/** Which endpoints are wanted. */
export interface Wanted {
  /** `public`, `internal`, `admin`; none, or `all` among them: all. */
  readonly interfaces: readonly string[];
  /** Names, types or ids of services, as Keystone or OpenStack's people have them; none: all services. */
  readonly only: readonly string[];
  /** Ids of regions; none: all, and endpoints without one. */
  readonly regions: readonly string[];
}

/**
 * The endpoints that catalogs show and that are wanted, by service. Throws a UsageError about a service or a region that
 * is not there.
 */
export function selectEndpoints(
  endpoints: readonly Endpoint[],
  services: readonly CatalogService[],
  { interfaces, only, regions }: Wanted,
): ServiceEndpoint[] {
  for (const name of only) {
    if (servicesOf(services, name).length > 0) continue;
    const known = services.map(({ name, type }) =>
      name === '' || name === type ? type : `${name} (${type})`,
    );
    throw new UsageError(
      `--only ${name}: the cloud has no such service; it has ${known.join(', ') || 'none'}`,
    );
  }
  const there = [...new Set(endpoints.map(({ region }) => region))].filter((region) => region !== null);
  for (const region of regions) {
    if (there.includes(region)) continue;
    throw new UsageError(
      `--region ${region}: no endpoint of the cloud is of that region; there are ${there.join(', ') || 'none'}`,
    );
  }
  const all = interfaces.length === 0 || interfaces.includes('all');
  const names = only.flatMap((name) => servicesOf(services, name));
  const wanted = services.filter((service) => only.length === 0 || names.includes(service));
  return wanted.flatMap((service) =>
    endpoints
      .filter(
        (endpoint) =>
          endpoint.serviceId === service.id &&
          endpoint.enabled &&
          (all || interfaces.includes(endpoint.interface)) &&
          (regions.length === 0 || (endpoint.region !== null && regions.includes(endpoint.region))),
      )
      .map((endpoint) => ({ ...endpoint, service })),
  );
}

/** Those that are called so; else those of the type that people mean by it: `cinder` for `volumev3`. */
function servicesOf(services: readonly CatalogService[], name: string): CatalogService[] {
  const called = services.filter((service) => [service.id, service.name, service.type].includes(name));
  const type = serviceType(name);
  if (called.length > 0 || type === null) return called;
  return services.filter((service) => (serviceType(service.type) ?? service.type) === type);
}
