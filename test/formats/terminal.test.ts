import fc from 'fast-check';
import { cutText, displayWidth, terminalLines, terminalText } from '../../src/formats/terminal.js';

test.each([
  ['plain', 'plain'],
  ['\u001b[2Jgone', '\\u{1b}[2Jgone'],
  ['a\nb\tc\u0000\u007f\u009b', 'a\\u{a}b\\u{9}c\\u{0}\\u{7f}\\u{9b}'],
  ['abc\u202egnp', 'abc\\u{202e}gnp'],
  ['\u2028\u2066\ud800', '\\u{2028}\\u{2066}\\u{d800}'],
  ['이미지 é 😀', '이미지 é 😀'],
])('%j is shown as %j', (text, shown) => {
  expect(terminalText(text)).toBe(shown);
});

test('whatever a text holds, no control character is left', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(terminalText(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      expect(terminalLines(text)).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
    }),
  );
});

test('lines and tabs stay where a text of several lines is shown', () => {
  expect(terminalLines('a\r\n\tb\u001b\rc\n')).toBe('a\n\tb\\u{1b}\\u{d}c\n');
});

test.each([
  ['abc', 3],
  ['', 0],
  ['이미지', 6],
  ['漢字カナかな', 12],
  ['e\u0301', 1],
  ['😀', 2],
])('%j takes %i columns', (text, columns) => {
  expect(displayWidth(text)).toBe(columns);
});

test('a text that is too wide is cut in the middle, most of it at the end', () => {
  expect(cutText('/image/v2/images/1/members', 11)).toBe('/im…members');
  expect(cutText('short', 5)).toBe('short');
  expect(cutText('이미지이미지', 7)).toBe('이…미지');
  expect(cutText('abc', 1)).toBe('…');
});

test('a text that was cut fits', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(30), (text, columns) => {
      const shown = terminalText(text);
      expect(displayWidth(cutText(shown, columns))).toBeLessThanOrEqual(columns);
    }),
  );
});
