import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../src/cli.js', import.meta.url));

// Each test starts the program once or more; a machine that is busy takes a second for that.
(import.meta as unknown as { jest: { setTimeout(ms: number): void } }).jest.setTimeout(30_000);

const children = new Set<ChildProcess>();
const folders: string[] = [];

afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A new folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rh-cli-'));
  folders.push(folder);
  return folder;
}

/** Anybody may enter the folder, and read it. */
const PUBLIC = 0o005;

/** Why the program cannot be run as another user; null: it can be. */
export function whyNoOtherUser(): string | null {
  if (process.geteuid?.() !== 0) return 'needs root';
  for (let folder = dirname(CLI); folder !== dirname(folder); folder = dirname(folder))
    if ((statSync(folder).mode & PUBLIC) !== PUBLIC) return `other users may not read ${folder}`;
  return null;
}

/** Flags that put the trace into a folder. */
export function into(folder: string): string[] {
  return ['--log', join(folder, 'requests.log'), '--dir', folder];
}

export interface CliOptions {
  /** Beside PATH and an empty HOME. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly uid?: number;
  /** How many files it may have open. */
  readonly files?: number;
}

/** A running `requestshook`. */
export interface Cli {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves when stderr, or stdout, has something that fits; rejects where the program ends before. */
  until(pattern: RegExp, stream?: 'stdout' | 'stderr'): Promise<RegExpExecArray>;
  /** Resolves with the exit status, or the name of the signal. */
  readonly ended: Promise<number | string>;
}

/** Starts the program as its users do, in an environment that knows no cloud. */
export function startCli(args: readonly string[], { env = {}, cwd, uid, files }: CliOptions = {}): Cli {
  const command = [process.execPath, CLI, ...args];
  if (files !== undefined) command.unshift('sh', '-c', `ulimit -n ${files}; exec "$@"`, 'sh');
  const child = spawn(command[0] as string, command.slice(1), {
    env: { PATH: process.env.PATH ?? '', HOME: '/nonexistent', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd === undefined ? {} : { cwd }),
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  children.add(child);
  const texts = { stdout: '', stderr: '' };
  const waiting = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('latin1').on('data', (text: string) => {
      texts[name] += text;
      for (const check of waiting) check();
    });
  }
  const ended = once(child, 'close').then(([code, signal]) => {
    children.delete(child);
    return (code ?? signal) as number | string;
  });
  return {
    child,
    stdout: () => texts.stdout,
    stderr: () => texts.stderr,
    until: (pattern, stream = 'stderr') =>
      new Promise((resolve, reject) => {
        const check = () => {
          const found = pattern.exec(texts[stream]);
          if (found === null) return;
          waiting.delete(check);
          resolve(found);
        };
        waiting.add(check);
        check();
        void ended.then((status) => reject(new Error(`it ended with ${status}: ${texts.stderr}`)));
      }),
    ended,
  };
}

/** Runs the program to its end. */
export async function cli(args: readonly string[], options?: CliOptions) {
  const running = startCli(args, options);
  const status = await running.ended;
  return { status, stdout: running.stdout(), stderr: running.stderr() };
}
