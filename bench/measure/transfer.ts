import type { Running } from '../competitors/competitor.js';
import { partScript } from '../place.js';
import { runProcess } from '../processes.js';
import type { Sample } from '../report/table.js';
import { cpuBetween, cpuOf, whenIdle } from './cpu.js';
import { peakMemory } from './memory.js';

/**
 * One upload or download through a competitor: `speed` (MB/s), `cpu` (ms of processor time for 100 MB, all threads), `memory`
 * (MB). Throws where not all bytes came through.
 */
export async function transfer(
  { port, pid }: Running,
  {
    direction,
    path,
    bytes,
  }: { readonly direction: 'up' | 'down'; readonly path: string; readonly bytes: number },
): Promise<Sample> {
  const before = pid === null ? null : cpuOf(pid);
  const args = [partScript('load/transfer.js'), direction, String(port), path, String(bytes)];
  const out = await runProcess(process.execPath, args, { timeout: 600_000 });
  const { received, seconds } = JSON.parse(out) as { received: number; seconds: number };
  if (received !== bytes) throw new Error(`${received} of ${bytes} bytes came through`);
  const speed = bytes / 1e6 / seconds;
  if (pid === null || before === null) return { speed };
  await whenIdle(pid);
  const cpu = cpuBetween(before, cpuOf(pid)).process / 1000 / (bytes / 1e8);
  return { speed, cpu, memory: peakMemory(pid) / 1e6 };
}
