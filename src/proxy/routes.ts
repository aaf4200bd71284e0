import type { LookupFunction } from 'node:net';
import type { ServiceSettings } from '../config/settings.js';
import { type Upstream, upstreamOf } from './upstream.js';

/** Where a request goes: which service, and the path to ask it for. */
export interface Route {
  readonly upstream: Upstream;
  /** Path and query at the service, begins with `/` (or is `*`). */
  readonly path: string;
}

/** Whether `mount` is a prefix of the path that ends at a segment boundary. */
function fits(path: string, mount: string): boolean {
  if (mount === '') return true;
  if (!path.startsWith(mount)) return false;
  const next = path[mount.length];
  return next === undefined || next === '/' || next === '?' || next === '#';
}

/** The services by path prefix. The longest prefix wins; services can be added while it is in use. */
export class Routes {
  #upstreams: Upstream[] = [];

  constructor(services: readonly ServiceSettings[]) {
    for (const service of services) this.add(service);
  }

  /** All services, longest mount first. */
  get upstreams(): readonly Upstream[] {
    return this.#upstreams;
  }

  /** @param lookup finds the address of its host; Node's own unless given. */
  add(service: ServiceSettings, lookup: LookupFunction | null = null): Upstream {
    const upstream = upstreamOf(service, lookup);
    this.#upstreams = [...this.#upstreams, upstream].sort(
      (a, b) => b.service.mount.length - a.service.mount.length,
    );
    return upstream;
  }

  named(name: string): Upstream | undefined {
    return this.#upstreams.find(({ service }) => service.name === name);
  }

  /** The route of a request to the shared listener, or null where no service is mounted there. */
  find(path: string): Route | null {
    for (const upstream of this.#upstreams) {
      const { mount } = upstream.service;
      if (fits(path, mount)) return { upstream, path: pathAt(upstream, path.slice(mount.length)) };
    }
    return null;
  }
}

/** The path at the service for what follows the mount. */
export function pathAt(upstream: Upstream, rest: string): string {
  if (rest === '*') return rest;
  const path = upstream.basePath + rest;
  return path.startsWith('/') ? path : `/${path}`;
}
