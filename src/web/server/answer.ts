import { once } from 'node:events';
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';

/**
 * On every answer. No script, style or picture but ours is run or loaded, nothing is sent anywhere else, nobody puts
 * the page into a frame, and no text of a trace can become a part of it unseen (Trusted Types).
 */
export const SAFETY: OutgoingHttpHeaders = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  // Not `no-referrer`: a form of our own page would come without its Origin (Fetch, 3.2).
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Writes, and resolves when more may follow, or nobody reads any more. */
export async function write(res: ServerResponse, piece: string | Uint8Array): Promise<void> {
  if (res.write(piece) || res.destroyed) return;
  const waiting = new AbortController();
  const { signal } = waiting;
  try {
    await Promise.race([once(res, 'drain', { signal }), once(res, 'close', { signal })]);
  } finally {
    waiting.abort();
  }
}

/** Begins an answer that is not to be kept by anybody. */
export function begin(res: ServerResponse, status: number, headers: OutgoingHttpHeaders): void {
  res.writeHead(status, { ...SAFETY, 'Cache-Control': 'no-store', ...headers });
}

export function sendText(res: ServerResponse, status: number, text: string): void {
  begin(res, status, { 'Content-Type': 'text/plain; charset=utf-8' });
  res.end(`${text}\n`);
}

export function sendJson(res: ServerResponse, value: unknown): void {
  begin(res, 200, { 'Content-Type': 'application/json; charset=utf-8' });
  res.end(JSON.stringify(value));
}
