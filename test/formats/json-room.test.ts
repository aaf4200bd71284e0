import fc from 'fast-check';
import {
  DONE,
  MAY_BE_TOKENS,
  MAY_BE_UNUSUAL,
  MAY_BE_URL,
  NO_JSON,
} from '../../src/formats/json-pass/terms.js';
import { canWide, Room, roomFor } from '../../src/formats/json-room.js';
import { trees, write } from './json-texts.js';

const SIZE = 64 << 10;

// Each is a program of its own, though of one source.
const ROOMS = [
  ['sixteen bytes at a time', canWide()],
  ['one byte after another', false],
] as const;

test('sixteen bytes at a time wherever the processor can', () => {
  if (process.arch === 'x64' || process.arch === 'arm64') expect(canWide()).toBe(true);
});

test('there is no room for more than WebAssembly can have', () => {
  expect(roomFor(2 ** 30)).toBeNull();
  expect(roomFor(2 ** 20)?.size).toBe(2 ** 20);
});

describe.each(ROOMS)('%s', (_, wide) => {
  const room = new Room(SIZE, wide);

  /** What becomes of a string, alone in an array. */
  function formsOf(inside: string) {
    const text = `["${inside}"]`;
    const end = room.goOver(Buffer.from(text), true, false);
    const { indented, inner, quoted, seen } = room.forms;
    return { text, end, indented: String(indented), inner: String(inner), quoted: String(quoted), seen };
  }

  const places = Array.from({ length: 40 }, (_, place) => place);

  test.each(['\\"', '\\\\', '\\n', '\\u0007', 'é', '€', '😀', ' ', '\x7f'])(
    'what is copied of %j is the same wherever it stands',
    (special) => {
      for (const before of places)
        for (const after of [0, 1, 15, 16, 33]) {
          const inside = 'x'.repeat(before) + special + 'y'.repeat(after);
          const { text, end, indented, inner, quoted } = formsOf(inside);
          expect([before, after, end]).toEqual([before, after, DONE]);
          expect(indented).toBe(`[\n  "${inside}"\n]`);
          expect(inner).toBe(`[\n      "${inside}"\n    ]`);
          expect(`"${quoted}"`).toBe(JSON.stringify(text));
        }
    },
  );

  test.each(['\x00', '\x1f', '\n', '"', '\\', '\\x', '\\u12', '\\u12g4'])(
    'no string has %j, wherever it stands',
    (wrong) => {
      for (const before of places) {
        const { text, end } = formsOf(`${'x'.repeat(before)}${wrong}${'y'.repeat(20)}`);
        expect(() => JSON.parse(text)).toThrow(SyntaxError);
        expect([before, end]).toEqual([before, NO_JSON]);
      }
    },
  );

  test.each([
    ['@', MAY_BE_URL],
    ['=', MAY_BE_URL],
    ['%', MAY_BE_URL],
    ['`', MAY_BE_UNUSUAL],
    ['<', MAY_BE_UNUSUAL],
    ['\x85', MAY_BE_UNUSUAL],
    ['\u2028', MAY_BE_UNUSUAL],
    ['\\u003c', MAY_BE_UNUSUAL],
    ['tokens/', MAY_BE_TOKENS],
    ['images/', 0],
    ['a', 0],
    ['?', 0],
    ['ä', 0],
  ])('%j is seen wherever it stands', (special, kind) => {
    for (const before of places)
      expect([before, formsOf(`${'x'.repeat(before)}${special}`).seen]).toEqual([before, kind]);
    // What is not indented is not looked at so closely, but for what may be secret.
    room.goOver(Buffer.from(`["${special}"]`), false, false);
    expect(room.forms.seen).toBe(kind | MAY_BE_UNUSUAL);
  });

  test('nothing of a longer text is left in the next one', () => {
    for (const length of [400, 31, 17, 16, 15, 1, 0])
      expect(formsOf('z'.repeat(length)).indented).toBe(`[\n  "${'z'.repeat(length)}"\n]`);
  });

  test('any JSON, indented and as the inside of a string', () => {
    fc.assert(
      fc.property(trees(), (tree) => {
        const text = Buffer.from(write(tree));
        fc.pre(text.length < SIZE / 16);
        expect(room.goOver(text, true, false)).toBe(DONE);
        const { indented, inner, quoted } = room.forms;
        expect(JSON.parse(String(indented))).toEqual(JSON.parse(String(text)));
        expect(String(inner)).toBe(String(indented).replaceAll('\n', '\n    '));
        expect(`"${quoted}"`).toBe(JSON.stringify(String(text)));
      }),
    );
  });
});
