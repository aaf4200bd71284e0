import type { IncomingMessage } from 'node:http';
import { headerValue } from '../exchange/headers.js';

/** Changes links that lead to services into links that lead back through the proxy, for one caller. */
export interface CallerLinks {
  /** The body with its links changed, null where there is nothing to change. */
  rewriteBody(bytes: Uint8Array): Uint8Array | null;
  rewriteHeaderValue(value: string): string;
}

/** Bytes of a JSON answer up to which its links are changed. */
export const MAX_REWRITTEN = 1024 * 1024;

/** Whether the answer is one in which links are looked for: JSON, not encoded, at most 1 MiB as far as is known. */
export function mayHoldLinks(method: string | undefined, proxyRes: IncomingMessage): boolean {
  const { statusCode, headers, rawHeaders } = proxyRes;
  if (method === 'HEAD' || statusCode === 204 || statusCode === 304) return false;
  const type = headers['content-type'];
  if (type === undefined || !/^application\/(?:[\w.+-]+\+)?json(?:$|[\s;])/i.test(type)) return false;
  const encoding = headerValue(rawHeaders, 'content-encoding');
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') return false;
  return Number(headers['content-length'] ?? 0) <= MAX_REWRITTEN;
}
