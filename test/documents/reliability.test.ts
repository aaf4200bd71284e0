import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../shared.js';

const DOCUMENT = readFileSync(join(ROOT, 'docs/reliability.md'), 'utf8');

/** Rows of the tables that have a column for tests: the fault, and that column. */
const ROWS = DOCUMENT.split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (---|Fault |What )/.test(line))
  .map((line) => line.slice(2, -2).split(' | '))
  .filter((cells) => cells.length === 4)
  .map(([fault = '', , , tests = '']) => [fault, tests] as const);

test.each(ROWS)('the tests of "%s" are there', (_, cell) => {
  const tests = cell.split(/; (?=`)/);
  expect(tests.length).toBeGreaterThan(0);
  for (const one of tests) {
    const [, file = '', names = ''] = /^`([\w/-]+)`: (".*")$/.exec(one) ?? [];
    const path = join(ROOT, 'test', `${file}.test.ts`);
    expect([one, existsSync(path)]).toEqual([one, true]);
    const source = readFileSync(path, 'utf8');
    for (const name of names.slice(1, -1).split('", "'))
      expect([name, source.includes(name)]).toEqual([name, true]);
  }
});

test('no table lacks a column, and there is one for each kind of fault', () => {
  expect(ROWS.length).toBeGreaterThan(60);
  const headings = DOCUMENT.split('\n').filter(
    (line) => line === '| Fault | What the caller gets | What the trace shows | Test |',
  );
  expect(headings).toHaveLength(6);
  for (const line of DOCUMENT.split('\n').filter((text) => text.startsWith('| ')))
    expect([3, 4]).toContain(line.slice(2, -2).split(' | ').length);
});
