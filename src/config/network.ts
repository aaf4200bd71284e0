import { BlockList, isIP } from 'node:net';
import { unfit } from './unfit.js';

/** Tells whether an address (as Node gives it) is in a network. */
export type AddressTest = (address: string) => boolean;

/**
 * A test for an IPv4 or IPv6 address, or a CIDR block: `10.0.0.0/8`, `fd00::/8`. An IPv4 address mapped into
 * IPv6 (`::ffff:10.0.0.5`, RFC 4291 2.5.5.2) is that address: BlockList sees to it. Throws an Unfit.
 */
export function readNetwork(value: unknown): AddressTest {
  const expected = 'an address or a block such as 10.0.0.5, 10.0.0.0/8 or fd00::/8';
  if (typeof value !== 'string') return unfit(expected, value);
  const [, base, length] = /^([^/]+?)(?:\/(\d{1,3}))?$/.exec(value) ?? [];
  const kind = isIP(base ?? '');
  const bits = kind === 6 ? 128 : 32;
  if (base === undefined || kind === 0 || Number(length ?? 0) > bits) return unfit(expected, value);
  const family = kind === 6 ? 'ipv6' : 'ipv4';
  const list = new BlockList();
  list.addSubnet(base, Number(length ?? bits), family);
  return (address) => {
    const version = isIP(address);
    return version !== 0 && list.check(address, version === 6 ? 'ipv6' : 'ipv4');
  };
}

/** Tells whether a URL's host name (IPv6 with or without brackets) is one of those that were listed. */
export type HostTest = (host: string) => boolean;

/**
 * A test for a list of hosts: a name, `*.example.org` (names under it), an address, a CIDR block, or `*`.
 * Names are compared without case. Throws an Unfit.
 */
export function readHosts(entries: readonly string[]): HostTest {
  const tests = entries.map(readHost);
  return (host) => {
    const name = host.toLowerCase().replace(/^\[|\]$/g, '');
    return tests.some((fits) => fits(name));
  };
}

function readHost(entry: string): HostTest {
  const wanted = entry.toLowerCase().replace(/^\[|\]$/g, '');
  if (wanted === '*') return () => true;
  if (isIP(wanted) || wanted.includes('/')) return readNetwork(wanted);
  if (!/^(\*\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)*$/.test(wanted))
    return unfit('a host name, *.domain, an address, a block such as 10.0.0.0/8, or *', entry);
  if (wanted.startsWith('*.')) return (host) => host.endsWith(wanted.slice(1));
  return (host) => host === wanted;
}
