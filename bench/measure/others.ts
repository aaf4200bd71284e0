import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Ticks of all processors: those in which they did something, and all. */
function ticks(): { readonly busy: number; readonly all: number } {
  const [line = ''] = readFileSync('/proc/stat', 'latin1').split('\n');
  const [user = 0, nice = 0, system = 0, idle = 0, wait = 0, irq = 0, softirq = 0, steal = 0] = line
    .split(/\s+/)
    .slice(1)
    .map(Number);
  const busy = user + nice + system + irq + softirq + steal;
  return { busy, all: busy + idle + wait };
}

/**
 * How busy the processors are, from 0 to 1, in the next ms, in which nothing of the benchmark's runs: with what is not
 * its own.
 */
export async function busyWithOthers(ms = 150): Promise<number> {
  const before = ticks();
  await sleep(ms);
  const after = ticks();
  return (after.busy - before.busy) / Math.max(1, after.all - before.all);
}
