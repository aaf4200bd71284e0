import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { familyOf } from './family.js';

/** us of processor time, in user and system mode. */
export interface Cpu {
  /** Of all threads, of the process and those that it started. */
  readonly process: number;
  /** Of the first thread of each, which is the one that meets the requests in Node, nginx and HAProxy. */
  readonly threads: ReadonlyMap<number, number>;
}

/** us a tick: Linux tells times to user space in USER_HZ, 100 a second, on every architecture. */
const TICK = 10_000;

function ticksOf(path: string): number {
  // The name, in parentheses, can hold anything (proc_pid_stat(5)).
  const stat = readFileSync(path, 'latin1');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK;
}

/** us of one thread: by the scheduler's count in ns where the kernel keeps it, else in ticks of 10 ms. */
function threadTime(pid: number, thread: number): number {
  try {
    const [ns] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'latin1').split(' ');
    return Number(ns) / 1000;
  } catch {
    return ticksOf(`/proc/${pid}/task/${thread}/stat`);
  }
}

/** What a process, and those that it started, have used of the processors since they began. */
export function cpuOf(pid: number): Cpu {
  const family = familyOf(pid);
  return {
    process: family.reduce((sum, one) => sum + ticksOf(`/proc/${one}/stat`), 0),
    threads: new Map(family.map((one) => [one, threadTime(one, one)])),
  };
}

/** Between two readings: of all threads, and of the first thread that was busiest. */
export const cpuBetween = (before: Cpu, after: Cpu) => ({
  process: after.process - before.process,
  thread: Math.max(...[...after.threads].map(([pid, us]) => us - (before.threads.get(pid) ?? 0))),
});

/** ms between looks at a process that should come to rest, and the longest wait. */
const LOOK = 100;
const LONGEST = 30_000;

/**
 * Waits until a process does next to nothing, so that what it put off (writing, collecting garbage) counts as its own
 * and not as the next one's. Resolves with the ms that took, without the last look.
 */
export async function whenIdle(pid: number): Promise<number> {
  const began = performance.now();
  for (;;) {
    const before = cpuOf(pid).process;
    const looked = performance.now();
    await sleep(LOOK);
    if (cpuOf(pid).process - before <= TICK || looked - began > LONGEST) return looked - began;
  }
}

/** Ids of a process's threads. */
export const threadsOf = (pid: number): number[] => readdirSync(`/proc/${pid}/task`).map(Number);
