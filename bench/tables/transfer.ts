import { haproxy } from '../competitors/haproxy.js';
import { mitmdump } from '../competitors/mitmdump.js';
import { nginx } from '../competitors/nginx.js';
import { httpProxy, pipe } from '../competitors/node-servers.js';
import { everything, untraced } from '../competitors/requestshook.js';
import { straight } from '../competitors/straight.js';
import { interleave } from '../interleave.js';
import { transfer } from '../measure/transfer.js';
import { fixed, MEMORY, short } from '../report/figures.js';
import { startSink } from '../upstream/sink.js';
import type { Case } from './case.js';

const GB = 1e9;
const FIGURES = [
  { key: 'speed', label: 'MB/s', show: fixed(0), ratio: true },
  { key: 'cpu', label: 'CPU ms for 100 MB', show: short, ratio: true },
  MEMORY,
];

function transferTable(name: string, direction: 'up' | 'down'): Case {
  return {
    name,
    about: `${name} of 1 GB`,
    quick: true,
    async make({ upstream, rounds, quick, pickFew, say }) {
      const bytes = quick ? GB / 4 : GB;
      const sink = direction === 'up' ? await startSink() : null;
      const path = direction === 'up' ? '/image/v2/images/1/file' : upstream.sparseFile(bytes);
      const { rows, notes } = await interleave(
        pickFew([straight, nginx, haproxy, pipe, httpProxy, mitmdump, untraced, everything]),
        sink ?? upstream,
        {
          rounds,
          onRun: (who, round) => say(`${name}: ${who}, round ${round + 1} of ${rounds}`),
          warmUp: (running) => transfer(running, { direction, path: path, bytes }),
        },
        (running) => transfer(running, { direction, path, bytes }),
      ).finally(() => sink?.stop());
      return {
        title: `${direction === 'up' ? 'Upload' : 'Download'} of ${bytes / GB} GB`,
        about: `One connection, one transfer at a time, ${rounds} rounds; \`straight\` is what client and service can do.`,
        figures: FIGURES,
        rows,
        base: 'http-proxy',
        reach: [
          { row: 'requestshook', figure: 'speed', of: 'http-proxy', atLeast: 0.9, goal: 0.97 },
          { row: 'requestshook', figure: 'memory', of: null, atMost: 150 },
        ],
        notes,
      };
    },
  };
}

export const upload = transferTable('upload', 'up');
export const download = transferTable('download', 'down');
