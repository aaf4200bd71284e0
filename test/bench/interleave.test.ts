import type { Competitor } from '../../bench/competitors/competitor.js';
import { interleave } from '../../bench/interleave.js';

const stopped: string[] = [];
const competitor = (name: string, missing: string | null = null, start?: () => never): Competitor => ({
  name,
  about: '',
  missing: () => missing,
  start: async () => {
    start?.();
    return { port: 0, pid: null, process: null, trace: null, stop: async () => void stopped.push(name) };
  },
});
beforeEach(() => stopped.splice(0));

test('each round begins with another one, and all are stopped', async () => {
  const order: string[] = [];
  const { rows } = await interleave(
    ['a', 'b', 'c'].map((name) => competitor(name)),
    { port: 0 },
    { rounds: 3 },
    async (_running, { name }) => ({ at: order.push(name) }),
  );
  expect(order.join('')).toBe('abcbcacab');
  expect(rows.map(({ name, samples }) => [name, samples.map(({ at }) => at)])).toEqual([
    ['a', [1, 6, 8]],
    ['b', [2, 4, 9]],
    ['c', [3, 5, 7]],
  ]);
  expect(stopped).toEqual(['a', 'b', 'c']);
});

test('who is missing, does not start or fails is left out, with the reason', async () => {
  const { rows, notes } = await interleave(
    [
      competitor('absent', 'absent is not installed'),
      competitor('broken', null, () => {
        throw new Error('no such option');
      }),
      competitor('fails'),
      competitor('good'),
    ],
    { port: 0 },
    { rounds: 2 },
    async (_running, { name }) => {
      if (name === 'fails') throw new Error('it said nothing');
      return { rate: 1 };
    },
  );
  expect(rows.map(({ name, samples }) => [name, samples.length])).toEqual([['good', 2]]);
  expect(notes.slice(0, 3)).toEqual([
    'left out: absent, as absent is not installed',
    'broken: no such option',
    'fails: it said nothing',
  ]);
  expect(notes.filter((note) => note.startsWith('fails'))).toHaveLength(1);
  expect(stopped).toEqual(['fails', 'good']);
});
