import type { IncomingMessage, ServerResponse } from 'node:http';
import { headerValues } from '../../exchange/headers.js';
import { flushHead } from './flush-head.js';
import { reasonPhrase } from './reason-phrase.js';
import { tcpBeneath } from './tcp-beneath.js';
import { sendResponseTrailers } from './trailers.js';

/** How a response gets to the caller. */
export interface RelayEvents {
  /** The whole response is out of our hands. */
  readonly onDelivered: () => void;
  /** The service closed the connection within the body. Called before the caller's is cut. */
  readonly onBrokenOff: (error: Error | null) => void;
}

/** Status, reason and header lines of an answer. */
export interface AnswerHead {
  readonly status: number;
  readonly reason: string | undefined;
  readonly lines: readonly string[];
}

/** Writes the head of the answer: header lines as they stand, and no Date that the service did not send (18). */
export function writeHead(res: ServerResponse, head: AnswerHead): void {
  res.sendDate = false;
  const codings = headerValues(head.lines, 'transfer-encoding');
  // A body whose last transfer coding is another ends with its connection (RFC 9112, 6.3).
  const endsWithConnection = codings.length > 0 && !isChunked(codings.join());
  if (endsWithConnection) res.shouldKeepAlive = false;
  res.writeHead(head.status, reasonPhrase(head.status, head.reason), head.lines as string[]);
  // Node would write chunks wherever it finds the word, and the caller would take them for the body.
  if (endsWithConnection) res.chunkedEncoding = false;
}

/** Whether chunks are the last of the transfer codings. */
function isChunked(codings: string): boolean {
  return /^(?:.*,)?[ \t]*chunked[ \t]*$/i.test(codings);
}

/**
 * Pipes the rest of a response to the caller. A service that breaks off has the caller's connection cut:
 * http-proxy would leave the caller waiting for ever (10).
 */
export function relayBody(proxyRes: IncomingMessage, res: ServerResponse, events: RelayEvents): void {
  proxyRes.once('end', () => sendResponseTrailers(proxyRes, res));
  watchForBreak(proxyRes, (error) => {
    events.onBrokenOff(error);
    cutShort(res);
  });
  proxyRes.pipe(res);
  proxyRes.once('end', () => whenDelivered(res, events.onDelivered));
  // The head goes out at once, though the body may take its time.
  setImmediate(() => {
    if (!res.writableEnded && !res.destroyed) flushHead(res);
  });
}

/** Calls back once, where the response closes before it is complete. */
export function watchForBreak(proxyRes: IncomingMessage, onBreak: (error: Error | null) => void): void {
  let broken = false;
  const breakOff = (error: Error | null) => {
    if (broken) return;
    broken = true;
    onBreak(error);
  };
  proxyRes.on('error', breakOff);
  proxyRes.once('close', () => {
    if (!proxyRes.complete) breakOff(null);
  });
}

/** Calls back when what was written is with the kernel; not at all where the caller leaves before. */
export function whenDelivered(res: ServerResponse, onDelivered: () => void): void {
  const { socket } = res;
  if (socket !== null && !socket.destroyed && socket.writableLength === 0) onDelivered();
  else
    res.once('finish', () => {
      // A connection that is destroyed calls its pending writes done, too.
      if (res.req.socket.destroyed) return;
      onDelivered();
    });
}

/** Ends the caller's connection so that a body cut short looks short. */
export function cutShort(res: ServerResponse): void {
  const { socket } = res;
  if (socket === null) {
    // It waits behind another answer on the same connection.
    res.once('socket', () => process.nextTick(cutShort, res));
    return;
  }
  // Without a length or chunks an orderly end would make the body look whole.
  if (res.chunkedEncoding || /\r\ncontent-length:/i.test(headOf(res))) socket.destroySoon();
  // One by TLS cannot be reset itself.
  else tcpBeneath(socket).resetAndDestroy();
}

/** The head as it was written. */
function headOf(res: ServerResponse): string {
  return (res as unknown as { _header: string | null })._header ?? '';
}
