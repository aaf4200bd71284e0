import { type HeaderLines, headerPairs } from '../exchange/headers.js';

/**
 * Fields that concern one connection only and end there (RFC 9110, 7.6.1; Proxy-* from 11.7).
 * Transfer-Encoding is of this kind too, but the framing of a body is carried over: Keystone
 * refuses a request that was re-framed as chunked.
 */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'upgrade',
]);

/** Names that no Connection option may remove: they frame or route the message. */
const PROTECTED = new Set(['content-length', 'transfer-encoding', 'host']);

/** The field names that the message's Connection lines name, in lower case. */
export function connectionOptions(lines: HeaderLines): Set<string> {
  const options = new Set<string>();
  for (const [name, value] of headerPairs(lines)) {
    if (name.length !== 10 || name.toLowerCase() !== 'connection') continue;
    for (const option of value.split(',')) options.add(option.trim().toLowerCase());
  }
  return options;
}

/** Tells which fields of a message stay on the hop that it came by. */
export function hopByHopTest(lines: HeaderLines): (lowerCaseName: string) => boolean {
  const named = connectionOptions(lines);
  // Nearly every message says `keep-alive` or `close` and names no field.
  named.delete('keep-alive');
  named.delete('close');
  for (const name of PROTECTED) named.delete(name);
  if (named.size === 0) return (name) => HOP_BY_HOP.has(name);
  return (name) => HOP_BY_HOP.has(name) || named.has(name);
}
