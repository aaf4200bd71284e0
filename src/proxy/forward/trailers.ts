import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';

/** Where a message ends, whom it is for, and what belongs to the connection: never in trailers (RFC 9110, 6.5.1). */
const FORBIDDEN = new Set(
  'content-length transfer-encoding host trailer connection keep-alive te upgrade'.split(' '),
);

/** Trailer lines as Node takes them; what would mislead a reader that takes trailers for headers ends here. */
function pairs(lines: readonly string[]): [string, string][] {
  const list: [string, string][] = [];
  for (let i = 0; i + 1 < lines.length; i += 2) {
    const name = lines[i] as string;
    if (!FORBIDDEN.has(name.toLowerCase())) list.push([name, lines[i + 1] as string]);
  }
  return list;
}

/** Sends the trailers of a request on; http-proxy drops them (19). Must be called before its `end`. */
export function sendRequestTrailers(req: IncomingMessage, proxyReq: ClientRequest): void {
  if (req.headers['transfer-encoding'] === undefined) return;
  req.prependListener('end', () => {
    if (req.rawTrailers.length > 0) proxyReq.addTrailers(pairs(req.rawTrailers));
  });
}

/** Sends the trailers of a response on (19); to be called at the end of its body. */
export function sendResponseTrailers(proxyRes: IncomingMessage, res: ServerResponse): void {
  if (proxyRes.rawTrailers.length > 0) res.addTrailers(pairs(proxyRes.rawTrailers));
}
