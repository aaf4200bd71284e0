import { readFileSync } from 'node:fs';

/** A process, so that it is not taken for a later one with the same number. */
export interface ProcessMark {
  readonly pid: number;
  /** When it began, in clock ticks since the system's start (proc(5), stat, field 22); null: there is no /proc. */
  readonly began: string | null;
}

/** This process. */
export function thisProcess(): ProcessMark {
  return { pid: process.pid, began: beganAt(process.pid) };
}

/** Whether the process is still there. In another container, where it cannot be seen, it is not. */
export function isRunning({ pid, began }: ProcessMark): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, and another user's.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return began === null || beganAt(pid) === began;
}

function beganAt(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in brackets, may have anything in it; the state, field 3, follows.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
