import { haproxy } from '../competitors/haproxy.js';
import { nginx } from '../competitors/nginx.js';
import { httpProxy, pipe } from '../competitors/node-servers.js';
import { everything, untraced } from '../competitors/requestshook.js';
import { straight } from '../competitors/straight.js';
import { interleave } from '../interleave.js';
import { underLoad } from '../measure/under-load.js';
import { DRAIN, ERRORS, MEMORY, P50, P99, PROCESS, RATE, THREAD } from '../report/figures.js';
import { LIST_PATH } from '../upstream/paths.js';
import type { Case } from './case.js';

/** By a load of our own: wrk waits for the body that a HEAD's answer names and does not have. */
export const head: Case = {
  name: 'head',
  about: 'HEAD, 32 connections, as fast as it goes',
  quick: false,
  async make({ upstream, rounds, seconds, pickFew, say }) {
    const load = { method: 'HEAD', path: LIST_PATH, connections: 32, seconds };
    const { rows, notes } = await interleave(
      pickFew([straight, nginx, haproxy, pipe, httpProxy, untraced, everything]),
      upstream,
      {
        rounds,
        onRun: (who, round) => say(`head: ${who}, round ${round + 1} of ${rounds}`),
        warmUp: (running) => underLoad(running, { ...load, count: 5_000 }),
      },
      (running) => underLoad(running, load),
    );
    return {
      title: 'HEAD, 32 connections',
      about: `bench/load for ${seconds} s, ${rounds} rounds. That load costs more than wrk, so that all lie nearer together.`,
      figures: [RATE, THREAD, PROCESS, P50, P99, MEMORY, DRAIN, ERRORS],
      rows,
      base: 'http-proxy',
      reach: [],
      notes,
    };
  },
};
