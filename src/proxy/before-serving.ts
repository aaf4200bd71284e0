import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { ListenerPlace, ProxyContext } from './context.js';

const LEFT = 'The caller left while its request waited for the trace to catch up.';

/**
 * Serves a request, or holds it while the trace is far behind: its connection is not read meanwhile, so that
 * the caller slows down. A caller that has left by then was sent to no service; it is told, and not traced.
 */
export function beforeServing(
  context: ProxyContext,
  req: IncomingMessage,
  res: ServerResponse,
  listener: ListenerPlace,
  serve: () => void,
): void {
  if (context.beforeServing === undefined) {
    serve();
    return;
  }
  const peer = peerOf(req.socket);
  context.beforeServing(req, listener, () => {
    if (!res.destroyed && !req.socket.destroyed) serve();
    else context.onRefused(peer, 499, LEFT);
  });
}

/** The same for a request on whose connection nobody reads HTTP any more: an upgrade, a tunnel. */
export function beforeLeavingHttp(
  context: ProxyContext,
  req: IncomingMessage,
  socket: Socket,
  listener: ListenerPlace,
  serve: () => void,
): void {
  if (context.beforeServing === undefined) {
    serve();
    return;
  }
  const peer = peerOf(socket);
  // Node listens for its errors no more.
  const leave = () => socket.destroy();
  socket.on('error', leave);
  context.beforeServing(req, listener, () => {
    socket.removeListener('error', leave);
    if (!socket.destroyed) serve();
    else context.onRefused(peer, 499, LEFT);
  });
}

const peerOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress}:${remotePort}`;
