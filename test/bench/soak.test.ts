import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { idOf, Ledger } from '../../bench/soak/ledger.js';
import { flatness, type Window } from '../../bench/soak/windows.js';
import { temporaryFolder } from '../recorder/temporary-folder.js';

const RIGHT = { missing: 0, twice: 0, halves: 0, lost: 0, unreadable: 0 };

/** What is wrong after three calls, the first two of which were answered, and this journal. */
function wrongWith(...lines: string[]) {
  const path = join(temporaryFolder(), 'journal.ndjson');
  writeFileSync(path, lines.map((line) => `${line}\n`).join(''));
  const ledger = new Ledger();
  for (let call = 1; call <= 3; call++) ledger.begin();
  ledger.answered(1);
  ledger.answered(2);
  ledger.read(path);
  return ledger.wrong();
}

const line = (type: string, number: number) => JSON.stringify({ v: 1, type, id: idOf(number) });
const both = (number: number) => [line('request', number), line('response', number)];

test.each([
  ['all that was answered, and what was not', [...both(1), ...both(2), ...both(3)], RIGHT],
  ['all that was answered', [...both(2), ...both(1)], RIGHT],
  ['an answered call too few', both(1), { ...RIGHT, missing: 1 }],
  ['a call twice', [...both(1), ...both(2), ...both(2)], { ...RIGHT, twice: 1 }],
  ['half of a call', [...both(1), ...both(2), line('request', 3)], { ...RIGHT, halves: 1 }],
  ['a gap', [...both(1), ...both(2), '{"v":1,"type":"gap","lost":7}'], { ...RIGHT, lost: 7 }],
  ['a line that is cut', [...both(1), '{"v":1,"ty', ...both(2)], { ...RIGHT, unreadable: 1 }],
])('a journal with %s', (_, lines, wrong) => {
  expect(wrongWith(...lines)).toEqual(wrong);
});

const MIB = 2 ** 20;
const flat: Window = {
  calls: 900,
  p50: 5,
  p99: 30,
  rss: 150 * MIB,
  heap: 14 * MIB,
  external: 8 * MIB,
  files: 60,
};

test('what stays as it was is flat, and what grew is named', () => {
  const windows = Array.from({ length: 12 }, () => flat);
  expect(flatness(windows).every((text) => text.endsWith(': flat'))).toBe(true);
  const growing = windows.map((window, i) => ({ ...window, heap: window.heap + i * MIB }));
  expect(flatness(growing).filter((text) => !text.endsWith(': flat'))).toEqual([
    'heap MiB: 15.5 in the first third, 23.5 in the last: it grew',
  ]);
});
