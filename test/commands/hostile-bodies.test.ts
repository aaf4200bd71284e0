import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { run } from './cli.js';
import { exchangeBytes, rawService, startTraced } from './proxy-tracing.js';

const MIB = 2 ** 20;
const BOMB = gzipSync(Buffer.alloc(256 * MIB, 'a'), { level: 9 });

const BODIES: Record<string, readonly [headers: string, body: Buffer]> = {
  deep: ['Content-Type: application/json', Buffer.from('['.repeat(100_000) + ']'.repeat(100_000))],
  objects: [
    'Content-Type: application/json',
    Buffer.from(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`),
  ],
  bomb: ['Content-Encoding: gzip', BOMB],
  'bomb-of-bombs': ['Content-Encoding: gzip, gzip', gzipSync(BOMB, { level: 9 })],
};

test('JSON nested 100,000 deep and bombs of gzip pass as they came, are traced within the bound, and every command reads on', async () => {
  const service = await rawService((request, socket) => {
    const [headers, body] = BODIES[/identity\/([\w-]+)/.exec(request)?.[1] ?? ''] ?? ['', Buffer.alloc(0)];
    socket.write(`HTTP/1.1 200 OK\r\n${headers}\r\nContent-Length: ${body.length}\r\n\r\n`);
    socket.write(body);
  });
  const { port, stop, settings, file, told } = await startTraced({
    service: [`keystone=http://127.0.0.1:${service}/identity`],
  });
  for (const [name, [, body]] of Object.entries(BODIES)) {
    const got = await exchangeBytes(
      port,
      `GET /identity/${name} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
    );
    expect(got.slice(got.indexOf('\r\n\r\n') + 4) === body.toString('latin1')).toBe(true);
  }
  expect(await stop()).toEqual({ messages: 8, lost: 0 });
  expect(told).toEqual([]);
  // 1 MiB of each bomb is undone at most, for each of the two files with bodies.
  expect(file('requests.log').length).toBeLessThan(3 * MIB);
  const trace = settings.dir;
  for (const args of [
    ['list', trace, '--json'],
    ['list', join(trace, 'requests.log')],
    ['show', '1', trace],
    ['show', '2', join(trace, 'requests.log'), '--json'],
    ['show', '3', trace],
    ['diagram', trace],
    ['export', 'har', trace],
    ['export', 'curl', trace],
    ['export', 'ndjson', trace],
    ['diff', trace, trace],
  ]) {
    const { status, stdout, stderr } = await run(args);
    expect([args, status, stderr]).toEqual([args, 0, '']);
    if (args[0] !== 'diff') expect(stdout).not.toBe('');
  }
}, 120_000);
