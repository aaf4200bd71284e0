import { isIPv4, isIPv6 } from 'node:net';
import type { Address, ListenerSettings } from './settings.js';
import { Unfit, unfit } from './unfit.js';

const EXPECTED = 'an address such as 127.0.0.1:8500, [::1]:8500 or 8500';

/**
 * Where to listen: `host:port`, `[IPv6]:port`, or a port alone (with or without the colon), which is on
 * 127.0.0.1: what the proxy shows is not for the neighbours unless somebody says so (`0.0.0.0:8500`).
 * Throws an Unfit, with what was `expected`.
 */
export function readAddress(value: unknown, expected = EXPECTED): Address {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return unfit(expected, value);
  const port = /^:?(\d+)$/.exec(text);
  if (port) return { host: '127.0.0.1', port: readPort(port[1] as string) };
  const parts = /^(?:\[([^\]]*)\]|([^:[\]]+)):(\d+)$/.exec(text);
  if (!parts) {
    if (/^[0-9a-fA-F:.]*:[0-9a-fA-F:.]*:/.test(text))
      throw new Unfit(`expected ${expected}; an IPv6 address needs brackets, got "${text}"`);
    return unfit(expected, value);
  }
  const host = parts[1] ?? parts[2] ?? '';
  if (parts[1] !== undefined ? !isIPv6(host) : !isHostName(host)) unfit(expected, value);
  return { host, port: readPort(parts[3] as string) };
}

function readPort(digits: string): number {
  const port = Number(digits);
  return port <= 65535 ? port : unfit('a port from 0 to 65535 (0: any that is free)', port);
}

/** A name or IPv4 address; all digits and dots must be an IPv4 address. */
function isHostName(host: string): boolean {
  if (/^[\d.]+$/.test(host)) return isIPv4(host);
  return /^(?!-)[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/.test(host);
}

/** An address as it is written in a URL and on the command line: `[::1]:8500`. */
export function addressText({ host, port }: Address): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** What a listener speaks. */
export function schemeOf({ certificate }: Pick<ListenerSettings, 'certificate'>): 'http' | 'https' {
  return certificate === null ? 'http' : 'https';
}
