import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Who waits for the end of a caller's connection, kept at the connection itself. */
const WAITING = Symbol('waiting for the end of the connection');
type Watched = Socket & { [WAITING]?: (() => void)[] };

/**
 * Calls back, once, where the caller's connection closes before its answer is out and its request in.
 * http-proxy relies on `aborted`, which Node no longer emits once the request's body has been read (9). The response's own
 * `close` does not do either: one that waits behind another on its connection never hears of it.
 */
export function whenCallerLeaves(req: IncomingMessage, res: ServerResponse, onLeft: () => void): void {
  const socket = req.socket as Watched;
  const waiting = socket[WAITING] ?? watch(socket);
  waiting.push(onLeft);
  res.once('finish', () => {
    // A connection that is destroyed calls its pending writes done, and Node takes that for `finish`.
    if (socket.destroyed) return;
    // The answer may be out before the upload is over: the service still wants to know.
    if (req.complete) forget(waiting, onLeft);
    else req.once('end', () => forget(waiting, onLeft));
  });
}

function watch(socket: Watched): (() => void)[] {
  const waiting: (() => void)[] = [];
  socket[WAITING] = waiting;
  socket.once('close', () => {
    for (const leave of waiting.slice()) leave();
  });
  return waiting;
}

function forget(waiting: (() => void)[], onLeft: () => void): void {
  const at = waiting.indexOf(onLeft);
  if (at >= 0) waiting.splice(at, 1);
}
