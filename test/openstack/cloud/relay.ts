import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that went through a relay. */
export interface Passed {
  readonly method: string;
  readonly path: string;
  readonly rawHeaders: readonly string[];
  readonly body: string;
  status: number;
}

/** Something in between that passes everything on and remembers it. */
export interface Relay {
  readonly origin: string;
  readonly passed: Passed[];
  close(): Promise<void>;
}

/** Starts a relay; what begins with a path of `routes` goes to the origin of that route's URL. */
export async function startRelay(routes: { [path: string]: string }): Promise<Relay> {
  const passed: Passed[] = [];
  const server = createServer(async (incoming, response) => {
    const path = incoming.url as string;
    const target = Object.entries(routes).find(([prefix]) => path.startsWith(prefix))?.[1] as string;
    const body = await readAll(incoming);
    const { method = '', rawHeaders } = incoming;
    const entry: Passed = { method, path, rawHeaders, body: body.toString(), status: 0 };
    passed.push(entry);
    const outgoing = request(new URL(path, target), { method, headers: incoming.headers, agent: false });
    outgoing.on('response', (answer) => {
      entry.status = answer.statusCode as number;
      response.writeHead(answer.statusCode as number, answer.statusMessage, answer.rawHeaders);
      answer.pipe(response);
    });
    outgoing.on('error', () => response.destroy());
    outgoing.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    passed,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readAll(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
