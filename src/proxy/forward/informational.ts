import type { IncomingMessage, InformationEvent, ServerResponse } from 'node:http';

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
  const lines = [`HTTP/1.1 ${info.statusCode} ${info.statusMessage}`];
  for (let i = 0; i + 1 < info.rawHeaders.length; i += 2) {
    lines.push(`${info.rawHeaders[i]}: ${info.rawHeaders[i + 1]}`);
  }
  res.socket.write(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
}
