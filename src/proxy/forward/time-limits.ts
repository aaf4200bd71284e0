import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Timeouts } from '../../config/settings.js';
import type { Upstream } from '../upstream.js';
import { upstreamTimeout } from '../upstream-error.js';
import { isUnframed } from './outgoing.js';

/**
 * http-proxy's own limits leave one side open and cannot be told from a reset (11, 12). Each of these
 * ends the request to the service with an error that says which limit it was.
 */
export function limitConnect(proxyReq: ClientRequest, socket: Socket, upstream: Upstream, ms: number): void {
  if (ms === 0 || !socket.connecting) return;
  const timer = setTimeout(() => proxyReq.destroy(upstreamTimeout(upstream, ms, 'connect')), ms);
  const done = () => clearTimeout(timer);
  socket.once((socket as TLSSocket).encrypted ? 'secureConnect' : 'connect', done);
  proxyReq.once('close', done);
}

/** Starts to wait for the response once the request is out. Gives what ends the wait. */
export function limitFirstByte(
  req: IncomingMessage,
  proxyReq: ClientRequest,
  upstream: Upstream,
  { firstByte }: Timeouts,
): () => void {
  if (firstByte === 0) return () => {};
  let timer: NodeJS.Timeout | undefined;
  const start = () => {
    timer = setTimeout(() => proxyReq.destroy(upstreamTimeout(upstream, firstByte, 'request')), firstByte);
  };
  if (req.readableEnded || isUnframed(req)) start();
  else req.once('end', start);
  return () => clearTimeout(timer);
}

/** Ends a response of which nothing comes any more. A caller that reads slowly is not the service's fault. */
export function limitIdle(proxyRes: IncomingMessage, upstream: Upstream, { idle }: Timeouts): void {
  if (idle === 0) return;
  const timer = setTimeout(() => {
    if (proxyRes.isPaused()) timer.refresh();
    else proxyRes.destroy(upstreamTimeout(upstream, idle, 'response'));
  }, idle);
  proxyRes.on('data', () => timer.refresh());
  proxyRes.once('close', () => clearTimeout(timer));
}
