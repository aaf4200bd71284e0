import type { Running, Target } from '../competitors/competitor.js';
import { everything } from '../competitors/requestshook.js';
import { peakMemory } from '../measure/memory.js';
import { transfer } from '../measure/transfer.js';
import { underLoad } from '../measure/under-load.js';
import { fixed, PROCESS, short } from '../report/figures.js';
import type { Row, Sample } from '../report/table.js';
import { startSink } from '../upstream/sink.js';
import type { Case, Setting } from './case.js';

/** Bodies that are transferred many at a time, and those that are one by one. */
const SMALL = [0, 1e3, 1e4, 1e5];
const LARGE = [1e6, 1e7, 1e8, 1e9, 1e10];
const UPLOAD = '/image/v2/images/1/file';
/** Bytes that are transferred in a row at least, so that processor time can be told. */
const AT_LEAST = 2e8;

function sizeName(bytes: number): string {
  const [unit, power] =
    bytes >= 1e9 ? ['GB', 1e9] : bytes >= 1e6 ? ['MB', 1e6] : bytes >= 1e3 ? ['KB', 1e3] : ['B', 1];
  return `${bytes / (power as number)} ${unit}`;
}

async function small(running: Running, path: string, count: number): Promise<Sample> {
  const { process = Number.NaN } = await underLoad(running, { method: 'GET', path, connections: 4, count });
  return { process };
}

/** Several times where one would be too short to measure. */
async function large(
  running: Running,
  direction: 'up' | 'down',
  path: string,
  bytes: number,
): Promise<Sample> {
  const times = Math.ceil(AT_LEAST / bytes);
  const { cpu, speed } = await transfer(running, { direction, path, bytes, times });
  return { [direction]: cpu as number, [`${direction}Speed`]: speed as number };
}

/** Code is compiled. */
async function warmUp(down: Running, up: Running, nothing: string): Promise<void> {
  await underLoad(down, { method: 'GET', path: nothing, connections: 4, count: 1_000 });
  await transfer(up, { direction: 'up', path: UPLOAD, bytes: 1e6, times: 20 });
}

async function rowsOf({ upstream, largest, quick, say }: Setting, sink: Target): Promise<Row[]> {
  const rows: Row[] = [];
  for (const bytes of [...SMALL, ...LARGE].filter((size) => size <= largest)) {
    const name = sizeName(bytes);
    say(`growth-size: ${name}`);
    const path = upstream.sparseFile(bytes);
    // Each has proxies of its own, so that its memory is not that of the ones before.
    const [down, up] = [await everything.start(upstream), await everything.start(sink)];
    try {
      await warmUp(down, up, upstream.sparseFile(0));
      const sample =
        bytes < 1e6
          ? await small(down, path, quick ? 500 : 3_000)
          : {
              ...(await large(down, 'down', path, bytes)),
              ...(await large(up, 'up', UPLOAD, bytes)),
            };
      const memory = Math.max(...[down, up].map(({ pid }) => peakMemory(pid as number))) / 1e6;
      rows.push({ name, samples: [{ ...sample, memory }] });
    } finally {
      await Promise.all([down.stop(), up.stop()]);
    }
  }
  return rows;
}

export const growthSize: Case = {
  name: 'growth-size',
  about: 'what a body costs, from none to 1 GB (--largest SIZE)',
  quick: false,
  async make(setting) {
    const sink = await startSink();
    try {
      const rows = await rowsOf(setting, sink);
      const last = rows.at(-1)?.name ?? '';
      const flat = (figure: string) => ({ row: last, figure, of: '100 MB', atMost: 1.2 });
      return {
        title: `Growth: bodies from none to ${last}`,
        about:
          'Everything on, a proxy for each size; processor time of all threads, for as many bytes. Up to 1 MiB of a body is kept and written.',
        figures: [
          { ...PROCESS, label: 'CPU us/download', ratio: false },
          { key: 'down', label: 'CPU ms for 100 MB down', show: short },
          { key: 'up', label: 'up', show: short },
          { key: 'downSpeed', label: 'MB/s down', show: fixed(0) },
          { key: 'upSpeed', label: 'up', show: fixed(0) },
          { key: 'memory', label: 'peak memory MB', show: fixed(0) },
        ],
        rows,
        base: '',
        reach: [
          ...['down', 'up', 'memory'].map(flat),
          { row: last, figure: 'memory', of: '0 B', atMost: 1.3 },
        ],
        notes: [],
      };
    } finally {
      await sink.stop();
    }
  },
};
