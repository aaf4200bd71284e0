import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { TappedBody } from '../recorder/record.js';
import { writeHead } from './forward/relay.js';
import { discardRest } from './forward/unread-upload.js';
import type { ProxyAnswer } from './live-exchange.js';
import { type Mark, REQUEST_FROM, REQUEST_ID } from './mark.js';

/** An answer that the proxy makes by itself, in the form that OpenStack's clients print. */
export interface OwnAnswer extends ProxyAnswer {
  readonly bytes: Buffer;
}

/**
 * @param message for people: what happened and what to do.
 * @param more further keys of the JSON body.
 */
export function ownAnswer(status: number, message: string, mark: Mark | null, more: object = {}): OwnAnswer {
  const title = STATUS_CODES[status] ?? 'Error';
  const bytes = Buffer.from(JSON.stringify({ error: { code: status, title, message }, ...more }));
  const headers = ['Content-Type', 'application/json', 'Content-Length', String(bytes.length)];
  if (mark !== null) headers.push(REQUEST_ID, mark.id, REQUEST_FROM, mark.from);
  const body: TappedBody = { chunks: [bytes], kept: bytes.length, size: bytes.length, brokenOff: false };
  return { status, reason: title, headers, body, bytes };
}

/** Sends an answer of our own; an upload that is still under way is not read on. */
export function sendOwnAnswer(req: IncomingMessage, res: ServerResponse, answer: OwnAnswer): void {
  if (res.headersSent || res.destroyed) return;
  const lines = req.complete ? answer.headers : [...answer.headers, 'Connection', 'close'];
  writeHead(res, { status: answer.status, reason: answer.reason, lines });
  res.end(answer.bytes);
  discardRest(req);
}
