import { once } from 'node:events';
import { rmSync, statSync } from 'node:fs';
import { CLI } from '../competitors/requestshook.js';
import { cpuOf } from '../measure/cpu.js';
import { writeLargeLog } from '../measure/large-log.js';
import { peakMemory } from '../measure/memory.js';
import { temporaryPath } from '../place.js';
import { startProcess } from '../processes.js';
import { fixed } from '../report/figures.js';
import type { Sample } from '../report/table.js';
import type { Case } from './case.js';

const GB = 1e9;
/** ms between looks at the memory of a command that runs. */
const LOOK = 20;

async function listOnce(args: readonly string[], bytes: number): Promise<Sample> {
  const began = performance.now();
  const { child, pid, said } = await startProcess(process.execPath, [CLI, 'list', ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let [memory, cpu] = [0, 0];
  // What is asked for grows only, so that the last look before the end tells what there was at most.
  const timer = setInterval(() => {
    try {
      memory = Math.max(memory, peakMemory(pid) / 1e6 || 0);
      cpu = cpuOf(pid).process / 1e6;
    } catch {
      // It has just ended.
    }
  }, LOOK);
  const [code] = (await once(child, 'close')) as [number | null];
  clearInterval(timer);
  const seconds = (performance.now() - began) / 1000;
  if (code !== 0) throw new Error(`list ended with ${code}: ${said()}`);
  return { speed: bytes / 1e6 / seconds, seconds, memory, cpu };
}

export const list: Case = {
  name: 'list',
  about: '`requestshook list` on 1 GB of log',
  quick: true,
  needs: 'nothing',
  async make({ rounds, quick, say }) {
    const log = temporaryPath('requests.log');
    say('list: writing the log');
    const calls = writeLargeLog(log, quick ? GB / 5 : GB);
    const bytes = statSync(log).size;
    const [table, one]: [Sample[], Sample[]] = [[], []];
    try {
      for (let round = 0; round < rounds; round++) {
        say(`list: round ${round + 1} of ${rounds}`);
        table.push(await listOnce([log], bytes));
        one.push(await listOnce([log, '--service', 'nova', '--json'], bytes));
      }
    } finally {
      rmSync(log);
    }
    return {
      title: `list on ${(bytes / GB).toFixed(1)} GB of requests.log, ${calls} calls`,
      about: `From the start of the program to its end, ${rounds} rounds; the file is in the page cache.`,
      figures: [
        { key: 'speed', label: 'MB/s', show: fixed(0) },
        { key: 'seconds', label: 's', show: fixed(1) },
        { key: 'cpu', label: 'CPU s', show: fixed(1) },
        { key: 'memory', label: 'peak memory MB', show: fixed(0) },
      ],
      rows: [
        { name: 'list', samples: table },
        { name: 'list that finds none', samples: one },
      ],
      base: '',
      reach: [
        { row: 'list', figure: 'speed', of: null, atLeast: 150, goal: 400 },
        { row: 'list', figure: 'memory', of: null, atMost: 150 },
      ],
      notes: [],
    };
  },
};
