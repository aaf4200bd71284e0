import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { type HeaderLines, headerPairs } from '../exchange/headers.js';
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
  writeHead(res, { status: answer.status, reason: answer.reason, lines: answer.headers });
  res.end(answer.bytes);
  discardRest(req, res);
}

/** The head of an answer that Node does not write for us. */
export function headText(status: number, reason: string, lines: HeaderLines): string {
  let text = `HTTP/1.1 ${status} ${reason}\r\n`;
  for (const [name, value] of headerPairs(lines)) text += `${name}: ${value}\r\n`;
  return `${text}\r\n`;
}

/** Ends a connection that is no longer read as HTTP with an answer of our own. */
export function endWith(socket: Socket, { status, reason, headers, bytes }: OwnAnswer): void {
  socket.on('error', () => socket.destroy());
  if (!socket.writable) return;
  socket.write(headText(status, reason, [...headers, 'Connection', 'close']), 'latin1');
  socket.end(bytes);
  // Nobody would notice that the caller closes its side.
  socket.destroySoon();
}
