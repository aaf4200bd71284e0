import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Who waits for the end of each caller's connection. */
const waiting = new WeakMap<Socket, Set<() => void>>();

/**
 * Calls back, once, where the caller's connection closes before its answer is out and its request in.
 * http-proxy relies on `aborted`, which Node no longer emits once the request's body has been read (9). The response's own
 * `close` does not do either: one that waits behind another on its connection never hears of it.
 */
export function whenCallerLeaves(req: IncomingMessage, res: ServerResponse, onLeft: () => void): void {
  const { socket } = req;
  let watchers = waiting.get(socket);
  if (watchers === undefined) {
    const set = new Set<() => void>();
    watchers = set;
    waiting.set(socket, set);
    socket.once('close', () => {
      for (const leave of set) leave();
    });
  }
  const set = watchers;
  set.add(onLeft);
  res.once('finish', () => {
    // A connection that is destroyed calls its pending writes done, and Node takes that for `finish`.
    if (socket.destroyed) return;
    // The answer may be out before the upload is over: the service still wants to know.
    if (req.complete) set.delete(onLeft);
    else req.once('end', () => set.delete(onLeft));
  });
}
