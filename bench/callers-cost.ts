/**
 * npm run bench:callers-cost -- [SOCKETS] [PROCESSES]: what finding out who called costs, with that many other sockets
 * and processes on this host (default: 5000 and 500): ms that a new connection waits for the name of its process, and
 * requests per second on kept-alive connections with and without the look-up and the tree of calls.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { CallerProcesses } from '../src/callers/process/caller-processes.js';
import { ProcessLookUp } from '../src/callers/process/look-up.js';
import { keptAlive } from './callers-cost-kept-alive.js';
import { quantile } from './quantiles.js';

const [SOCKETS = 5000, PROCESSES = 500] = process.argv.slice(2).map(Number);
/** Since Linux 6.15 all callers of one listener stand close to each other in the kernel's table: near its beginning, or its end. */
const LISTENERS = 24;
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
  const at = (part: number) => quantile(times, part).toFixed(1);
  return `median ${at(0.5)}, 90 % ${at(0.9)}, longest ${at(1)} ms`;
}

/** Measures what each connection waits for its name: `callers` are the ports that processes, one after the other, connect to. */
async function newConnections(
  what: string,
  callers: (ports: readonly number[]) => readonly number[][],
): Promise<void> {
  const times: number[] = [];
  const waits: number[] = [];
  const processes = new CallerProcesses({
    onDenied: () => {},
    onFault: (error) => process.stderr.write(`${error}\n`),
  });
  const lookUp = new ProcessLookUp();
  lookUp.prepare();
  let named = 0;
  const onConnection = (socket: Socket) => {
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
  };
  const servers = Array.from({ length: LISTENERS }, () => createServer(onConnection).listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  // The thread reads all processes once when it starts.
  await start('connect', ports[0] as number);
  times.length = waits.length = named = 0;
  for (const called of callers(ports)) await start('connect', ...called);
  process.stdout.write(
    `${what}: ${named} of ${waits.length} named; the look-up itself: ${quantiles(times)}; waited, thread included: ${quantiles(waits)}\n`,
  );
  for (const server of servers) server.close();
  await processes.close();
}

try {
  if (SOCKETS > 0) await start('sockets', Math.ceil(SOCKETS / 2));
  for (let i = 0; i < PROCESSES; i++) children.push(spawn('sleep', ['600'], { stdio: 'ignore' }));
  process.stdout.write(`with ${SOCKETS} other sockets and ${PROCESSES} other processes\n`);
  await newConnections('a process that called before', (ports) => [Array(20).fill(ports).flat()]);
  await newConnections('a new process each time', (ports) => [...ports, ...ports].map((port) => [port]));
  await keptAlive(start);
} finally {
  for (const child of children) child.kill('SIGKILL');
}
