import { BlockList, isIP } from 'node:net';

/**
 * Addresses at which no service of a cloud is, but something that a catalog must not make us call: the
 * metadata services of clouds above all, which give credentials away to whoever asks from the machine.
 */
const FORBIDDEN = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8], // this network (RFC 1122)
  ['169.254.0.0', 16], // link-local (RFC 3927); metadata of nearly all clouds
  ['100.100.100.200', 32], // metadata of Alibaba Cloud
  ['168.63.129.16', 32], // Azure's host agent
  ['192.0.0.192', 32], // metadata of Oracle's classic cloud
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, and broadcast
] as const) {
  FORBIDDEN.addSubnet(net, prefix, 'ipv4');
}
for (const [net, prefix] of [
  ['::', 128], // unspecified
  ['fe80::', 10], // link-local (RFC 4291)
  ['ff00::', 8], // multicast
  ['fd00:ec2::', 32], // metadata of AWS
  ['fd20:ce::254', 128], // metadata of Google Cloud
  ['64:ff9b::a9fe:0', 112], // 169.254.0.0/16 by NAT64 (RFC 6052)
  ['2002:a9fe::', 32], // the same by 6to4 (RFC 3056)
  ['::a9fe:0', 112], // the same as an IPv4-compatible address (RFC 4291, 2.5.5.1)
] as const) {
  FORBIDDEN.addSubnet(net, prefix, 'ipv6');
}
const FORBIDDEN_NAMES = new Set(['metadata', 'metadata.google.internal', 'instance-data']);

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/**
 * Whether `host`, an address or a name, is one that is never called because a catalog names it. What a
 * name resolves to shows when connecting only: ask again then, with the address.
 */
export function isForbiddenHost(host: string): boolean {
  const plain = plainHost(host);
  return FORBIDDEN_NAMES.has(plain) || isIn(FORBIDDEN, plain);
}

/** Whether `host` is this machine: `localhost` (RFC 6761, 6.3), 127.0.0.0/8 or `::1`. */
export function isLoopback(host: string): boolean {
  const plain = plainHost(host);
  return /(?:^|\.)localhost$/.test(plain) || isIn(LOOPBACK, plain);
}

function isIn(list: BlockList, host: string): boolean {
  const version = isIP(host);
  return version !== 0 && list.check(host, version === 6 ? 'ipv6' : 'ipv4');
}

/** Lower case, without the brackets of IPv6 and the dot that ends a full name. */
export function plainHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');
}
