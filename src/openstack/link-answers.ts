import type { HeaderLines } from '../exchange/headers.js';
import { headerValue, headerValues } from '../exchange/headers.js';

/** JSON answers up to this size are searched for links, in bytes. */
export const LINKS_LIMIT = 1024 * 1024;

/**
 * Whether links may be looked for in the body of an answer to `method` with these headers: JSON of at most
 * `LINKS_LIMIT` bytes, as far as its length is told, and nothing that vouches for its bytes. A coded body
 * (gzip) and a part of one (206) are not text; an entity tag or a digest would be wrong for other bytes:
 * Swift's clients check an object, which may be JSON as well, against its ETag.
 */
export function mayHoldLinks(method: string, status: number, headers: HeaderLines): boolean {
  if (method === 'HEAD' || status < 200 || status === 204 || status === 206 || status === 304) return false;
  const type = headerValue(headers, 'content-type') ?? '';
  if (!/^application\/(?:[a-z0-9.+-]*\+)?json(?:-home)?\s*(?:;|$)/i.test(type)) return false;
  if (headerValues(headers, 'content-encoding').some((coding) => !/^\s*(?:identity)?\s*$/i.test(coding))) {
    return false;
  }
  if (VOUCHING.some((name) => headerValue(headers, name) !== undefined)) return false;
  return Number(headerValue(headers, 'content-length') ?? 0) <= LINKS_LIMIT;
}

const VOUCHING = ['content-range', 'etag', 'content-md5', 'digest', 'content-digest', 'repr-digest'];
