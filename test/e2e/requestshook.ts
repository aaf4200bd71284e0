import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from '../shared.js';

/** The built program, as its users start it. */
export const REQUESTSHOOK = [process.execPath, join(ROOT, 'dist/cli.js')];

/** Where a trace is written: a folder of its own, gone after the tests. */
export interface TraceFolder {
  readonly log: string;
  readonly dir: string;
  /** The text of each file of the trace, by its name. */
  files(): Promise<Map<string, string>>;
  remove(): Promise<void>;
}

export async function traceFolder(): Promise<TraceFolder> {
  const root = await mkdtemp(join(tmpdir(), 'rh-trace-'));
  const log = join(root, 'requests.log');
  const dir = join(root, 'trace');
  return {
    log,
    dir,
    async files() {
      const files = new Map([['requests.log', await readFile(log, 'utf8')]]);
      for (const name of await readdir(dir)) files.set(name, await readFile(join(dir, name), 'utf8'));
      return files;
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** A running `requestshook proxy`. */
export interface RunningProxy {
  /** All that it wrote on stdout and stderr so far. */
  output(): string;
  /** Ends it as an administrator would, and gives its exit status. */
  stop(): Promise<number | null>;
}

/** Starts `requestshook proxy` with these arguments and waits until something accepts on each port. */
export async function startProxy(args: readonly string[], ports: readonly number[]): Promise<RunningProxy> {
  const [node, ...rest] = REQUESTSHOOK as [string, ...string[]];
  const child = spawn(node, [...rest, 'proxy', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  for (const port of ports) {
    while (!(await accepts(port))) {
      if (child.exitCode !== null) throw new Error(`the proxy ended with ${child.exitCode}:\n${output}`);
      await sleep(50);
    }
  }
  return {
    output: () => output,
    async stop() {
      child.kill('SIGTERM');
      const [status] = await ended;
      process.removeListener('exit', kill);
      return status;
    },
  };
}

/** Writes a config file into the folder of the trace. JSON is YAML. */
export async function writeConfig(folder: TraceFolder, config: object): Promise<string> {
  const file = `${folder.log}.yaml`;
  await writeFile(file, JSON.stringify({ log: folder.log, dir: folder.dir, ...config }, null, 2));
  return file;
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
