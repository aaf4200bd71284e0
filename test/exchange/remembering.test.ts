import fc from 'fast-check';
import { ownText } from '../../src/exchange/own-text.js';
import { remembering } from '../../src/exchange/remembering.js';

const texts = fc.string({
  unit: fc.constantFrom('a', 'é', '\ud800', '\udc00', '\ufffd', '😀'),
  maxLength: 4,
});

test('what was made of a text is given for that text alone, half a surrogate pair included', () => {
  fc.assert(
    fc.property(fc.array(texts), (asked) => {
      const same = remembering((text) => text);
      for (const text of [...asked, ...asked, '\ud800', '\ufffd']) expect(same(text)).toBe(text);
    }),
  );
});

test('a copy of a text is that text', () => {
  fc.assert(fc.property(texts, (text) => expect(ownText(text)).toBe(text)));
});

test('a text is asked about once, unless it is long or a thousand others came', () => {
  const asked: string[] = [];
  const length = remembering((text) => {
    asked.push(text);
    return text.length;
  }, 4);
  for (const text of ['abcd', 'abcd', 'abcde', 'abcde']) expect(length(text)).toBe(text.length);
  expect(asked).toEqual(['abcd', 'abcde', 'abcde']);
  for (let i = 0; i < 1000; i++) length(String(i));
  length('abcd');
  expect(asked.filter((text) => text === 'abcd')).toHaveLength(2);
});
