import type { LookupFunction } from 'node:net';
import type { ServiceSettings } from '../config/settings.js';
import { UpstreamAgents } from './forward/agents.js';

/** A service as the proxy uses it: settings, address taken apart, connections. */
export interface Upstream {
  readonly service: ServiceSettings;
  /** `http://10.0.0.5:9292`, default port left out. */
  readonly origin: string;
  /** Path of the service's URL without a trailing slash, `` for the root. */
  readonly basePath: string;
  /** Host header of the service: host and, where it is not the default, port. */
  readonly host: string;
  readonly agents: UpstreamAgents;
}

/** Takes a service's URL apart. The URL was checked with the settings. */
export function upstreamOf(service: ServiceSettings, lookup: LookupFunction | null): Upstream {
  const url = new URL(service.url);
  return {
    service,
    origin: url.origin,
    basePath: url.pathname.replace(/\/+$/, ''),
    host: url.host,
    agents: new UpstreamAgents(service, lookup),
  };
}
