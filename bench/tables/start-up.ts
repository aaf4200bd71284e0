import { spawnSync } from 'node:child_process';
import { COMPETITORS } from '../competitors/all.js';
import { peakMemory } from '../measure/memory.js';
import { fixed } from '../report/figures.js';
import type { Row, Sample } from '../report/table.js';
import type { Case } from './case.js';

/** Each is started this many times as often as loads are run: a start is short. */
const TIMES = 2;

export const startUp: Case = {
  name: 'start-up',
  about: 'from the start of the process until it takes requests',
  quick: true,
  async make({ upstream, rounds, pickFew, say }) {
    const notes: string[] = [];
    const competitors = pickFew(COMPETITORS).filter(({ name }) => name !== 'straight');
    const samples = new Map<string, Sample[]>([['node', []]]);
    for (let round = 0; round < rounds * TIMES; round++) {
      say(`start-up: round ${round + 1} of ${rounds * TIMES}`);
      const bare = performance.now();
      spawnSync(process.execPath, ['-e', '0']);
      samples.get('node')?.push({ ready: performance.now() - bare });
      for (const competitor of competitors) {
        const { name } = competitor;
        const missing = competitor.missing();
        if (missing !== null) {
          if (round === 0) notes.push(`left out: ${name}, as ${missing}`);
          continue;
        }
        const began = performance.now();
        const running = await competitor.start(upstream);
        const ready = performance.now() - began;
        const memory = running.pid === null ? Number.NaN : peakMemory(running.pid) / 1e6;
        await running.stop();
        samples.set(name, [...(samples.get(name) ?? []), { ready, memory }]);
      }
    }
    const rows: Row[] = [...samples].map(([name, own]) => ({ name, samples: own }));
    return {
      title: 'Start-up to ready',
      about: `Until it accepts a connection, or says that it is ready; ${rounds * TIMES} rounds. \`node\`: node -e 0.`,
      figures: [
        { key: 'ready', label: 'ms to ready', show: fixed(0), ratio: true },
        { key: 'memory', label: 'memory MB', show: fixed(0) },
      ],
      rows,
      base: 'http-proxy',
      reach: [{ row: 'requestshook', figure: 'ready', of: null, atMost: 400, goal: 200 }],
      notes,
    };
  },
};
