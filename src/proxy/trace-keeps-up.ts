import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ProxyContext } from './context.js';

/**
 * Serves a request, or holds it while the trace is far behind: its connection is not read meanwhile, so that
 * the caller slows down. A caller that has left by then was sent to no service; it is told, and not traced.
 */
export function whenTraceKeepsUp(
  context: ProxyContext,
  req: IncomingMessage,
  res: ServerResponse,
  serve: () => void,
): void {
  if (context.whenNotBehind === undefined) {
    serve();
    return;
  }
  const peer = `${req.socket.remoteAddress}:${req.socket.remotePort}`;
  context.whenNotBehind(() => {
    if (!res.destroyed && !req.socket.destroyed) serve();
    else context.onRefused(peer, 499, 'The caller left while its request waited for the trace to catch up.');
  });
}
