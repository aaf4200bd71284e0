import type { Running } from '../competitors/competitor.js';
import { partScript } from '../place.js';
import { runProcess } from '../processes.js';
import type { Sample } from '../report/table.js';
import { cpuBetween, cpuOf, whenIdle } from './cpu.js';
import { peakMemory } from './memory.js';

/** ms that transfers may take. */
const LONGEST = 600_000;

/** A body that passes, and how many times it does. */
export interface Transfer {
  readonly direction: 'up' | 'down';
  readonly path: string;
  readonly bytes: number;
  readonly times?: number;
}

/**
 * Uploads or downloads through a competitor: `speed` (MB/s), `cpu` (ms of processor time for 100 MB, all threads),
 * `memory` (MB). Throws where not all bytes came through.
 */
export async function transfer({ port, pid }: Running, what: Transfer): Promise<Sample> {
  const { direction, path, bytes, times = 1 } = what;
  const before = pid === null ? null : cpuOf(pid);
  const args = [direction, port, path, bytes, times].map(String);
  const out = await runProcess(process.execPath, [partScript('load/transfer.js'), ...args], {
    timeout: LONGEST,
  });
  const { received, seconds } = JSON.parse(out) as { received: number; seconds: number };
  const all = bytes * times;
  if (received !== all) throw new Error(`${received} of ${all} bytes came through`);
  const speed = all / 1e6 / seconds;
  if (pid === null || before === null) return { speed };
  await whenIdle(pid);
  const cpu = cpuBetween(before, cpuOf(pid)).process / 1000 / (all / 1e8);
  return { speed, cpu, memory: peakMemory(pid) / 1e6 };
}
