import dns from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isForbiddenHost, isLoopback } from '../openstack/discovery-hosts.js';

/** What a discovered service's name leads to may not be called. */
export class ForbiddenAddressError extends Error {
  override readonly name = 'ForbiddenAddressError';
  readonly code = 'RH_FORBIDDEN_ADDRESS';
}

/**
 * Finds the address of a host for services that a catalog named, each time a connection is made: a name that was harmless may lead
 * to a metadata service or to this machine by now (DNS rebinding). Such a connection fails with a ForbiddenAddressError, also
 * where the name has other addresses: whoever gives it that one means no good. Addresses in a URL are no names; discovery looks at those.
 */
export function discoveredLookup(
  allowsLoopback: boolean,
  resolve: typeof dns.lookup = dns.lookup,
): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, options, (error, found, family) => {
      const addresses = typeof found === 'string' ? [found] : (found ?? []).map(({ address }) => address);
      const wrong = addresses.find(
        (address) => isForbiddenHost(address) || (!allowsLoopback && isLoopback(address)),
      );
      if (wrong === undefined) callback(error, found, family);
      else callback(forbidden(wrong), '', 0);
    });
  };
}

function forbidden(address: string): ForbiddenAddressError {
  return new ForbiddenAddressError(
    `its name leads to ${address}, which is never called because a catalog names it; a service that is really there has to be configured`,
  );
}
