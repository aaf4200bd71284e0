import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import { ConfigError } from '../exchange/errors.js';

/** Takes a copy of what a command writes on stdout. */
export interface OutputCopy {
  /** Resolves when the command has closed its stdout and all of it was passed on. */
  take(stdout: Readable): Promise<void>;
  /** The command has ended; a child of its own may still have its stdout. */
  commandEnded(): void;
}

/**
 * Runs a command with our stdin, stdout and stderr, and resolves with its exit status; 128 and the number
 * of the signal that ended it, as a shell has it. Throws a ConfigError where it cannot be started. With
 * `copy` its stdout is a pipe, so that it may write as to a pipe.
 */
export function spawnCommand(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  copy: OutputCopy | null = null,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const stdout = copy === null ? 'inherit' : 'pipe';
    const child = spawn(program, args, { stdio: ['inherit', stdout, 'inherit'], env });
    const copied = child.stdout === null ? null : copy?.take(child.stdout);
    // Ctrl-C reaches the command by the terminal; what it does then is its own affair, and the trace ends with it.
    const ignore = () => {};
    const passOn = () => child.kill('SIGTERM');
    process.on('SIGINT', ignore);
    process.on('SIGTERM', passOn);
    const done = () => {
      process.removeListener('SIGINT', ignore);
      process.removeListener('SIGTERM', passOn);
    };
    child.on('error', (error: NodeJS.ErrnoException) => {
      done();
      const why = error.code === 'ENOENT' ? 'there is no such program in PATH' : error.message;
      reject(new ConfigError(`cannot run ${program}: ${why}`));
    });
    child.on('exit', async (code, signal) => {
      copy?.commandEnded();
      await copied;
      done();
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}
