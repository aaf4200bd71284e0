import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import type { Competitor, Running, Target } from '../competitors/competitor.js';
import { generate } from '../load/generate.js';
import { whenIdle } from '../measure/cpu.js';
import { partScript } from '../place.js';
import { median } from '../report/table.js';
import { TOKEN_PATH } from '../upstream/paths.js';
import type { Heap } from './probe.js';

/** MB in which no garbage is collected; all that the measured exchanges allocate must fit. */
const YOUNG = 1024;
const WARM_UP = 300;
const EXCHANGES = 300;
const RUNS = 3;

/**
 * Without the optimising compilers, which leave allocations out as they see fit, sooner or later: so the figure is the
 * same on every machine and in every run, and says what the code asks for.
 */
const NODE = [
  '--expose-gc',
  '--no-opt',
  '--no-maglev',
  `--min-semi-space-size=${YOUNG}`,
  `--max-semi-space-size=${YOUNG}`,
  '--import',
  pathToFileURL(partScript('guard/probe.js')).href,
];

async function heapOf({ process: started }: Running, what: 'look' | 'collect'): Promise<Heap> {
  const child = started?.child;
  if (child === undefined) throw new Error('nothing to look into');
  const answered = once(child, 'message') as Promise<[Heap]>;
  child.send(what);
  return (await answered)[0];
}

/** Bytes that a competitor on Node allocates on the request's thread for an exchange; NaN where they did not fit. */
export async function allocationsOf(competitor: Competitor, target: Target): Promise<number> {
  const running = await competitor.start({ ...target, node: NODE });
  try {
    const load = { port: running.port, method: 'GET', path: TOKEN_PATH, connections: 1 };
    await generate({ ...load, count: WARM_UP });
    const each: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      await whenIdle(running.pid as number);
      await heapOf(running, 'collect');
      const before = await heapOf(running, 'look');
      await generate({ ...load, count: EXCHANGES });
      const after = await heapOf(running, 'look');
      if (after.collections === before.collections) each.push((after.used - before.used) / EXCHANGES);
    }
    return median(each);
  } finally {
    await running.stop();
  }
}
