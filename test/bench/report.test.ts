import { reachLines } from '../../bench/report/reach.js';
import { markdownTable, textTable } from '../../bench/report/show.js';
import { median, ratioOf, spreadOf, type Table } from '../../bench/report/table.js';

const row = (name: string, ...rates: number[]) => ({ name, samples: rates.map((rate) => ({ rate })) });

const table: Table = {
  title: 'A load',
  about: 'Two rounds.',
  figures: [{ key: 'rate', label: 'requests/s', show: (value) => value.toFixed(0), ratio: true }],
  rows: [row('bare', 90, 100, 500), row('ours', 60, 80, 70)],
  base: 'bare',
  reach: [{ row: 'ours', figure: 'rate', of: 'bare', atLeast: 0.75, goal: 0.9 }],
  notes: ['left out: nginx, as it is not installed'],
};

test('the median of an even number is between the middle two, and of none there is none', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([3, 1, 2])).toBe(2);
  expect(median([5])).toBe(5);
  expect(median([])).toBeNaN();
  expect(median([Number.NaN, 7])).toBe(7);
});

test('a ratio is one of medians, so that one odd run does not move it', () => {
  expect(ratioOf(table.rows, 'ours', 'bare', 'rate')).toBe(0.7);
  expect(ratioOf(table.rows, 'ours', 'nobody', 'rate')).toBeNaN();
});

test('the spread is half of the way from the least to the most', () => {
  expect(spreadOf(row('ours', 90, 100, 110), 'rate')).toBeCloseTo(0.1);
});

test.each([
  [0.95, 'goal reached'],
  [0.8, 'reached'],
  [0.7, 'NOT REACHED'],
])('%d of at least 0.75, goal 0.9, is: %s', (part, verdict) => {
  const rows = [row('bare', 100), row('ours', 100 * part)];
  expect(reachLines({ ...table, rows })).toEqual([
    `ours, requests/s: ${part.toFixed(2)} of bare's (at least 0.75, goal 0.9): ${verdict}`,
  ]);
});

test.each([
  [0, 'reached'],
  [1, 'NOT REACHED'],
])('%d lost, at most 0, is: %s', (lost, verdict) => {
  const reach = [{ row: 'ours', figure: 'rate', of: null, atMost: 0 }];
  expect(reachLines({ ...table, rows: [row('ours', lost)], reach })[0]).toContain(`(at most 0): ${verdict}`);
});

test('what was not measured has no verdict', () => {
  expect(reachLines({ ...table, rows: [row('bare', 100)] })).toEqual([]);
  expect(reachLines({ ...table, rows: [row('bare'), row('ours', 1)] })).toEqual([]);
});

test('a table says each figure with its ratio, what is wanted, and who is left out', () => {
  expect(textTable(table)).toBe(`
A load
Two rounds. Medians; in brackets the ratio to bare.

      requests/s  spread
bare  100 (1.00)  ±205 %
ours   70 (0.70)   ±14 %
> ours, requests/s: 0.70 of bare's (at least 0.75, goal 0.9): NOT REACHED
- left out: nginx, as it is not installed
`);
});

test('the same for a document', () => {
  expect(markdownTable(table)).toBe(`
### A load

Two rounds. Medians; in brackets the ratio to bare.

|  | requests/s | spread |
|---|---:|---:|
| bare | 100 (1.00) | ±205 % |
| ours | 70 (0.70) | ±14 % |

- ours, requests/s: 0.70 of bare's (at least 0.75, goal 0.9): NOT REACHED
- left out: nginx, as it is not installed
`);
});
