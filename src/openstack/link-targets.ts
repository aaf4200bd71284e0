import { BoundedMap } from '../exchange/bounded-map.js';
import type { LinkRewriter, LinkTarget } from './links.js';
import { createLinkRewriter } from './links.js';

/** What of a service matters for links. */
export interface LinkedService {
  readonly name: string;
  readonly url: string;
  readonly aliases: readonly string[];
  /** Path prefix on the shared listener, without a trailing slash. */
  readonly mount: string;
}

/** What of a listener matters for links. */
export interface LinkedListener {
  readonly host: string;
  /** The one it really listens on. */
  readonly port: number;
  readonly scheme: 'http' | 'https';
  /** The only service behind it, at `/`; null: all of them, by prefix. */
  readonly service: string | null;
}

/** By which address a caller reached the proxy. */
export interface Entrance {
  /** The caller's `Host`; undefined: none, or not HTTP/1.1's. */
  readonly host: string | undefined;
  /** Where the connection was accepted; it stands in for a `Host` that is none. */
  readonly listener: LinkedListener;
}

const ANY = new Set(['0.0.0.0', '::']);
/** RFC 9110, 7.2 and RFC 3986, 3.2.2, less the percent signs and delimiters that no real host has. */
const HOST = /^(?:[a-z0-9](?:[a-z0-9._-]{0,253})|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;

/** Whether `host` is a well-formed `Host`, fit to stand in a link. */
export function isHost(host: string): boolean {
  return HOST.test(host);
}

/**
 * The services and their bases at the proxy, for callers who come in by `entrance`: behind the listener
 * where they are, if the service is there; else behind another one, at the same host name. A
 * service that no listener has is left out. `publicUrl`, where given, is the shared listener's base.
 */
export function linkTargets(
  services: readonly LinkedService[],
  listeners: readonly LinkedListener[],
  { host, listener: here }: Entrance,
  publicUrl: string | null = null,
): LinkTarget[] {
  const baseOf = (listener: LinkedListener): string => {
    if (publicUrl !== null && listener.service === null) return publicUrl;
    const known = host !== undefined && isHost(host) ? host : null;
    if (known !== null && listener === here) return `${listener.scheme}://${known}`;
    const name =
      known !== null && (ANY.has(listener.host) || listener.host === here.host)
        ? known.replace(/:\d+$/, '')
        : inUrl(ANY.has(listener.host) ? '127.0.0.1' : listener.host);
    return `${listener.scheme}://${name}:${listener.port}`;
  };

  return services.flatMap((service) => {
    // Several routes may have one name (an endpoint each); a listener of that name has the first.
    const first = services.find(({ name }) => name === service.name);
    const serves = (listener: LinkedListener) =>
      listener.service === null || (listener.service === service.name && service === first);
    const listener = [here, ...listeners].find(serves);
    if (listener === undefined) return [];
    const to = baseOf(listener) + (listener.service === null ? service.mount : '');
    return [{ url: service.url, aliases: service.aliases, to }];
  });
}

function inUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

/** Makes rewriters for callers, and keeps the latest: `Host` is the caller's to choose. */
export interface LinkRewriters {
  forEntrance(entrance: Entrance): LinkRewriter;
}

/** Rewriters for these services and listeners; at most `limit` of them are kept, the latest used. */
export function createLinkRewriters(
  services: readonly LinkedService[],
  listeners: readonly LinkedListener[],
  { publicUrl = null, limit = 32 }: { publicUrl?: string | null; limit?: number } = {},
): LinkRewriters {
  const kept = new BoundedMap<string, LinkRewriter>(limit);
  let latest: { readonly entrance: Entrance; readonly rewriter: LinkRewriter } | null = null;
  return {
    forEntrance(entrance) {
      const { host, listener } = entrance;
      // As a rule all callers come in by the same one.
      if (latest?.entrance.host === host && latest?.entrance.listener === listener) return latest.rewriter;
      const key = `${listener.host} ${listener.port} ${host !== undefined && isHost(host) ? host : ''}`;
      const rewriter =
        kept.get(key) ?? createLinkRewriter(linkTargets(services, listeners, entrance, publicUrl));
      kept.renew(key, rewriter);
      latest = { entrance, rewriter };
      return rewriter;
    },
  };
}
