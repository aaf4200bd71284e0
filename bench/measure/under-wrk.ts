import type { Running } from '../competitors/competitor.js';
import { type WrkLoad, wrk } from '../load/wrk.js';
import type { Sample } from '../report/table.js';
import { cpuBetween, cpuOf, whenIdle } from './cpu.js';
import { peakMemory } from './memory.js';

/**
 * One run of wrk against one competitor: `requests`, `rate` (requests/s), `thread` and `process` (us of processor time a request),
 * `p50` and `p99` (ms), `memory` (MB), `errors`, `drain` (ms until it was at rest afterwards; what it did until then counts).
 */
export async function underWrk({ port, pid }: Running, load: Omit<WrkLoad, 'port'>): Promise<Sample> {
  const before = pid === null ? null : cpuOf(pid);
  const { requests, duration, errors, p50, p99 } = await wrk({ ...load, port });
  const sample = { requests, rate: (requests * 1e6) / duration, errors, p50: p50 / 1000, p99: p99 / 1000 };
  if (pid === null || before === null) return sample;
  const drain = await whenIdle(pid);
  const cpu = cpuBetween(before, cpuOf(pid));
  return {
    ...sample,
    thread: cpu.thread / requests,
    process: cpu.process / requests,
    memory: peakMemory(pid) / 1e6,
    drain,
  };
}

/** Requests after which Node has compiled what is used much, the seconds that may take, and a rate with which it is in vain. */
const WARM = 10_000;
const LONGEST = 4;
const SLOW = 400;

/** Runs the load until code is compiled and connections are there; `quick`: for a second only. */
export async function warmUp(
  { port, pid }: Running,
  load: Omit<WrkLoad, 'port' | 'seconds'>,
  quick: boolean,
): Promise<void> {
  let [all, last] = [0, SLOW];
  for (let second = 0; all < WARM && last >= SLOW && second < (quick ? 1 : LONGEST); second++) {
    last = (await wrk({ ...load, port, seconds: 1 })).requests;
    all += last;
  }
  if (pid !== null) await whenIdle(pid);
}
