import type { Competitor } from '../competitors/competitor.js';
import { httpProxy } from '../competitors/node-servers.js';
import { everything } from '../competitors/requestshook.js';
import { memoryNow } from '../measure/memory.js';
import { underLoad } from '../measure/under-load.js';
import { ERRORS, fixed, P50, P99, PROCESS, RATE, THREAD } from '../report/figures.js';
import { type Row, ratioOf } from '../report/table.js';
import { TOKEN_PATH } from '../upstream/paths.js';
import type { Case } from './case.js';

const CONNECTIONS = [1, 10, 100, 1000];

export const growthConcurrency: Case = {
  name: 'growth-concurrency',
  about: 'what an exchange costs with 1 to 1,000 connections',
  quick: false,
  async make({ upstream, quick, say }) {
    const count = quick ? 3_000 : 15_000;
    const load = { method: 'GET', path: TOKEN_PATH };
    const rows: Row[] = [];
    for (const competitor of [httpProxy, everything] satisfies Competitor[]) {
      const running = await competitor.start(upstream);
      try {
        await underLoad(running, { ...load, connections: 10, count: 5_000 });
        for (const connections of CONNECTIONS) {
          const name = `${competitor.name}, ${connections}`;
          say(`growth-concurrency: ${name}`);
          const sample = await underLoad(running, { ...load, connections, count });
          rows.push({ name, samples: [{ ...sample, memory: memoryNow(running.pid as number) / 1e6 }] });
        }
      } finally {
        await running.stop();
      }
    }
    // With more connections everything costs more, http-proxy as well: what must not grow is the distance to it.
    const distance = (figure: string) => ratioOf(rows, 'requestshook, 10', 'http-proxy, 10', figure);
    return {
      title: 'Growth: 1 to 1,000 connections',
      about: `${count} exchanges of 4 KB in each row, one run of the proxy; with each connection there are more requests under way. What is added to http-proxy's cost may be a tenth more with 1,000 than with 10.`,
      figures: [
        RATE,
        THREAD,
        PROCESS,
        P50,
        P99,
        { key: 'memory', label: 'memory MB', show: fixed(0) },
        ERRORS,
      ],
      rows,
      base: 'requestshook, 10',
      reach: ['thread', 'process'].map((figure) => ({
        row: 'requestshook, 1000',
        figure,
        of: 'http-proxy, 1000',
        atMost: Number((distance(figure) * 1.1).toFixed(2)),
      })),
      notes: [],
    };
  },
};
