import fc from 'fast-check';
import { align } from '../../src/diff/align.js';

const symbols = fc.array(fc.nat(6), { maxLength: 40 });

/** Length of the longest common subsequence, by the book. */
function longest(a: readonly number[], b: readonly number[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const symbol of a) {
    const next = [0];
    for (let j = 0; j < b.length; j++) {
      next.push(symbol === b[j] ? (row[j] as number) + 1 : Math.max(row[j + 1] as number, next[j] as number));
    }
    row = next;
  }
  return row[b.length] as number;
}

test('pairs are of equal symbols, in the order of both', () => {
  fc.assert(
    fc.property(symbols, symbols, (a, b) => {
      let [lastA, lastB] = [-1, -1];
      for (const [i, j] of align(a, b)) {
        expect(a[i]).toBe(b[j]);
        expect(i).toBeGreaterThan(lastA);
        expect(j).toBeGreaterThan(lastB);
        [lastA, lastB] = [i, j];
      }
    }),
  );
});

test('they are as many as there can be', () => {
  fc.assert(
    fc.property(symbols, symbols, (a, b) => {
      expect(align(a, b)).toHaveLength(longest(a, b));
    }),
  );
});

test('what was only added to or taken from is found whole', () => {
  const grown = fc.array(fc.tuple(fc.nat(8), fc.boolean()), { maxLength: 60 });
  fc.assert(
    fc.property(grown, (all) => {
      const more = all.map(([symbol]) => symbol);
      const less = all.filter(([, isOld]) => isOld).map(([symbol]) => symbol);
      expect(align(less, more)).toHaveLength(less.length);
      expect(align(more, less)).toHaveLength(less.length);
    }),
  );
});

test('tens of thousands that have little in common take no more than a moment', () => {
  let seed = 1;
  const random = (below: number) => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  const sequence = (length: number, kinds: number) => Array.from({ length }, () => random(kinds));
  const started = performance.now();
  for (const kinds of [2, 50, 5000, 1_000_000]) {
    const pairs = align(sequence(50_000, kinds), sequence(50_000, kinds));
    if (kinds === 2) expect(pairs.length).toBeGreaterThan(30_000);
  }
  expect(performance.now() - started).toBeLessThan(20_000);
});

test('a run of the same that got longer is aligned at its beginning', () => {
  expect(align([1, 2, 2, 2, 3], [1, 2, 2, 2, 2, 2, 3])).toEqual([
    [0, 0],
    [1, 1],
    [2, 2],
    [3, 3],
    [4, 6],
  ]);
});
