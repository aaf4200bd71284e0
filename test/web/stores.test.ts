import fc from 'fast-check';
import { CallLog } from '../../src/web/server/call-log.js';
import { Places } from '../../src/web/server/places.js';
import { readCallSet } from '../../src/web/server/selection.js';
import { tar } from '../../src/web/server/tar.js';

test('from any line on the log of calls has all that follows, to the byte', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.string({ unit: 'grapheme', maxLength: 40_000 }).map((text) => text.replaceAll('\n', ' ')),
        { maxLength: 20 },
      ),
      fc.nat(20),
      (lines, at) => {
        const log = new CallLog(1e9);
        const positions = lines.map((line) => {
          const position = log.end;
          log.add(line, true);
          return position;
        });
        const position = positions[at] ?? log.end;
        const expected = lines
          .slice(positions[at] === undefined ? lines.length : at)
          .map((line) => `${line}\n`)
          .join('');
        expect(Buffer.concat(log.from(position)).toString()).toBe(Buffer.from(expected).toString());
      },
    ),
  );
});

test('of more calls than it may hold the oldest lines go', () => {
  const log = new CallLog(100);
  for (let i = 0; i < 1000; i++) log.add(`${i} ${'x'.repeat(10_000)}`, true);
  const kept = Buffer.concat(log.from(0)).toString().trimEnd().split('\n');
  expect(kept.at(-1)).toMatch(/^999 /);
  expect(kept.length).toBeLessThanOrEqual(110);
  expect(log.start).toBeGreaterThan(0);
});

test('a line leads to its message, and of a file that was replaced nothing is left', () => {
  const places = new Places();
  places.add('request', 1, 1);
  places.add('request', 2, 5);
  places.add('response', 1, 9);
  expect(places.placeOf('request', 1)).toEqual({ line: 1, next: 5 });
  expect(places.placeOf('response', 1)).toEqual({ line: 9, next: Number.POSITIVE_INFINITY });
  expect(places.placeOf('response', 2)).toBeNull();
  expect([1, 4, 5, 8, 9, 100].map((line) => places.numberAt(line))).toEqual([1, 1, 2, 2, 1, 1]);
  places.add('response', 2, 3);
  expect(places.placeOf('request', 1)).toBeNull();
  expect(places.placeOf('response', 2)).toEqual({ line: 3, next: Number.POSITIVE_INFINITY });
  expect([1, 3].map((line) => places.numberAt(line))).toEqual([null, 2]);
});

test('ranges of numbers hold what they say', () => {
  const set = readCallSet('1-3,7,10-12');
  expect(Array.from({ length: 14 }, (_, n) => n).filter((n) => set?.has(n))).toEqual([
    1, 2, 3, 7, 10, 11, 12,
  ]);
  expect(readCallSet('all')?.has(99)).toBe(true);
  for (const text of ['', '3-1', '2,1', '1,,2', 'x', '1-2-3', '-1', '1, 2'])
    expect(readCallSet(text)).toBeNull();
});

test('an archive is one that tar reads', async () => {
  const { spawnSync } = await import('node:child_process');
  const bytes = tar(
    [
      { name: 'page/index.md', text: 'é\n' },
      { name: 'page/log.md', text: 'x'.repeat(512) },
    ],
    1_767_605_400_000,
  );
  const { stdout, status } = spawnSync('tar', ['-tvf', '-'], { input: bytes });
  expect(status).toBe(0);
  expect(stdout.toString()).toMatch(/3 .*page\/index\.md\n.* 512 .*page\/log\.md\n/);
  expect(spawnSync('tar', ['-xOf', '-', 'page/index.md'], { input: bytes }).stdout.toString()).toBe('é\n');
});
