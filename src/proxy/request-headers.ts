import { type HeaderLines, headerValue } from '../exchange/headers.js';
import { hopByHopTest } from './hop-by-hop.js';
import { type Mark, REQUEST_FROM, REQUEST_FROM_LOWER, REQUEST_ID, REQUEST_ID_LOWER } from './mark.js';

/** What the request to the service is built from, beside the caller's own header lines. */
export interface RequestHeaderFacts {
  /** Host of the service, or null to keep the caller's. */
  readonly host: string | null;
  /** The id and the caller's name, or null for an exchange that is not traced. */
  readonly mark: Mark | null;
  /** The value of our own Connection line. */
  readonly connection: string;
  /** Of a WebSocket handshake: Upgrade is passed on. */
  readonly upgrade?: string;
}

/**
 * The header lines of the request to the service: the caller's, in their order, case and
 * repetition, without those of the caller's hop; our Connection in the place of theirs.
 */
export function requestHeaders(lines: HeaderLines, facts: RequestHeaderFacts): string[] {
  const isHopByHop = hopByHopTest(lines);
  const out: string[] = [];
  let hostSeen = false;
  let connectionSeen = false;
  let idSeen = false;
  let fromSeen = false;
  const chunked = headerValue(lines, 'transfer-encoding') !== undefined;
  for (let i = 0; i + 1 < lines.length; i += 2) {
    const name = lines[i] as string;
    const value = lines[i + 1] as string;
    const lower = name.toLowerCase();
    if (lower === 'host') {
      // A second Host was refused by the parser's strictness or means nothing: the service gets one.
      if (hostSeen) continue;
      hostSeen = true;
      out.push(name, facts.host ?? value);
    } else if (lower === 'connection') {
      if (connectionSeen) continue;
      connectionSeen = true;
      out.push(name, facts.connection);
    } else if (lower === 'upgrade' && facts.upgrade !== undefined) {
      out.push(name, value);
    } else if (facts.mark !== null && lower === REQUEST_ID_LOWER) {
      if (!idSeen) out.push(name, facts.mark.id);
      idSeen = true;
    } else if (facts.mark !== null && lower === REQUEST_FROM_LOWER) {
      if (!fromSeen) out.push(name, facts.mark.from);
      fromSeen = true;
    } else if (lower === 'trailer' && !chunked) {
      // Announces what cannot follow (RFC 9110, 6.6.2), and Node refuses to send it.
    } else if (!isHopByHop(lower)) {
      out.push(name, value);
    }
  }
  // HTTP/1.0 callers need not send Host; every service of today wants it.
  if (!hostSeen && facts.host !== null) out.unshift('Host', facts.host);
  if (!connectionSeen) out.push('Connection', facts.connection);
  if (facts.mark !== null) {
    if (!idSeen) out.push(REQUEST_ID, facts.mark.id);
    if (!fromSeen) out.push(REQUEST_FROM, facts.mark.from);
  }
  return out;
}
