import type { ProxyParts } from '../../src/proxy/proxy.js';

/** Parts of a proxy that traces everything, under one name for all callers, and changes no link. */
export const PLAIN_PARTS: Pick<
  ProxyParts,
  'incomingId' | 'identify' | 'isTraced' | 'linksFor' | 'holdsJson'
> = {
  incomingId: () => null,
  identify: () => ({ name: 'caller', source: 'unknown' }),
  isTraced: () => true,
  linksFor: () => null,
  holdsJson: false,
};
