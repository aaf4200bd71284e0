import type { Running } from '../competitors/competitor.js';
import { generate } from '../load/generate.js';
import type { Load } from '../load/load.js';
import type { Sample } from '../report/table.js';
import { cpuBetween, cpuOf, whenIdle } from './cpu.js';
import { peakMemory } from './memory.js';

/** As `underWrk`, with the load of this benchmark's own, which counts exactly and can hold a rate. */
export async function underLoad({ port, pid }: Running, load: Omit<Load, 'port'>): Promise<Sample> {
  const before = pid === null ? null : cpuOf(pid);
  const { sent, good, errors, seconds, p50, p99 } = await generate({ ...load, port });
  const sample = { sent, good, errors, rate: good / seconds, p50, p99 };
  if (pid === null || before === null) return sample;
  const drain = await whenIdle(pid);
  const cpu = cpuBetween(before, cpuOf(pid));
  return {
    ...sample,
    thread: cpu.thread / sent,
    process: cpu.process / sent,
    memory: peakMemory(pid) / 1e6,
    drain,
  };
}
