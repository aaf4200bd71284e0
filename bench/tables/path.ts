import { COMPETITORS } from '../competitors/all.js';
import { interleave } from '../interleave.js';
import { underWrk, warmUp } from '../measure/under-wrk.js';
import { DRAIN, ERRORS, MEMORY, P50, P99, PROCESS, RATE, THREAD } from '../report/figures.js';
import { TOKEN_PATH } from '../upstream/upstream.js';
import type { Case } from './case.js';

/** The load of most calls: small JSON, some connections, as fast as it goes. */
export const path: Case = {
  name: 'path',
  about: '4 KB of JSON, 32 connections, as fast as it goes',
  byDefault: true,
  async make({ upstream, rounds, seconds, quick, pick, say }) {
    const load = { path: TOKEN_PATH, connections: 32, seconds };
    const { rows, notes } = await interleave(
      pick(COMPETITORS),
      upstream,
      {
        rounds,
        onRun: (name, round) => say(`path: ${name}, round ${round + 1}`),
        warmUp: (running) => warmUp(running, load, quick),
      },
      (running) => underWrk(running, load),
    );
    return {
      title: '4 KB of JSON, 32 connections',
      about: `wrk on one thread for ${seconds} s, ${rounds} rounds.`,
      figures: [RATE, THREAD, PROCESS, P50, P99, MEMORY, DRAIN, ERRORS],
      rows,
      base: 'http-proxy',
      reach: [
        { row: 'requestshook', figure: 'thread', of: 'http-proxy', atMost: 1.2, goal: 1.1 },
        { row: 'requestshook', figure: 'rate', of: 'http-proxy', atLeast: 0.75, goal: 0.9 },
        { row: 'requestshook', figure: 'rate', of: 'mitmdump', atLeast: 8 },
        { row: 'log-alone', figure: 'rate', of: 'http-proxy', atLeast: 0.9, goal: 0.95 },
      ],
      notes,
    };
  },
};
