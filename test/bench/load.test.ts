import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { constantRate } from '../../bench/load/constant-rate.js';
import { fullSpeed } from '../../bench/load/full-speed.js';
import { Latencies } from '../../bench/load/latencies.js';

let server: Server;
let seen = 0;
let connections = 0;

async function start(answer: RequestListener): Promise<{ port: number; method: string; path: string }> {
  seen = connections = 0;
  server = createServer((req, res) => {
    seen += 1;
    answer(req, res);
  }).listen(0, '127.0.0.1');
  server.on('connection', () => {
    connections += 1;
  });
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, method: 'GET', path: '/' };
}
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

test('as many requests are sent as were asked for, and every answer is waited for', async () => {
  const place = await start((_req, res) => res.end('ok'));
  const result = await fullSpeed({ ...place, connections: 4, count: 101 });
  expect(result).toMatchObject({ sent: 101, good: 101, errors: 0 });
  expect([seen, connections]).toEqual([101, 4]);
});

test('where a path has a place for a number, no two requests are the same', async () => {
  const paths = new Set<string | undefined>();
  const place = await start((req, res) => {
    paths.add(req.url);
    res.end();
  });
  await fullSpeed({ ...place, path: '/images/{}/file', first: 9, connections: 4, count: 50 });
  expect(paths.size).toBe(50);
  expect(paths).toContain('/images/000000000058/file');
});

test('what is refused or broken off is counted as an error', async () => {
  const place = await start((_req, res) => {
    if (seen % 3 === 0) res.destroy();
    else res.writeHead(seen % 3 === 1 ? 200 : 503).end();
  });
  expect(await fullSpeed({ ...place, connections: 1, count: 9 })).toMatchObject({
    sent: 9,
    good: 3,
    errors: 6,
  });
});

test('with a connection for each request there are as many', async () => {
  const place = await start((_req, res) => res.end('ok'));
  await fullSpeed({ ...place, connections: 2, count: 10, close: true });
  expect(connections).toBe(10);
});

test('at a constant rate all is sent, though connections are few and answers late', async () => {
  const place = await start((_req, res) => void setImmediate(() => setImmediate(() => res.end('ok'))));
  const result = await constantRate({ ...place, connections: 2, seconds: 0.2 }, 1000);
  expect(result).toMatchObject({ sent: 200, good: 200 });
  expect([seen, connections]).toEqual([200, 2]);
});

test('what waits for a connection counts from when it was due', async () => {
  const held: (() => void)[] = [];
  const place = await start((_req, res) => {
    // The first answer comes when the load has been over for as long as it took.
    if (seen > 1) res.end();
    else {
      held.push(() => res.end());
      setTimeout(() => held[0]?.(), 100);
    }
  });
  const { p50, longest } = await constantRate({ ...place, connections: 1, seconds: 0.05 }, 1000);
  // Each was answered within a moment of being sent, but for the first; half of them had waited for long.
  expect(p50).toBeGreaterThan(longest / 3);
});

test('what is due before the seconds that count is sent, and its latencies are left out', async () => {
  const place = await start((_req, res) => res.end());
  const load = { ...place, connections: 4, before: 0.02 };
  const { longest, ...result } = await constantRate({ ...load, seconds: 0 }, 1000);
  expect(result).toMatchObject({ sent: 20, good: 20 });
  expect(longest).toBe(Number.NaN);
  expect((await constantRate({ ...load, seconds: 0.001 }, 1000)).longest).toBeGreaterThan(0);
});

test('quantiles are of all values, however many', () => {
  const latencies = new Latencies();
  for (let i = 100_000; i >= 1; i--) latencies.add(i);
  expect(latencies.quantiles()).toEqual({ p50: 50_000, p90: 90_000, p99: 99_000, longest: 100_000 });
});
