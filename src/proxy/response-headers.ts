import { type HeaderLines, headerValue, nameLengths } from '../exchange/headers.js';
import { hopByHopLengths, hopByHopTest } from './hop-by-hop.js';
import { type Mark, REQUEST_FROM, REQUEST_FROM_LOWER, REQUEST_ID, REQUEST_ID_LOWER } from './mark.js';

/** What the answer to the caller is built from, beside the service's own header lines. */
export interface ResponseHeaderFacts {
  readonly status: number;
  readonly mark: Mark | null;
  /** Whether the caller understands chunked bodies (HTTP/1.1). */
  readonly chunkedAllowed: boolean;
  /** The new Content-Length where links in the body were changed, else null. */
  readonly contentLength: number | null;
  /** Changes a link in Location or Content-Location. */
  readonly rewriteLink: (value: string) => string;
}

/** Of the names that are told apart here, beside those of one hop. */
const LENGTHS = nameLengths([
  'location',
  'content-location',
  'content-length',
  'transfer-encoding',
  'trailer',
  REQUEST_ID,
  REQUEST_FROM,
]);

/**
 * The header lines of the answer to the caller: the service's, in their order, case and repetition,
 * without those of the service's hop; then the two of ours, in their place if the service sent them.
 */
export function responseHeaders(lines: HeaderLines, facts: ResponseHeaderFacts): string[] {
  const isHopByHop = hopByHopTest(lines);
  const lengths = LENGTHS | hopByHopLengths(isHopByHop);
  const bodiless = facts.status === 204 || facts.status === 304;
  const chunked =
    facts.chunkedAllowed &&
    !bodiless &&
    facts.contentLength === null &&
    headerValue(lines, 'transfer-encoding') !== undefined;
  const out: string[] = [];
  let idSeen = false;
  let fromSeen = false;
  let lengthSeen = false;
  for (let i = 0; i + 1 < lines.length; i += 2) {
    const name = lines[i] as string;
    const value = lines[i + 1] as string;
    if ((lengths & (1 << name.length)) === 0) {
      out.push(name, value);
      continue;
    }
    const lower = name.toLowerCase();
    switch (lower) {
      case 'location':
      case 'content-location':
        out.push(name, facts.rewriteLink(value));
        break;
      case 'content-length':
        lengthSeen = true;
        out.push(name, facts.contentLength === null ? value : String(facts.contentLength));
        break;
      case 'transfer-encoding':
        // Not for a caller of HTTP/1.0; forbidden with 204 (RFC 9112, 6.1) and void with 304.
        if (chunked) out.push(name, value);
        break;
      case 'trailer':
        if (chunked) out.push(name, value);
        break;
      default:
        if (facts.mark !== null && lower === REQUEST_ID_LOWER) {
          if (!idSeen) out.push(name, facts.mark.id);
          idSeen = true;
        } else if (facts.mark !== null && lower === REQUEST_FROM_LOWER) {
          if (!fromSeen) out.push(name, facts.mark.from);
          fromSeen = true;
        } else if (!isHopByHop(lower)) out.push(name, value);
    }
  }
  if (facts.contentLength !== null && !lengthSeen) out.push('Content-Length', String(facts.contentLength));
  if (facts.mark !== null) {
    if (!idSeen) out.push(REQUEST_ID, facts.mark.id);
    if (!fromSeen) out.push(REQUEST_FROM, facts.mark.from);
  }
  return out;
}

/** The header lines of a response as the log shows them: as received, then the two of ours. */
export function loggedResponseHeaders(lines: HeaderLines, mark: Mark): string[] {
  const out = lines.slice();
  if (headerValue(lines, REQUEST_ID_LOWER) === undefined) out.push(REQUEST_ID, mark.id);
  if (headerValue(lines, REQUEST_FROM_LOWER) === undefined) out.push(REQUEST_FROM, mark.from);
  return out;
}
