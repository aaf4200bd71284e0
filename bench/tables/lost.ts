import { everything } from '../competitors/requestshook.js';
import { generate } from '../load/generate.js';
import type { Load } from '../load/load.js';
import { countTrace } from '../measure/count-trace.js';
import { fixed } from '../report/figures.js';
import type { Figure, Row } from '../report/table.js';
import { TOKEN_PATH } from '../upstream/paths.js';
import type { Case } from './case.js';

const LOADS: readonly (Omit<Load, 'port'> & { readonly name: string })[] = [
  { name: '32 connections', method: 'GET', path: TOKEN_PATH, connections: 32 },
  { name: '512 connections', method: 'GET', path: TOKEN_PATH, connections: 512 },
  { name: 'new connections', method: 'GET', path: TOKEN_PATH, connections: 32, close: true },
];

const whole = (key: string, label: string): Figure => ({ key, label, show: fixed(0) });

/** The load counts what it sends, the service what it gets, and the files are counted afterwards. */
export const lost: Case = {
  name: 'lost',
  about: "whether everything is in the trace: the load's count, the service's, and the files'",
  quick: true,
  async make({ upstream, quick, say }) {
    const count = quick ? 2_000 : 20_000;
    const rows: Row[] = [];
    for (const { name, ...load } of LOADS) {
      say(`lost: ${name}`);
      const running = await everything.start(upstream);
      const before = await upstream.requests();
      const { sent, good } = await generate({ ...load, port: running.port, count }).finally(() =>
        running.stop(),
      );
      const atService = (await upstream.requests()) - before;
      const files = running.trace === null ? null : countTrace(running.trace);
      if (files === null) throw new Error('requestshook without files');
      // A request and a response of each.
      const missing = Math.max(...Object.values(files).map((messages) => 2 * sent - messages));
      rows.push({ name, samples: [{ sent, good, atService, ...files, missing }] });
    }
    return {
      title: `What ${count} requests leave in the trace`,
      about: 'Sent as fast as they are answered; two messages each.',
      figures: [
        whole('sent', 'sent'),
        whole('good', 'answered'),
        whole('atService', 'at the service'),
        whole('log', 'requests.log'),
        whole('diagram', 'diagram.md'),
        whole('document', 'body.md'),
        whole('journal', 'journal'),
        whole('missing', 'messages lost'),
      ],
      rows,
      base: '',
      reach: rows.map(({ name }) => ({ row: name, figure: 'missing', of: null, atMost: 0 })),
      notes: [],
    };
  },
};
