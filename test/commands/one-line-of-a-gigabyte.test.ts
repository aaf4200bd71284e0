import { once } from 'node:events';
import { closeSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { start } from './cli.js';
import { into, startCli, temporaryFolder } from './program.js';
import { closeAfterTest } from './running-proxy.js';

const MIB = 2 ** 20;
const GIB = 2 ** 30;
/** MiB that a program may have used at its height, Node's own share (some 60) included. */
const BOUND = 400;

/** MiB of memory that a process used at its height (Linux). */
function peakOf(pid: number | undefined): number {
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}

/** Sends a body of one line, a GiB of it. */
async function sendLine(stream: NodeJS.WritableStream): Promise<void> {
  const piece = Buffer.alloc(MIB, 'x');
  for (let sent = 0; sent < GIB; sent += MIB) if (!stream.write(piece)) await once(stream, 'drain');
  stream.end();
}

async function count(stream: AsyncIterable<Buffer>): Promise<number> {
  let bytes = 0;
  for await (const piece of stream) bytes += piece.length;
  return bytes;
}

test('through the proxy, both ways: it passes whole, the trace has its beginning, memory stays flat', async () => {
  const service = http.createServer(async (req, res) => {
    const got = await count(req);
    res.setHeader('X-Got', got);
    res.setHeader('Content-Type', 'application/json');
    await sendLine(res);
  });
  closeAfterTest(service);
  await once(service.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(service.address() as AddressInfo).port}/image`;
  const folder = temporaryFolder();
  const proxy = startCli([
    'proxy',
    ...into(folder),
    '--listen',
    '0',
    '--ui',
    'off',
    '--service',
    `glance=${url}`,
  ]);
  const [, origin] = await proxy.until(/ready on (http:\/\/127\.0\.0\.1:\d+)/);
  const request = http.request(`${origin}/image/v2`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
  });
  const answered = once(request, 'response') as Promise<[http.IncomingMessage]>;
  await sendLine(request);
  const [response] = await answered;
  expect(response.headers['x-got']).toBe(String(GIB));
  expect(await count(response)).toBe(GIB);
  expect(peakOf(proxy.child.pid)).toBeLessThan(BOUND);
  proxy.child.kill('SIGTERM');
  expect(await proxy.ended).toBe(0);
  const log = readFileSync(join(folder, 'requests.log'), 'utf8');
  expect(log.match(/^\.\.\. \(truncated: 1048576 of 1073741824 bytes\)$/gm)).toHaveLength(2);
}, 120_000);

const LOG =
  '\n### (a) REQ >>> (b) : GET http://x/1\nHost: x\n\n§\n\n\n### (a) REQ >>> (b) : GET http://x/2\nHost: x\n\nnone\n\n';
const request = (number: number, body: string) =>
  `{"v":1,"type":"request","number":${number},"id":"0123456789abcdef0123456789abcde${number}","from":"a","service":"b","method":"GET","url":"http://x/${number}","headers":[],"body":${body},"caller":{"name":"a","source":"unknown"},"serviceType":null,"parent":null,"startedAt":1700000000000}\n`;

/** A file with a line of a GiB in the place of `§`: zeros that take no room on the disk. */
function withLine(name: string, text: string): string {
  const path = join(temporaryFolder(), name);
  const [before = '', after = ''] = text.split('§');
  const fd = openSync(path, 'w');
  writeSync(fd, before);
  writeSync(fd, after, before.length + GIB);
  closeSync(fd);
  expect(statSync(path).size).toBe(text.length - 1 + GIB);
  return path;
}

test.each([
  ['requests.log', LOG],
  ['journal.ndjson', `${request(1, '{"text":"§"}')}${request(2, 'null')}`],
])(
  'in a trace (%s): list passes over it, says so, and reads on; memory stays flat',
  async (name, text) => {
    const child = start(['list', withLine(name, text), '--json']);
    let [stdout, stderr, peak] = ['', '', 0];
    child.stdout.on('data', (piece) => {
      stdout += piece;
      peak = Math.max(peak, peakOf(child.pid));
    });
    child.stderr.on('data', (piece) => {
      stderr += piece;
      peak = Math.max(peak, peakOf(child.pid));
    });
    const [status] = await once(child, 'close');
    expect(status).toBe(0);
    expect(stdout).toContain('"http://x/2"');
    expect(stderr).toMatch(/longer than/);
    expect(peak).toBeGreaterThan(0);
    expect(peak).toBeLessThan(BOUND);
  },
  120_000,
);
