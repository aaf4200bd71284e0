import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';

/** How a command ended. */
export interface CommandEnd {
  /** As a shell has it: 128 and the number of the signal that ended it, 127 where there is no such program, 126 where it cannot be run. */
  readonly status: number;
  /** For people: why it could not be started; null: it was. */
  readonly problem: string | null;
}

/** Takes a copy of what a command writes on stdout. */
export interface OutputCopy {
  /** Resolves when the command has closed its stdout and all of it was passed on. */
  take(stdout: Readable): Promise<void>;
  /** The command has ended; a child of its own may still have its stdout. */
  commandEnded(): void;
}

/** Signals that end us by default: the command is to hear of them, and we end with it. */
const PASSED_ON = ['SIGTERM', 'SIGHUP'] as const;
/** Those that a terminal gives to the command as well. What it does then is its own affair. */
const LEFT_TO_IT = ['SIGINT', 'SIGQUIT'] as const;

/**
 * Runs a command with our stdin, stdout and stderr, and resolves when it has ended, or could not be started.
 * With `copy` its stdout is a pipe, so that it may write as to a pipe.
 */
export function spawnCommand(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  copy: OutputCopy | null = null,
): Promise<CommandEnd> {
  return new Promise((resolve) => {
    const ignore = () => {};
    const passOn = (signal: NodeJS.Signals) => child.kill(signal);
    for (const signal of PASSED_ON) process.on(signal, passOn);
    for (const signal of LEFT_TO_IT) process.on(signal, ignore);
    const done = () => {
      for (const signal of PASSED_ON) process.removeListener(signal, passOn);
      for (const signal of LEFT_TO_IT) process.removeListener(signal, ignore);
    };
    const stdout = copy === null ? 'inherit' : 'pipe';
    const child = spawn(program, args, { stdio: ['inherit', stdout, 'inherit'], env });
    const copied = child.stdout === null ? null : copy?.take(child.stdout);
    child.on('error', (error: NodeJS.ErrnoException) => {
      done();
      const isMissing = error.code === 'ENOENT';
      const why = isMissing
        ? program.includes('/')
          ? 'there is no such program'
          : 'there is no such program in PATH'
        : error.code === 'EACCES'
          ? 'this user may not run it'
          : error.message;
      resolve({ status: isMissing ? 127 : 126, problem: `cannot run ${program}: ${why}` });
    });
    child.on('exit', async (code, signal) => {
      copy?.commandEnded();
      await copied;
      done();
      resolve({ status: code ?? 128 + (signal === null ? 0 : constants.signals[signal]), problem: null });
    });
  });
}
