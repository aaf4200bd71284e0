import { networkInterfaces } from 'node:os';
import { unmapped } from './socket-table.js';

/** ms for which the list of this host's addresses holds. */
const HOLDS = 10_000;

let addresses = new Set<string>();
let readAt = Number.NEGATIVE_INFINITY;

/** Whether an address, as a socket gives it, is one of this host's own. */
export function isOwnAddress(address: string): boolean {
  const plain = unmapped(address).replace(/%.*$/, '');
  if (plain.startsWith('127.') || plain === '::1') return true;
  if (performance.now() - readAt > HOLDS) {
    readAt = performance.now();
    addresses = new Set(
      Object.values(networkInterfaces()).flatMap((all) => all?.map((one) => one.address) ?? []),
    );
  }
  return addresses.has(plain);
}
