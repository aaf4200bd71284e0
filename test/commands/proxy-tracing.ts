import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTracing, type Tracing } from '../../src/commands/tracing.js';
import { loadSettings } from '../../src/config/load.js';
import { createProgramLog } from '../../src/config/program-log.js';
import type { Settings } from '../../src/config/settings.js';

const closers: (() => Promise<unknown> | unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** Has something done at the end of the test, the last first. */
export function afterTest(close: () => Promise<unknown> | unknown): void {
  closers.push(close);
}

/** A service that is no more than a socket: what it got is given to `answer`, when the request is whole. */
export async function rawService(answer: (request: string, socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    let got = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      got += chunk;
      if (!isWhole(got)) return;
      const request = got;
      got = '';
      answer(request, socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterTest(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

function isWhole(request: string): boolean {
  const end = request.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const head = request.slice(0, end);
  if (/\r\ntransfer-encoding: chunked/i.test(head)) return request.endsWith('0\r\n\r\n');
  return request.length >= end + 4 + Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
}

/** A tracing proxy and what it wrote. */
export interface Traced {
  readonly tracing: Tracing;
  readonly settings: Settings;
  readonly port: number;
  /** Lines of the program's own log. */
  readonly told: string[];
  /** Stops the proxy, after which all is in the files. */
  stop(): Promise<{ messages: number; lost: number }>;
  file(name: string): string;
}

/** Starts everything that `requestshook proxy` starts, in this process, on a free port. */
export async function startTraced(
  flags: Record<string, unknown>,
  more: Partial<Settings> = {},
): Promise<Traced> {
  const folder = mkdtempSync(join(tmpdir(), 'rh-tracing-'));
  afterTest(() => rmSync(folder, { recursive: true }));
  const loaded = loadSettings({
    flags: { listen: '127.0.0.1:0', log: join(folder, 'requests.log'), dir: folder, ...flags },
    env: {},
  });
  const settings = { ...loaded, ...more };
  const told: string[] = [];
  const log = createProgramLog({ level: 'info', stream: { write: (line: string) => void told.push(line) } });
  const tracing = await startTracing(settings, { log });
  let stopped: Promise<{ messages: number; lost: number }> | null = null;
  const stop = () => (stopped ??= tracing.close());
  afterTest(stop);
  const port = tracing.proxy.listeners[0]?.place.port as number;
  return { tracing, settings, port, told, stop, file: (name) => readFileSync(join(folder, name), 'utf8') };
}

/** Sends bytes to a port and gives all that comes back until the connection closes; one character a byte. */
export function exchangeBytes(port: number, request: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    let got = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      got += chunk;
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(got));
  });
}
