import { asList, asObject, asText } from './shape.js';

/** The URL of Keystone's v3 API that its version document (`GET /`) gives, without a trailing slash, or null. */
export function v3Url(document: unknown): string | null {
  for (const version of asList(asObject(asObject(document)?.versions)?.values)) {
    const { id, links } = asObject(version) ?? {};
    if (!asText(id)?.startsWith('v3')) continue;
    const self = asList(links).find((link) => asObject(link)?.rel === 'self');
    const url = asText(asObject(self)?.href);
    if (url) return withoutSlash(url);
  }
  return null;
}

/** The URL of a service in the catalog of a token's body (`{"token": {"catalog": [...]}}`), or null. */
export function catalogUrl(token: unknown, type: string, interfaceName: string): string | null {
  for (const entry of asList(asObject(asObject(token)?.token)?.catalog)) {
    const service = asObject(entry);
    if (service?.type !== type) continue;
    const endpoint = asList(service.endpoints).find((one) => asObject(one)?.interface === interfaceName);
    const url = asText(asObject(endpoint)?.url);
    if (url) return withoutSlash(url);
  }
  return null;
}

/** A URL without a slash at its end. */
export function withoutSlash(url: string): string {
  return url.endsWith('/') ? url.slice(0, -1) : url;
}
