import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { into, startCli, temporaryFolder } from '../program.js';
import { closeAfterTest, logLines } from '../running-proxy.js';

/** Starts a service with these answers, and gives its port. */
export async function service(answer: http.RequestListener): Promise<number> {
  const server = http.createServer(answer);
  closeAfterTest(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

/** A proxy with two worker processes in front of services on these ports. */
export async function startWorkers(
  services: Readonly<Record<string, number>>,
  flags: readonly string[] = [],
) {
  const folder = temporaryFolder();
  const urls = Object.entries(services).map(
    ([name, port]) => `${name}=http://127.0.0.1:${port}/${PATHS[name]}`,
  );
  const running = startCli([
    ...['proxy', '--workers', '2', ...into(folder), '--listen', '127.0.0.1:0', '--ui', 'off'],
    ...urls.flatMap((url) => ['--service', url]),
    ...flags,
  ]);
  const [, origin] = await running.until(/ready on (http:\/\/127\.0\.0\.1:\d+)/);
  const pids = () => logLines(running.stderr()).flatMap((line) => (line as { pids?: number[] }).pids ?? []);
  const stop = async () => {
    running.child.kill('SIGTERM');
    expect(await running.ended).toBe(0);
    return readTrace(folder);
  };
  return { ...running, folder, origin: origin as string, pids, stop };
}

const PATHS: Readonly<Record<string, string>> = { keystone: 'identity', 'glance-api': 'image' };

/** The messages of a journal as they stand there. */
export function readTrace(folder: string) {
  return readFileSync(join(folder, 'journal.ndjson'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as JournalMessage);
}

export interface JournalMessage {
  readonly type: 'request' | 'response' | 'gap';
  readonly number: number;
  readonly id: string;
  readonly from: string;
  readonly url: string;
  readonly status?: number;
  readonly parent?: number | null;
  readonly caused?: number[];
  readonly failure?: { readonly code: string } | null;
}

/** Calls a URL, by a connection of its own unless an agent is given; the answer whole. */
export function call(
  url: string,
  { agent = false, ...options }: http.RequestOptions & { readonly body?: Buffer } = {},
): Promise<{ readonly status: number; readonly headers: http.IncomingHttpHeaders; readonly body: Buffer }> {
  return new Promise((resolve, reject) => {
    const req = http.request(url, { agent, ...options }, (res) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('error', reject);
      res.on('end', () =>
        resolve({ status: res.statusCode as number, headers: res.headers, body: Buffer.concat(chunks) }),
      );
    });
    req.on('error', reject);
    req.end(options.body);
  });
}

/** That numbers are 1, 2, 3, ... by requests, and each exchange is there once, its request first. */
export function expectOneOrder(trace: readonly JournalMessage[]): void {
  const requests = trace.filter(({ type }) => type === 'request').map(({ number }) => number);
  expect(requests).toEqual(requests.map((_, at) => at + 1));
  const open = new Set<number>();
  const wrong = trace.filter(({ type, number }) =>
    type === 'request' ? !open.add(number) : !open.delete(number),
  );
  expect([wrong, [...open]]).toEqual([[], []]);
}
