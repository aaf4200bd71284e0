import { spawn } from 'node:child_process';

/** How a command ended, and what it wrote. */
export interface Result {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end with just this environment and no standard input. */
export function runCommand(
  command: readonly string[],
  options: { env: NodeJS.ProcessEnv; cwd?: string },
): Promise<Result> {
  const [program, ...args] = command as [string, ...string[]];
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stdout, stderr }));
  });
}

/** As `runCommand`; throws with all that the command wrote where it did not end with 0. */
export async function runSuccessfully(
  command: readonly string[],
  options: { env: NodeJS.ProcessEnv; cwd?: string },
): Promise<Result> {
  const result = await runCommand(command, options);
  if (result.status !== 0) {
    throw new Error(`${command.join(' ')} ended with ${result.status}\n${result.stdout}\n${result.stderr}`);
  }
  return result;
}
