import fc from 'fast-check';
import { pythonRegExp } from '../../src/config/python-regexp.js';
import { messageOf } from './from-file.js';

test.each([
  ['(?P<id>[0-9]+)/(?P=id)', 'a 12/12', 'a 12/13'],
  ['\\Aab\\Z', 'ab', 'cab'],
  ['\\Aab\\Z', 'ab', 'ab\n'],
  ['(?i)abc', 'xABCx', 'xABx'],
  ['(?is)a.c', 'A\nC', 'AC'],
  ['(?m)^b', 'a\nb', 'ab'],
  ['(?au)\\d', '1', 'a'],
  ['[]a]x', ']x', 'bx'],
  ['[^]a]x', 'bx', ']x'],
  ['[\\]\\-a]x', '-x', '\\x'],
  ['ab{,2}c$', 'abbc', 'abbbc'],
  ['a(?#why)b', 'ab', 'a'],
  ['(?<=a)b(?!c)', 'abd', 'abc'],
  ['(?:a|b)c', 'bc', 'c'],
  ['\\x41\\u0042', 'AB', 'ab'],
  ['(a)\\1', 'aa', 'ab'],
  ['a\\.b', 'a.b', 'axb'],
  ['{uuid}', '{uuid}', 'uuid'],
  ['[\\w.]+@', 'a.b@', '/@'],
  ['/v2\\.0/', '/v2.0/', '/v2x0/'],
])('%s means what Python takes it for', (pattern, found, not) => {
  expect(pythonRegExp(pattern).test(found)).toBe(true);
  expect(pythonRegExp(pattern).test(not)).toBe(false);
});

test.each([
  ['(?x)a b', 'the flag (?x) is not supported'],
  ['(?L)a', 'the flag (?L) is not supported'],
  ['a++b', 'the possessive repetition ++ is not supported'],
  ['a{2,}+b', 'the possessive repetition {2,}+ is not supported'],
  ['(?>a)', '(?>a... is not supported'],
  ['(a)?(?(1)b|c)', '(?(1... is not supported'],
  ['(?i:a)', '(?i:a... is not supported'],
  ['a(?i)b', '(?i... is not supported'],
  ['\\N{DASH}', '\\N is not supported'],
  ['[\\A]', '\\A is not supported'],
  ['\\p{L}', '\\p is not supported'],
  ['[a', 'not a regular expression: a [ without its ]'],
  ['a\\', 'not a regular expression: it ends in a backslash'],
  ['(a', 'not a regular expression: Unterminated group'],
  ['*a', 'not a regular expression: Nothing to repeat'],
])('%s is refused', (pattern, reason) => {
  expect(messageOf(() => pythonRegExp(pattern))).toBe(`Unfit: ${reason}`);
});

test('any text, escaped as Python escapes it, finds itself', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const escaped = text.replace(/[^A-Za-z0-9_]/g, '\\$&');
      return pythonRegExp(escaped).test(`x${text}y`);
    }),
  );
});

test('any text is either an expression or refused with a reason', () => {
  const pieces = fc.constantFrom(
    '(?P<',
    '(?',
    '(',
    ')',
    '[',
    ']',
    '^',
    '\\',
    'A',
    'Z',
    '{',
    ',',
    '2',
    '}',
    '+',
    '*',
    '|',
    'a',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      const said = messageOf(() => pythonRegExp(parts.join('')).test('aaa'));
      return said === 'no error' || said.startsWith('Unfit: ');
    }),
    { numRuns: 500 },
  );
});
