import type { Running } from '../competitors/competitor.js';
import { type WrkLoad, wrk } from '../load/wrk.js';
import type { Sample } from '../report/table.js';
import { cpuBetween, cpuOf, whenIdle } from './cpu.js';
import { peakMemory } from './memory.js';

/**
 * One run of wrk against one competitor: `rate` (requests/s), `thread` and `process` (us of processor time a request),
 * `p50` and `p99` (ms), `memory` (MB), `errors`, `drain` (ms until it was at rest afterwards; what it did until then counts).
 */
export async function underWrk({ port, pid }: Running, load: Omit<WrkLoad, 'port'>): Promise<Sample> {
  const before = pid === null ? null : cpuOf(pid);
  const { requests, duration, errors, p50, p99 } = await wrk({ ...load, port });
  const sample = { rate: (requests * 1e6) / duration, errors, p50: p50 / 1000, p99: p99 / 1000 };
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

/** Requests after which Node has compiled what is used much, and the seconds that may take. */
const WARM = 5_000;
const LONGEST_WARM_UP = 5;

/** Runs the load until code is compiled and connections are there; `quick`: for a second only. */
export async function warmUp(
  { port, pid }: Running,
  load: Omit<WrkLoad, 'port'>,
  quick: boolean,
): Promise<void> {
  let requests = 0;
  for (let second = 0; requests < WARM && second < (quick ? 1 : LONGEST_WARM_UP); second++)
    requests += (await wrk({ ...load, port, seconds: 1 })).requests;
  if (pid !== null) await whenIdle(pid);
}
