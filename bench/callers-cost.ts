/**
 * npm run bench:callers-cost -- [SOCKETS] [PROCESSES]: what finding out who called costs, with that many other sockets
 * and processes on this host (default: 5000 and 500): ms that a new connection waits for the name of its process, and
 * requests per second on kept-alive connections with and without the look-up and the tree of calls.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Calls } from '../src/callers/calls.js';
import { identifyCaller } from '../src/callers/identify.js';
import { CallerProcesses } from '../src/callers/process/caller-processes.js';
import { ProcessLookUp } from '../src/callers/process/look-up.js';
import { beginCall } from '../src/commands/call-tree.js';
import { loadSettings } from '../src/config/load.js';
import { type ProxyParts, type RunningProxy, startProxy } from '../src/proxy/proxy.js';

const [SOCKETS = 5000, PROCESSES = 500] = process.argv.slice(2).map(Number);
const ROUNDS = 6;
const children: ChildProcess[] = [];

/** Starts a part of this bench in a process of its own; resolves with what it says first. */
async function start(part: string, ...args: (string | number)[]): Promise<string> {
  const script = fileURLToPath(new URL('./callers-cost-part.js', import.meta.url));
  const child = spawn(process.execPath, [script, part, ...args.map(String)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  return said.toString().trim();
}

function quantiles(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part: number) => (sorted[Math.floor(part * (sorted.length - 1))] as number).toFixed(1);
  return `median ${at(0.5)}, 90 % ${at(0.9)}, longest ${at(1)} ms`;
}

/** Listens, and measures what `meet` takes of each connection; callers come one after the other. */
async function newConnections(what: string, callers: number, each: number): Promise<void> {
  const times: number[] = [];
  const waits: number[] = [];
  const processes = new CallerProcesses({
    onDenied: () => {},
    onFault: (error) => process.stderr.write(`${error}\n`),
  });
  const lookUp = new ProcessLookUp();
  lookUp.prepare();
  let named = 0;
  const server = createServer((socket) => {
    socket.on('error', () => {});
    const began = performance.now();
    processes.connected(socket, () => {
      waits.push(performance.now() - began);
      if (processes.of(socket) !== null) named++;
      // The same once more on this thread: what it takes where no other thread competes for the processor.
      const { remoteAddress, remotePort, localAddress, localPort } = socket;
      const alone = performance.now();
      lookUp.find([
        {
          own: { address: remoteAddress as string, port: remotePort as number },
          far: { address: localAddress as string, port: localPort as number },
        },
      ]);
      times.push(performance.now() - alone);
      socket.end('.');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  // The thread reads all processes once when it starts.
  await start('connect', port, 1);
  times.length = waits.length = named = 0;
  for (let i = 0; i < callers; i++) await start('connect', port, each);
  process.stdout.write(
    `${what}: ${named} of ${waits.length} named; the look-up itself: ${quantiles(times)}; waited, thread included: ${quantiles(waits)}\n`,
  );
  server.close();
  await processes.close();
}

const settings = (port: number) =>
  loadSettings({
    flags: { service: [`keystone=http://127.0.0.1:${port}/identity`], listen: '127.0.0.1:0' },
    env: {},
  });

/** Requests per second, and us of processor time that the proxy takes for each, which other work on the host changes less. */
interface Rate {
  readonly perSecond: number;
  readonly cpu: number;
}

async function keptAlive(upstream: number, full: boolean): Promise<Rate> {
  let number = 0;
  const parts: ProxyParts = {
    trace: { nextNumber: () => ++number, record: () => {} },
    incomingId: () => null,
    identify: () => ({ name: 'client', source: 'unknown' }),
    isTraced: () => true,
    linksFor: () => null,
    holdsJson: false,
    onRefused: () => {},
    onFault: (error) => process.stderr.write(`${error}\n`),
  };
  const processes = new CallerProcesses({ onDenied: () => {}, onFault: () => {} });
  const calls = new Calls();
  const sources = { rules: () => ({ onProcess: [], others: [] }), calls, nameOfType: () => null };
  const proxy: RunningProxy = await startProxy(
    settings(upstream),
    full
      ? {
          ...parts,
          onConnection: (socket, _listener, ready) => processes.connected(socket, ready),
          identify: (call) => identifyCaller(sources, { ...call, process: processes.of(call.connection) }),
          onBegin: (exchange) => {
            exchange.call = beginCall(calls, exchange);
          },
          onResponse: ({ call }, { statusCode, rawHeaders }) => {
            if (call !== null) calls.responded(call, statusCode as number, rawHeaders);
          },
          onEnd: ({ exchange }) => {
            if (exchange.call !== null) calls.ends(exchange.call);
          },
        }
      : parts,
  );
  const port = (proxy.listeners[0] as (typeof proxy.listeners)[number]).place.port;
  // Code is compiled, and the thread is there, before it counts.
  await start('load', port);
  const before = process.cpuUsage();
  const [perSecond, count] = (await start('load', port)).split(' ').map(Number) as [number, number];
  const { user, system } = process.cpuUsage(before);
  await proxy.close(0);
  await processes.close();
  return { perSecond, cpu: (user + system) / count };
}

try {
  if (SOCKETS > 0) await start('sockets', Math.ceil(SOCKETS / 2));
  for (let i = 0; i < PROCESSES; i++) children.push(spawn('sleep', ['600'], { stdio: 'ignore' }));
  process.stdout.write(`with ${SOCKETS} other sockets and ${PROCESSES} other processes\n`);
  await newConnections('a process that called before', 1, 300);
  await newConnections('a new process each time', 20, 1);

  const upstream = Number(await start('upstream'));
  const off: Rate[] = [];
  const on: Rate[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    for (const full of i % 2 === 0 ? [false, true] : [true, false])
      (full ? on : off).push(await keptAlive(upstream, full));
  }
  const median = (all: readonly number[]) =>
    [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] as number;
  const told = (rates: readonly Rate[]) =>
    `${median(rates.map(({ perSecond }) => perSecond))}/s, ${median(rates.map(({ cpu }) => cpu)).toFixed(0)} us of processor time each`;
  process.stdout.write(
    `kept-alive connections, median of ${ROUNDS}: ${told(off)} without, ${told(on)} with names and the tree\n`,
  );
} finally {
  for (const child of children) child.kill('SIGKILL');
}
