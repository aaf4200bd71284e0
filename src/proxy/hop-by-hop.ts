import { type HeaderLines, nameLengths } from '../exchange/headers.js';

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
  for (let i = 0; i + 1 < lines.length; i += 2) {
    const name = lines[i] as string;
    if (name.length !== 10 || name.toLowerCase() !== 'connection') continue;
    for (const option of (lines[i + 1] as string).split(',')) options.add(option.trim().toLowerCase());
  }
  return options;
}

const isAlwaysHopByHop = (name: string): boolean => HOP_BY_HOP.has(name);

const LENGTHS = nameLengths(HOP_BY_HOP);

/** The lengths of the names (`nameLengths`) for which a test may say yes. */
export function hopByHopLengths(test: (lowerCaseName: string) => boolean): number {
  return test === isAlwaysHopByHop ? LENGTHS : -1;
}

/** Tells which fields of a message stay on the hop that it came by. */
export function hopByHopTest(lines: HeaderLines): (lowerCaseName: string) => boolean {
  if (!namesFields(lines)) return isAlwaysHopByHop;
  const named = connectionOptions(lines);
  named.delete('keep-alive');
  named.delete('close');
  for (const name of PROTECTED) named.delete(name);
  return (name) => HOP_BY_HOP.has(name) || named.has(name);
}

/** Nearly every message says `keep-alive` or `close`, or nothing, and names no field. */
function namesFields(lines: HeaderLines): boolean {
  for (let i = 0; i + 1 < lines.length; i += 2) {
    const name = lines[i] as string;
    if (
      name.length === 10 &&
      name.toLowerCase() === 'connection' &&
      !/^(keep-alive|close)$/i.test(lines[i + 1] as string)
    )
      return true;
  }
  return false;
}
