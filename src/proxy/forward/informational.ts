import type { IncomingMessage, InformationEvent, ServerResponse } from 'node:http';
import { headerPairs } from '../../exchange/headers.js';
import { hopByHopTest } from '../hop-by-hop.js';
import { reasonPhrase } from './reason-phrase.js';

/**
 * Passes an interim response (100, 102, 103) on to the caller; http-proxy drops them (20). Written as
 * it came, since Node's own writer takes a few kinds only and throws on a Link that it does not like.
 * A caller of HTTP/1.0 does not know them (RFC 9110, 15.2).
 */
export function passInformation(info: InformationEvent, req: IncomingMessage, res: ServerResponse): void {
  if (res.headersSent || req.httpVersion === '1.0' || res.socket === null || !res.socket.writable) return;
  if (info.statusCode === 100) {
    res.writeContinue();
    return;
  }
  const lines = [`HTTP/1.1 ${info.statusCode} ${reasonPhrase(info.statusCode, info.statusMessage)}`];
  const isHopByHop = hopByHopTest(info.rawHeaders);
  for (const [name, value] of headerPairs(info.rawHeaders)) {
    if (!isHopByHop(name.toLowerCase())) lines.push(`${name}: ${value}`);
  }
  res.socket.write(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
}
