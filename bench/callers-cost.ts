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
/** Of each way, one after the other in turning order: other work on the host meets all of them alike. */
const ROUNDS = 12;
const WAYS = ['nothing', 'names and tree', 'names, tree and look-up'] as const;
type Way = (typeof WAYS)[number];
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

async function keptAlive(upstream: number, way: Way): Promise<Rate> {
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
  const looksUp = way === 'names, tree and look-up';
  const processes = looksUp ? new CallerProcesses({ onDenied: () => {}, onFault: () => {} }) : null;
  const calls = new Calls();
  const sources = { rules: () => ({ onProcess: [], others: [] }), calls, nameOfType: () => null };
  const proxy: RunningProxy = await startProxy(
    settings(upstream),
    way !== 'nothing'
      ? {
          ...parts,
          ...(processes && {
            onConnection: (socket, _listener, ready) => processes.connected(socket, ready),
          }),
          identify: (call) =>
            identifyCaller(sources, { ...call, process: processes?.of(call.connection) ?? null }),
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
  await processes?.close();
  return { perSecond, cpu: (user + system) / count };
}

try {
  if (SOCKETS > 0) await start('sockets', Math.ceil(SOCKETS / 2));
  for (let i = 0; i < PROCESSES; i++) children.push(spawn('sleep', ['600'], { stdio: 'ignore' }));
  process.stdout.write(`with ${SOCKETS} other sockets and ${PROCESSES} other processes\n`);
  await newConnections('a process that called before', 1, 300);
  await newConnections('a new process each time', 20, 1);

  const upstream = Number(await start('upstream'));
  const rates = new Map<Way, Rate[]>(WAYS.map((way) => [way, []]));
  for (let i = 0; i < ROUNDS; i++) {
    for (let j = 0; j < WAYS.length; j++) {
      const way = WAYS[(i + j) % WAYS.length] as Way;
      rates.get(way)?.push(await keptAlive(upstream, way));
    }
  }
  const quartiles = (all: readonly number[], digits: number) => {
    const sorted = [...all].sort((x, y) => x - y);
    const at = (part: number) => (sorted[Math.round(part * (sorted.length - 1))] as number).toFixed(digits);
    return `${at(0.5)} (quartiles ${at(0.25)} to ${at(0.75)})`;
  };
  process.stdout.write(`kept-alive connections, ${ROUNDS} rounds:\n`);
  for (const [way, all] of rates) {
    const perSecond = quartiles(
      all.map((rate) => rate.perSecond),
      0,
    );
    const cpu = quartiles(
      all.map((rate) => rate.cpu),
      0,
    );
    process.stdout.write(`  ${way}: ${perSecond}/s; us of processor time a request: ${cpu}\n`);
  }
  // Within a round, so that what changes between rounds is left out.
  for (const way of WAYS.slice(1)) {
    const before = WAYS[WAYS.indexOf(way) - 1] as Way;
    const more = (rates.get(way) as Rate[]).map(
      ({ cpu }, i) => cpu - (rates.get(before)?.[i]?.cpu as number),
    );
    process.stdout.write(`  ${way}, more than ${before}: ${quartiles(more, 0)} us a request\n`);
  }
} finally {
  for (const child of children) child.kill('SIGKILL');
}
