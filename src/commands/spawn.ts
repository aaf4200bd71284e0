import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { ConfigError } from '../exchange/errors.js';

/**
 * Runs a command with our stdin, stdout and stderr, and resolves with its exit status; 128 and the number
 * of the signal that ended it, as a shell has it. Throws a ConfigError where it cannot be started.
 */
export function spawnCommand(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit', env });
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
    child.on('exit', (code, signal) => {
      done();
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}
