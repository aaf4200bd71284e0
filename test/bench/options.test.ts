import { COMPETITORS } from '../../bench/competitors/all.js';
import { readOptions } from '../../bench/options.js';
import { listAnswer, tokenAnswer } from '../../bench/upstream/answers.js';

const names = (args: string[]) =>
  readOptions(args)
    .pick(COMPETITORS)
    .map(({ name }) => name);

test('tables are chosen by name, rounds and seconds by number', () => {
  expect(readOptions(['path', '100kb', '--rounds', '7'])).toMatchObject({
    names: ['path', '100kb'],
    rounds: 7,
    seconds: 3,
  });
  expect(readOptions(['--quick'])).toMatchObject({ rounds: 2, seconds: 1 });
});

test('competitors can be chosen, left out, and another build can take part', () => {
  expect(names(['--only', 'pipe,http-proxy'])).toEqual(['pipe', 'http-proxy']);
  expect(names(['--without', 'mitmdump'])).not.toContain('mitmdump');
  expect(names(['--only', 'requestshook,before', '--also', 'before=/old/dist/cli.js'])).toEqual([
    'requestshook',
    'before',
  ]);
});

test.each([
  [['--rounds', '0'], '--rounds 0: a whole number from 1 on is expected'],
  [['--seconds', 'x'], '--seconds x: a whole number from 1 on is expected'],
  [['--also', 'before'], '--also before: NAME=CLI is expected'],
  [['--only', 'apache'], 'no competitor is called apache; there are straight, '],
])('%j is refused', (args, message) => {
  expect(() => readOptions(args)).toThrow(message);
});

test('the answers are as large as the tables say', () => {
  expect(tokenAnswer(8080).length / 4000).toBeCloseTo(1, 1);
  expect(listAnswer().length / 100_000).toBeCloseTo(1, 1);
  expect(tokenAnswer(8080)).toContain('http://127.0.0.1:8080/identity');
});
