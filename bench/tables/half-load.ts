import { haproxy } from '../competitors/haproxy.js';
import { nginx } from '../competitors/nginx.js';
import { httpProxy, pipe, threeFiles } from '../competitors/node-servers.js';
import { everything, logAlone, untraced, withPage } from '../competitors/requestshook.js';
import { straight } from '../competitors/straight.js';
import { interleave } from '../interleave.js';
import { wrk } from '../load/wrk.js';
import { underLoad } from '../measure/under-load.js';
import { ERRORS, fixed, PROCESS, THREAD } from '../report/figures.js';
import { type Figure, median, medianOf, type Row } from '../report/table.js';
import { TOKEN_PATH } from '../upstream/paths.js';
import type { Case, Setting } from './case.js';

const ms = (key: string, label: string, ratio = false): Figure => ({ key, label, show: fixed(2), ratio });
const FIGURES = [
  ms('p50', 'p50 ms', true),
  ms('p99', 'p99 ms', true),
  ms('added50', 'p50 added ms'),
  ms('added99', 'p99 added ms'),
  THREAD,
  PROCESS,
  ERRORS,
];
const RUNS = 3;

/** Requests a second that bare http-proxy answers, from a few short runs. */
async function mostOfHttpProxy({ upstream, seconds }: Setting): Promise<number> {
  const running = await httpProxy.start(upstream);
  const rates: number[] = [];
  try {
    for (let run = 0; run <= RUNS; run++) {
      const load = { port: running.port, path: TOKEN_PATH, connections: 32, seconds };
      const { requests, duration } = await wrk(load);
      // The first run compiles.
      if (run > 0) rates.push((requests * 1e6) / duration);
    }
  } finally {
    await running.stop();
  }
  return median(rates);
}

/** What each takes longer than nothing in between, by the medians. */
function withAdded(rows: readonly Row[]): Row[] {
  const nothing = rows.find(({ name }) => name === 'straight');
  if (nothing === undefined) return [...rows];
  const [p50, p99] = [medianOf(nothing, 'p50'), medianOf(nothing, 'p99')];
  return rows.map(({ name, samples }) => ({
    name,
    samples: samples.map((sample) => ({
      ...sample,
      ...(name === 'straight'
        ? {}
        : { added50: (sample.p50 ?? Number.NaN) - p50, added99: (sample.p99 ?? Number.NaN) - p99 }),
    })),
  }));
}

export const halfLoad: Case = {
  name: 'half-load',
  about: 'latency at half of the load that bare http-proxy can take',
  quick: true,
  async make(setting) {
    const { upstream, rounds, seconds, pickFew, say } = setting;
    say('half-load: what bare http-proxy can take');
    const rate = Math.round((await mostOfHttpProxy(setting)) / 2);
    const load = { method: 'GET', path: TOKEN_PATH, connections: 64, rate, before: 1, seconds: seconds * 2 };
    const { rows, notes } = await interleave(
      pickFew([
        straight,
        nginx,
        haproxy,
        pipe,
        httpProxy,
        threeFiles,
        untraced,
        logAlone,
        everything,
        withPage,
      ]),
      upstream,
      {
        rounds,
        onRun: (who, round) => say(`half-load: ${who}, round ${round + 1} of ${rounds}`),
        // As fast as it goes: code is compiled by then.
        warmUp: (running) =>
          underLoad(running, { method: 'GET', path: TOKEN_PATH, connections: 32, count: 5_000 }),
      },
      (running) => underLoad(running, load),
    );
    return {
      title: `Latency at half of bare http-proxy's most, ${rate} requests/s of 4 KB`,
      about: `bench/load at a constant rate for ${seconds * 2} s after one that does not count, ${rounds} rounds, up to 64 at a time; what waits for a connection counts from when it was due. Added: to what it takes with nothing in between.`,
      figures: FIGURES,
      rows: withAdded(rows),
      base: 'http-proxy',
      reach: [{ row: 'requestshook', figure: 'p99', of: 'http-proxy', atMost: 1.2, goal: 1.1 }],
      notes,
    };
  },
};
