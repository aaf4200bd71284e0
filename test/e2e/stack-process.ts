import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Cloud, stackEnvironment, stackScript } from './cloud.js';

// Jest loads set-up and tear-down into one process, but not always as one module.
const holder = globalThis as { requestshookStack?: ChildProcess };

/** Brings the cloud up; throws with what the scripts said where it did not come up. */
export async function startStack(cloud: Cloud): Promise<void> {
  const stack = spawn(stackScript('serve.sh'), {
    env: stackEnvironment(cloud),
    // Out of the terminal's reach: Ctrl-C must not end the one that cleans up.
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  holder.requestshookStack = stack;
  let said = '';
  stack.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const failed = once(stack, 'exit').then(() => {
    throw new Error(`Keystone and Glance did not come up.\n${said}`);
  });
  await Promise.race([once(stack.stdout, 'data'), failed]);
  failed.catch(() => {}); // It ends in its own time now.
}

/** Takes the cloud down, and waits until that is done. */
export async function stopStack(): Promise<void> {
  const stack = holder.requestshookStack;
  if (stack === undefined || stack.exitCode !== null) return;
  const ended = once(stack, 'exit');
  stack.stdin?.end();
  await ended;
}
