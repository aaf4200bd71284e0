import type { Flags } from '../config/flags.js';
import { loadSettings } from '../config/load.js';
import type { Settings } from '../config/settings.js';
import { ConfigError, UsageError } from '../exchange/errors.js';
import { serviceBase } from '../openstack/catalog-url.js';
import { isLoopback } from '../openstack/discovery-hosts.js';
import { Keystone, v3Of } from '../wrap/keystone.js';
import { refuseWrapped } from '../wrap/refuse-wrapped.js';
import { type LeftEndpoint, routeEndpoints } from '../wrap/routes.js';
import { type ServiceEndpoint, selectEndpoints } from '../wrap/selection.js';
import { given } from './selected.js';
import { findLogin } from './wrap-login.js';
import { readTrust, type Trust, wrapSettings } from './wrap-settings.js';

/** What `wrap` is about to do. */
export interface WrapPlan {
  /** With routes to all services of `endpoints`. */
  readonly settings: Settings;
  /** The same, of what the files say by then. */
  reload(): Settings;
  readonly keystone: Keystone;
  readonly trust: Trust;
  /** Those that are to lead to the proxy. */
  readonly endpoints: readonly ServiceEndpoint[];
  readonly left: readonly LeftEndpoint[];
  /** For people: what may go wrong later. */
  readonly warnings: readonly string[];
}

/** Asks the cloud for its endpoints. Throws a RequestshookError where nothing can come of it. */
export async function planWrap(flags: Flags): Promise<WrapPlan> {
  const load = (more: Flags = {}) => loadSettings({ flags: { ...flags, ...more }, env: process.env });
  const loaded = load();
  const identity = loaded.services.find(({ type }) => type === 'identity');
  const login = findLogin(identity?.url ?? null);
  const { authUrl, problem } = login.plan;
  if (authUrl === null) throw new ConfigError(problem ?? 'No cloud to wrap: set OS_AUTH_URL or OS_CLOUD.');
  // What --ca and --insecure say of a service holds for all of this cloud.
  const named = { service: [...given(flags.service), `keystone=${serviceBase(authUrl)}`] };
  const keystoneSettings = identity ?? load(named).services.find(({ name }) => name === 'keystone');
  const trust = {
    ca: login.plan.cacert ?? keystoneSettings?.ca ?? null,
    insecure: login.plan.insecure || (keystoneSettings?.insecure ?? false),
    clientCertificate: login.plan.clientCertificate ?? keystoneSettings?.clientCertificate ?? null,
  };
  const credentials = login.credentials();
  const place = { url: v3Of(authUrl), insecure: trust.insecure, ...readTrust(trust) };
  const keystone = new Keystone(place, credentials);

  const wanted = {
    interfaces: given(flags.interface),
    only: given(flags.only),
    regions: given(flags.region),
  };
  const selected = selectEndpoints(await keystone.endpoints(), await keystone.services(), wanted);
  await refuseWrapped(selected, place);
  const routes = routeEndpoints(selected, loaded.services, isLoopback(new URL(authUrl).hostname));
  const endpoints = selected.filter((one) => !routes.left.some(({ endpoint }) => endpoint === one));
  if (endpoints.length === 0)
    throw new UsageError(
      selected.length === 0
        ? 'no endpoint of the cloud is of that interface, service and region: see openstack endpoint list'
        : `none of the endpoints can be led to the proxy; ${selected[0]?.url}: ${routes.left[0]?.reason}`,
    );
  return {
    settings: wrapSettings(loaded, routes, trust),
    reload: () => wrapSettings(load(), routes, trust),
    keystone,
    trust,
    endpoints,
    left: routes.left,
    warnings:
      credentials.token === null
        ? []
        : [
            'these credentials are a token: once it has expired, the endpoints can be put back by requestshook unwrap only, ' +
              'with another one, or a password',
          ],
  };
}
