import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Running } from '../competitors/competitor.js';
import { withPage } from '../competitors/requestshook.js';
import { memoryNow } from '../measure/memory.js';
import { pageStart } from '../measure/page-start.js';
import { underLoad } from '../measure/under-load.js';
import { fixed, P50, P99, PROCESS, short, THREAD } from '../report/figures.js';
import type { Row } from '../report/table.js';
import { IMAGE_PATH } from '../upstream/paths.js';
import type { Case } from './case.js';

const WINDOWS = 10;
/** Exchanges of the first row, in which code is not compiled yet. */
const FIRST = 1_000;
const FILES = ['diagram.md', 'variables.md', 'body.md', 'journal.ndjson'];
const FIGURES = [
  { ...P50, ratio: true },
  P99,
  THREAD,
  PROCESS,
  { key: 'memory', label: 'memory MB', show: fixed(0), ratio: true },
  { key: 'log', label: 'log bytes each', show: fixed(0), ratio: true },
  { key: 'files', label: 'all files, bytes each', show: fixed(0), ratio: true },
  { key: 'page', label: 'ms to open the page', show: short },
  { key: 'pageBytes', label: 'MB of calls there', show: short },
];

/** Bytes in the log, and in all files. */
function sizes({ trace }: Running): { readonly log: number; readonly files: number } {
  if (trace === null) throw new Error('requestshook without files');
  const of = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  const log = of(trace.log);
  return { log, files: FILES.reduce((sum, name) => sum + of(join(trace.dir, name)), log) };
}

const numbered = (value: number) => value.toLocaleString('en');

/**
 * Exchange after exchange in one run of the proxy, in windows of as many. Each is about another image, so that what is
 * remembered of identifiers grows as well; small, so that the files of a million have room.
 */
export const growth: Case = {
  name: 'growth',
  about: 'what an exchange costs from the first to the last of many (--exchanges N)',
  quick: false,
  async make({ upstream, exchanges, say }) {
    const rows: Row[] = [];
    const running = await withPage.start(upstream);
    const [, page = ''] = /page (http:\/\/127\.0\.0\.1:\d+\/)/.exec(running.process?.said() ?? '') ?? [];
    const window = Math.ceil(exchanges / WINDOWS);
    try {
      for (let done = 0; done < exchanges; ) {
        const count = done === 0 ? FIRST : Math.min(window, exchanges - done);
        say(`growth: ${numbered(done)} of ${numbered(exchanges)} exchanges`);
        const before = sizes(running);
        const load = { method: 'GET', path: IMAGE_PATH, first: done + 1, connections: 16, count };
        const sample = await underLoad(running, load);
        const after = sizes(running);
        const opened = await pageStart(page);
        rows.push({
          name: `${numbered(done + 1)} to ${numbered(done + count)}`,
          samples: [
            {
              ...sample,
              memory: memoryNow(running.pid as number) / 1e6,
              log: (after.log - before.log) / count,
              files: (after.files - before.files) / count,
              page: opened.ms,
              pageBytes: opened.bytes / 1e6,
            },
          ],
        });
        done += count;
      }
    } finally {
      await running.stop();
    }
    const [base, last] = [rows[1]?.name ?? '', rows.at(-1)?.name ?? ''];
    // What is bounded has filled by the middle of a long run: what grows from there on goes on to grow.
    const middle = rows[Math.ceil(rows.length / 2)]?.name ?? '';
    const flat = (figure: string, atMost: number, of = base) => ({ row: last, figure, of, atMost });
    return {
      title: `Growth: ${numbered(exchanges)} exchanges in one run, each of another image of 0.3 KB`,
      about:
        '16 connections, everything on, the live page, too. The first row is without compiled code; the second is what the others are compared with.',
      figures: FIGURES,
      rows,
      base,
      reach: [flat('p50', 1.2), flat('process', 1.2), flat('memory', 1.25, middle), flat('files', 1.05)],
      notes: [],
    };
  },
};
