import { ConfigError } from '../exchange/errors.js';
import { serviceBase } from '../openstack/catalog-url.js';
import { callKeystone, type KeystonePlace } from './keystone-call.js';
import type { ServiceEndpoint } from './selection.js';

/** ms for which an endpoint is asked. */
const PATIENCE = 3000;

/**
 * Throws a ConfigError where an endpoint leads to a requestshook already, by the mark on its answer: that is another
 * `wrap`, with another state file. Had both changed an endpoint, they could be put back in one order only: the first to
 * come would leave it alone, as somebody else's, and the second would lead it to a proxy that is gone. `trust` says how
 * services are trusted.
 */
export async function refuseWrapped(
  endpoints: readonly ServiceEndpoint[],
  trust: Omit<KeystonePlace, 'url'>,
): Promise<void> {
  const bases = new Map(endpoints.map((endpoint) => [serviceBase(endpoint.url), endpoint]));
  await Promise.all(
    [...bases].map(async ([base, { service, interface: side, url }]) => {
      if (base === null || !(await isMarked({ ...trust, url: base }))) return;
      throw new ConfigError(
        `${service.type} ${side} is at ${url}, where a requestshook answers: the cloud is wrapped already. Put it back first: end that ` +
          'wrap, or, where it is gone, requestshook unwrap --state FILE, with the file that it named when it began',
      );
    }),
  );
}

async function isMarked(place: KeystonePlace): Promise<boolean> {
  try {
    const { headers } = await callKeystone(place, { method: 'GET', path: '', patience: PATIENCE });
    return headers['x-requestshook-request-id'] !== undefined;
  } catch {
    // Nobody answers: that is for whoever calls it to find out.
    return false;
  }
}
