import { type HeaderLines, nameLengths } from '../exchange/headers.js';

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
  let type: string | undefined;
  let length: string | undefined;
  // In one go: every answer is asked.
  for (let i = 0; i + 1 < headers.length; i += 2) {
    const name = headers[i] as string;
    if ((LENGTHS & (1 << name.length)) === 0) continue;
    const value = headers[i + 1] as string;
    switch (name.toLowerCase()) {
      case 'content-type':
        type ??= value;
        break;
      case 'content-length':
        length ??= value;
        break;
      case 'content-encoding':
        if (!/^\s*(?:identity)?\s*$/i.test(value)) return false;
        break;
      case 'content-range':
      case 'etag':
      case 'content-md5':
      case 'digest':
      case 'content-digest':
      case 'repr-digest':
        return false;
    }
  }
  return isJson(type ?? '') && Number(length ?? 0) <= LINKS_LIMIT;
}

const LENGTHS = nameLengths([
  ...['content-type', 'content-length', 'content-encoding', 'content-range', 'etag'],
  ...['content-md5', 'digest', 'content-digest', 'repr-digest'],
]);

function isJson(type: string): boolean {
  return /^application\/(?:[a-z0-9.+-]*\+)?json(?:-home)?\s*(?:;|$)/i.test(type);
}
