import { partScript } from '../place.js';
import { runProcess } from '../processes.js';
import type { Load, LoadResult } from './load.js';

/** Makes a load in a process of its own, and counts exactly. Throws where it is not answered for long. */
export async function generate(load: Load): Promise<LoadResult> {
  const out = await runProcess(process.execPath, [partScript('load/send.js'), JSON.stringify(load)], {
    // A load that is never answered must not hold everything up.
    timeout: ((load.seconds ?? 0) + 600) * 1000,
  });
  return JSON.parse(out) as LoadResult;
}
