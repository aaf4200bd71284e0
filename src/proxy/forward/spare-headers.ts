import type { IncomingMessage } from 'node:http';
import { headerValue } from '../../exchange/headers.js';

const NONE = {};

/**
 * Keeps Node from making an object of a response's header lines, for the one line that its Agent asks for when the connection
 * becomes idle: Keep-Alive, of which it reads the first. All else is read from `rawHeaders` here.
 */
export function spareHeaders(proxyRes: IncomingMessage): void {
  const keepAlive = headerValue(proxyRes.rawHeaders, 'keep-alive');
  proxyRes.headers = keepAlive === undefined ? NONE : { 'keep-alive': keepAlive };
}
