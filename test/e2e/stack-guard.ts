import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

// Jest loads set-up and tear-down into one process, but not always as one module.
const holder = globalThis as { requestshookStackGuard?: ChildProcess };

/** Keeps the process that takes the stack down as soon as this one ends, however it ends. */
export function guardStack(guard: ChildProcess): void {
  holder.requestshookStackGuard = guard;
}

/** Takes the stack down now, and waits until that is done. */
export async function releaseStack(): Promise<void> {
  const guard = holder.requestshookStackGuard;
  if (guard === undefined || guard.exitCode !== null) return;
  const ended = once(guard, 'exit');
  guard.stdin?.end();
  await ended;
}
