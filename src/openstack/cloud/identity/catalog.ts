import type { Published } from '../published.js';
import type { Json } from '../python-json.js';
import type { Directory, Endpoint, Service } from './directory.js';

/** Where a service is, as the catalog says. */
export function endpointUrl(service: Service, published: Published): string {
  return service.type === 'identity' ? published.identityUrl : published.imageUrl;
}

/** The catalog, as it stands in a token. */
export function catalogView(directory: Directory, published: Published): Json {
  return directory.services.map((service) => ({
    endpoints: service.endpoints.map((endpoint) => ({
      id: endpoint.id,
      interface: endpoint.interface,
      region_id: directory.region,
      url: endpointUrl(service, published),
      region: directory.region,
    })),
    id: service.id,
    type: service.type,
    name: service.name,
  }));
}

/** An entry of `GET /v3/services`. */
export function serviceView(service: Service): { readonly [name: string]: Json } {
  return {
    name: service.name,
    ...(service.description === null ? {} : { description: service.description }),
    id: service.id,
    type: service.type,
    enabled: true,
  };
}

/** An entry of `GET /v3/endpoints`. */
export function endpointView(
  directory: Directory,
  published: Published,
  service: Service,
  endpoint: Endpoint,
): { readonly [name: string]: Json } {
  return {
    id: endpoint.id,
    interface: endpoint.interface,
    region_id: directory.region,
    service_id: service.id,
    url: endpointUrl(service, published),
    enabled: true,
    region: directory.region,
  };
}
