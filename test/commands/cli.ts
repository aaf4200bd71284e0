import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { OutputStream } from '../../src/commands/output.js';
import { ROOT } from '../shared.js';

/** The program as the tests are: compiled into build/. */
export const CLI = join(ROOT, 'build/src/cli.js');

/** ms that a test which starts programs may take: on a busy machine each takes seconds to start. */
export const STARTING = 60_000;

/** A test that starts programs. */
export function testProgram(name: string, fn: () => Promise<void>): void {
  test(name, fn, STARTING);
}

/** What a command ended with. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const ENVIRONMENT = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(REQUESTSHOOK_|NO_COLOR|FORCE_COLOR|NODE_OPTIONS)/.test(name),
  ),
);

/** Starts `requestshook`. */
export function start(args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [CLI, ...args], { env: { ...ENVIRONMENT, ...env } });
}

/** Runs `requestshook` to its end, `input` on its standard input. */
export async function run(
  args: readonly string[],
  { input, env }: { readonly input?: string | Uint8Array; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<Ended> {
  const child = start(args, env);
  const [stdout, stderr] = ['', ''].map(() => [] as Buffer[]) as [Buffer[], Buffer[]];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() };
}

/** A terminal of so many columns that keeps what is written. */
export function terminal(columns: number): OutputStream & { text: string } {
  const stream = Object.assign(
    new Writable({
      write(chunk: Buffer, _, done) {
        stream.text += chunk.toString();
        done();
      },
    }),
    { isTTY: true, columns, text: '' },
  );
  return stream;
}
