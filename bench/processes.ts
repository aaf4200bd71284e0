import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const children = new Set<ChildProcess>();

/** ms that a process may take until it accepts connections, or until it has ended. */
const LONGEST_START = 20_000;
const LONGEST_END = 30_000;

// Whatever ends the benchmark, nothing that it started stays: on SIGINT and SIGTERM the `exit` handlers run as well.
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130));

/** A process that was started, with what it has said on stderr so far. */
export interface Started {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly said: () => string;
}

/** Starts a program; what it says on stdout is for the caller to read. Throws where it cannot be started. */
export async function startProcess(command: string, args: readonly string[], options: SpawnOptions = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  children.add(child);
  child.once('exit', () => children.delete(child));
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-64 * 1024);
  });
  await once(child, 'spawn');
  return { child, pid: child.pid as number, said: () => said } satisfies Started;
}

/** Runs a program to its end and gives what it wrote to stdout. Throws with what it said where it failed. */
export async function runProcess(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<string> {
  const { child, said } = await startProcess(command, args, options);
  let out = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  if (code !== 0) throw new Error(`${command} ended with ${code ?? signal}: ${said().slice(-2000)}${out}`);
  return out;
}

const hasEnded = ({ child }: Pick<Started, 'child'>) => child.exitCode !== null || child.signalCode !== null;

/** Asks a process to end, waits, and kills it where it does not. */
export async function stopProcess({ child }: Started): Promise<void> {
  if (hasEnded({ child })) return;
  const ended = once(child, 'close');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), LONGEST_END);
  await ended;
  clearTimeout(timer);
}

/** A port of 127.0.0.1 that nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Resolves when a process accepts connections; throws with what it said where it ended before, or takes too long. */
export async function whenAccepting(started: Started, port: number): Promise<void> {
  const until = performance.now() + LONGEST_START;
  while (!(await accepts(port))) {
    const { spawnfile } = started.child;
    if (hasEnded(started) || performance.now() > until)
      throw new Error(`${spawnfile} does not listen on port ${port}: ${started.said().slice(-2000)}`);
    await sleep(5);
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

/** Resolves with the first part of what a process writes that the pattern matches; throws where it ends before. */
export function whenSays(
  started: Started,
  where: 'stdout' | 'stderr',
  pattern: RegExp,
): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let text = '';
    const timer = setTimeout(() => fail('took too long'), LONGEST_START);
    const fail = (why: string) => {
      clearTimeout(timer);
      reject(new Error(`${started.child.spawnargs.join(' ')} ${why}: ${started.said().slice(-2000)}${text}`));
    };
    started.child.once('exit', () => fail('ended'));
    started.child[where]?.on('data', (piece: Buffer | string) => {
      text += piece.toString();
      const match = pattern.exec(text);
      if (match === null) return;
      clearTimeout(timer);
      resolve(match);
    });
  });
}
