import type { Running } from '../competitors/competitor.js';
import { mitmdump } from '../competitors/mitmdump.js';
import { httpProxy } from '../competitors/node-servers.js';
import { everything, logAlone } from '../competitors/requestshook.js';
import { interleave } from '../interleave.js';
import { countLines } from '../measure/count-trace.js';
import { underWrk, warmUp } from '../measure/under-wrk.js';
import { DRAIN, ERRORS, fixed, MEMORY, P50, P99, PROCESS, RATE, THREAD } from '../report/figures.js';
import type { Sample } from '../report/table.js';
import { TOKEN_PATH } from '../upstream/paths.js';
import type { Case } from './case.js';

const CONNECTIONS = 32;

/** Exchanges in a trace; NaN: there is none. */
const traced = ({ trace }: Running): number =>
  trace === null ? Number.NaN : countLines(trace.log, '### (') / 2;

/**
 * Adds `beyond`: requests that the trace has and wrk did not count, since wrk leaves at the end while they are under
 * way. As many as there are connections at most; fewer than none are lost ones.
 */
async function withTrace(running: Running, measure: () => Promise<Sample>): Promise<Sample> {
  const before = traced(running);
  const sample = await measure();
  const beyond = traced(running) - before - (sample.requests ?? Number.NaN);
  return {
    ...sample,
    beyond,
    missing: Number.isNaN(beyond) || before === 0 ? Number.NaN : Math.max(0, -beyond),
  };
}

/** What holds for seconds need not hold for longer: queues fill, memory and files grow. */
export const minute: Case = {
  name: 'minute',
  about: '4 KB of JSON, 32 connections, for a minute each',
  quick: false,
  async make({ upstream, quick, pick, say }) {
    const seconds = quick ? 5 : 60;
    const load = { path: TOKEN_PATH, connections: CONNECTIONS };
    const { rows, notes } = await interleave(
      pick([httpProxy, mitmdump, logAlone, everything]),
      upstream,
      {
        rounds: 1,
        onRun: (who) => say(`minute: ${who}`),
        warmUp: (running) => warmUp(running, load, quick),
      },
      (running, { name }) =>
        // Nothing of mitmdump changes within the minute, and it needs the time least.
        withTrace(running, () => underWrk(running, { ...load, seconds: name === 'mitmdump' ? 10 : seconds })),
    );
    return {
      title: `4 KB of JSON, 32 connections, for ${seconds} s`,
      about: 'wrk on one thread, one round.',
      figures: [
        RATE,
        THREAD,
        PROCESS,
        P50,
        P99,
        MEMORY,
        DRAIN,
        ERRORS,
        { key: 'beyond', label: 'traced beyond wrk', show: fixed(0) },
        { key: 'missing', label: 'lost', show: fixed(0) },
      ],
      rows,
      base: 'http-proxy',
      reach: [
        { row: 'requestshook', figure: 'rate', of: 'http-proxy', atLeast: 0.75, goal: 0.9 },
        { row: 'requestshook', figure: 'rate', of: 'mitmdump', atLeast: 8 },
        { row: 'log-alone', figure: 'rate', of: 'http-proxy', atLeast: 0.9, goal: 0.95 },
        { row: 'requestshook', figure: 'missing', of: null, atMost: 0 },
      ],
      notes: [
        ...notes,
        `traced beyond wrk: requests under way when wrk left, 0 to ${CONNECTIONS}; below 0 something is lost`,
      ],
    };
  },
};
