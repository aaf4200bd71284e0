import type { EndpointChange } from './changes.js';
import type { Keystone } from './keystone.js';

/** What became of an endpoint that was to be changed. */
export type Outcome =
  | { readonly kind: 'changed' }
  /** It had that URL already. */
  | { readonly kind: 'unchanged' }
  /** Somebody else removed it. */
  | { readonly kind: 'removed' }
  /** Somebody else changed it, to `url`: it was left alone. */
  | { readonly kind: 'elsewhere'; readonly url: string };

/** Changes an endpoint's URL if it is still `from`. Throws a KeystoneError. */
export async function changeUrl(
  keystone: Keystone,
  { id, from, to }: { readonly id: string; readonly from: string; readonly to: string },
): Promise<Outcome> {
  const endpoint = await keystone.endpoint(id);
  if (endpoint === null) return { kind: 'removed' };
  if (endpoint.url === to) return { kind: 'unchanged' };
  if (endpoint.url !== from) return { kind: 'elsewhere', url: endpoint.url };
  const changed = await keystone.setUrl(id, to);
  return changed === null ? { kind: 'removed' } : { kind: 'changed' };
}

/** Makes an endpoint lead to the proxy. */
export function wrapEndpoint(
  keystone: Keystone,
  { id, original, wrapped }: EndpointChange,
): Promise<Outcome> {
  return changeUrl(keystone, { id, from: original, to: wrapped });
}

/** Makes an endpoint lead where it led before. */
export function unwrapEndpoint(
  keystone: Keystone,
  { id, original, wrapped }: EndpointChange,
): Promise<Outcome> {
  return changeUrl(keystone, { id, from: wrapped, to: original });
}
