import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { TRACE_FILES } from '../../src/config/trace-files.js';
import { temporaryPath } from '../place.js';
import { fixed, short } from '../report/figures.js';
import type { Row, Sample } from '../report/table.js';
import type { Case } from './case.js';

const SCRIPT = fileURLToPath(new URL('../measure/writer-alone.js', import.meta.url));
const SUBJECTS = [
  { name: '4 KB, all files', what: 'token', files: TRACE_FILES.join(), exchanges: 8_000 },
  { name: '4 KB, log alone', what: 'token', files: 'log', exchanges: 8_000 },
  { name: '100 KB, all files', what: 'list', files: TRACE_FILES.join(), exchanges: 1_000 },
  { name: '100 KB, log alone', what: 'list', files: 'log', exchanges: 1_000 },
];

export const writer: Case = {
  name: 'writer',
  about: 'what an exchange takes on the writing thread, by itself',
  quick: false,
  needs: 'nothing',
  async make({ rounds, say }) {
    const samples = new Map<string, Sample[]>(SUBJECTS.map(({ name }) => [name, []]));
    for (let round = 0; round < rounds; round++) {
      for (const { name, what, files, exchanges } of SUBJECTS) {
        say(`writer: ${name}, round ${round + 1} of ${rounds}`);
        const folder = temporaryPath('written');
        mkdirSync(folder);
        const { stdout, stderr } = spawnSync(
          process.execPath,
          [SCRIPT, folder, what, files, String(exchanges)],
          { encoding: 'utf8' },
        );
        rmSync(folder, { recursive: true });
        if (stdout === '') throw new Error(`the writer failed: ${stderr}`);
        samples.get(name)?.push(JSON.parse(stdout));
      }
    }
    const rows: Row[] = [...samples].map(([name, own]) => ({ name, samples: own }));
    return {
      title: 'The writer by itself',
      about: `No proxy and no second thread; batches as it gets them, files on the disk that the temporary folder is on; ${rounds} rounds, each in a process of its own that is warm.`,
      figures: [
        { key: 'cpu', label: 'CPU us/exchange', show: short },
        { key: 'bytes', label: 'bytes in the files', show: fixed(0) },
      ],
      rows,
      base: '',
      reach: [],
      notes: [],
    };
  },
};
