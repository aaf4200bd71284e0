import type { Competitor, Target } from '../competitors/competitor.js';
import { httpProxy, pipe } from '../competitors/node-servers.js';
import { everything, untraced } from '../competitors/requestshook.js';
import { interleave } from '../interleave.js';
import { underLoad } from '../measure/under-load.js';
import { partScript } from '../place.js';
import { startProcess, stopProcess, whenSays } from '../processes.js';
import { fixed, PROCESS, THREAD } from '../report/figures.js';
import type { Sample } from '../report/table.js';
import type { Case } from '../tables/case.js';
import { TOKEN_PATH } from '../upstream/paths.js';
import { allocationsOf } from './allocations.js';
import { straceMissing, systemCallsOf } from './system-calls.js';

const LOAD = { method: 'GET', path: TOKEN_PATH, connections: 16 };

async function counted(competitors: readonly Competitor[], target: Target, notes: string[]) {
  const counts = new Map<string, Sample>();
  const missing = straceMissing();
  if (missing !== null) notes.push(`no system calls counted, as ${missing}`);
  let attaches = missing === null;
  for (const competitor of competitors) {
    const bytes = await allocationsOf(competitor, target);
    let calls = Number.NaN;
    if (attaches) {
      calls = await systemCallsOf(competitor, target).catch((error: Error) => {
        attaches = false;
        notes.push(`no system calls counted: ${error.message.trim().split('\n').at(-1)}`);
        return Number.NaN;
      });
    }
    counts.set(competitor.name, { bytes, calls });
  }
  return counts;
}

/** What a request costs in figures that hardly depend on the machine: to be compared between two commits. */
export const guard: Case = {
  name: 'guard',
  about: 'what a request costs, in figures that hardly depend on the machine',
  quick: true,
  needs: 'nothing',
  async make({ rounds, seconds, pick, say }) {
    const service = await startProcess(process.execPath, [partScript('guard/canned-server.js')]);
    const [, port] = await whenSays(service, 'stdout', /^(\d+)\n/);
    const target = { port: Number(port) };
    const competitors = pick([pipe, httpProxy, untraced, everything]);
    try {
      const { rows, notes } = await interleave(
        competitors,
        target,
        {
          rounds,
          onRun: (who, round) => say(`guard: ${who}, round ${round + 1} of ${rounds}`),
          warmUp: (running) => underLoad(running, { ...LOAD, count: 8_000 }),
        },
        (running) => underLoad(running, { ...LOAD, seconds }),
      );
      say('guard: counting');
      const counts = await counted(competitors, target, notes);
      return {
        title: 'What a request costs, wherever it is measured',
        about:
          'One GET of 4 KB. Allocated: by code that is not optimised, on the thread that meets the request. System calls: of that thread.',
        figures: [
          { key: 'bytes', label: 'bytes allocated', show: fixed(0), ratio: true },
          { key: 'calls', label: 'system calls', show: fixed(1), ratio: true },
          THREAD,
          PROCESS,
        ],
        rows: rows.map(({ name, samples }) => ({
          name,
          samples: samples.map((sample) => ({ ...sample, ...counts.get(name) })),
        })),
        base: 'http-proxy',
        reach: [{ row: 'requestshook', figure: 'thread', of: 'http-proxy', atMost: 1.2, goal: 1.1 }],
        notes,
      };
    } finally {
      await stopProcess(service);
    }
  },
};
