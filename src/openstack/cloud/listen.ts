import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, sendAnswer } from './answer.js';
import { type Call, readCall } from './call.js';

/** One service of the demo cloud, listening. */
export interface Listening {
  /** `http://127.0.0.1:40123/identity` */
  readonly url: string;
  /** Frees the port and cuts what is under way. */
  close(): Promise<void>;
}

/** How a service listens. */
export interface ListenOptions {
  readonly host: string;
  /** `/identity` */
  readonly mount: string;
  readonly now: () => number;
  /** Must not throw for what a caller may send; if it does, the caller gets a bare 500. */
  readonly answer: (call: Call) => Promise<Answer>;
}

/** Keystone's tokens, and headers that a proxy adds, may be long. */
const MAX_HEADER_SIZE = 128 * 1024;

/** Starts a service on a free port. Rejects with Node's error if the host cannot be bound. */
export async function listen(options: ListenOptions): Promise<Listening> {
  const server = createServer({ maxHeaderSize: MAX_HEADER_SIZE, requestTimeout: 0 });
  server.on('request', (request, response) => {
    const call = readCall(request, options.mount);
    const answered = call ? options.answer(call) : Promise.resolve(elsewhere(options.mount));
    answered
      .catch(() => brokenAnswer())
      .then((answer) => sendAnswer(request, response, answer, options.now()))
      // The caller left, or the file of an image broke off: a short body must look short.
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, options.host, resolve);
  });
  const { address, family, port } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}${options.mount}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function plain(status: number, reason: string, body: string): Answer {
  const length = String(Buffer.byteLength(body));
  const headers = ['Content-Type', 'text/plain; charset=utf-8', 'Content-Length', length];
  return { status, reason, headers, body };
}

const elsewhere = (mount: string) => plain(404, 'Not Found', `This service is at ${mount}.\n`);

const brokenAnswer = () => plain(500, 'Internal Server Error', 'The demo cloud failed on this request.\n');
