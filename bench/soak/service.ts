import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const JSON_BODY = JSON.stringify({
  token: { user: { name: 'demo' }, catalog: Array(40).fill({ type: 'image', id: 'x' }) },
});
/** No text, and longer than what is kept of a body: the journal has a glimpse of it. */
const LARGE = Buffer.alloc(1_200_000, 0xfe);

type Answer = (req: IncomingMessage, res: ServerResponse) => void | Promise<void>;

/** Answers with all kinds of faults, by the last segment of the path. */
const ANSWERS: Record<string, Answer> = {
  json: (_, res) => void res.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON_BODY),
  large: (_, res) => void res.writeHead(200, { 'Content-Length': LARGE.length }).end(LARGE),
  chunked: (_, res) => {
    res.write('{"a": [');
    res.end('1, 2, 3]}');
  },
  slow: async (_, res) => {
    for (let piece = 0; piece < 5 && !res.destroyed; piece++) {
      res.write('piece\n');
      await sleep(20);
    }
    res.end();
  },
  late: async (_, res) => {
    await sleep(100);
    res.end('late');
  },
  informed: (_, res) => {
    res.writeProcessing();
    res.writeEarlyHints({ link: '</x>; rel=preload' });
    res.end('after 102 and 103');
  },
  // Breaks off within its head, its body; says nothing at all; says what is no HTTP.
  cut: (_, res) => {
    res.writeHead(200, { 'Content-Length': 1000 });
    res.write('short', () => res.destroy());
  },
  reset: (_, res) => {
    res.write('short', () => res.socket?.resetAndDestroy());
  },
  silent: (_, res) => void res.destroy(),
  garbage: (_, res) => void res.socket?.end('no HTTP at all\r\n\r\n'),
  // An answer before the upload is over.
  early: (_, res) => void res.writeHead(401, { Connection: 'close' }).end('who are you?'),
  upload: async (req, res) => {
    let bytes = 0;
    for await (const piece of req) bytes += (piece as Buffer).length;
    res.end(String(bytes));
  },
};

/** A service with every fault that its callers ask for. */
export async function startService(): Promise<{ readonly port: number; close(): void }> {
  const server = http.createServer((req, res) => {
    // Whoever leaves is no fault of the service's.
    req.on('error', () => {});
    res.on('error', () => {});
    const kind = /([a-z]+)(?:\?|$)/.exec(req.url ?? '')?.[1] ?? '';
    const answer = ANSWERS[kind] ?? ANSWERS.json;
    void Promise.resolve(answer?.(req, res)).catch(() => {});
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
