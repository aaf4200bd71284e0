import fc from 'fast-check';
import { cover } from '../../src/exchange/secrets.js';
import { readableString } from '../../src/formats/json-strings.js';
import { hideInJson, indentHiddenJson, indentJson, isJson } from '../../src/formats/json-text.js';
import { indented, spaces, type Tree, trees, write } from './json-texts.js';

test.each([
  '{}',
  ' [] ',
  '0',
  '-0',
  '1.0',
  '1e5',
  '1E+5',
  '"a"',
  '""',
  'true',
  'false',
  'null',
  '\t{"a" :\r\n[1 , 2]}\n',
  '"\\ud800"',
  '"\\u00e9\\/\\b\\f\\n\\r\\t\\"\\\\"',
  '"\x7f"',
  '"é😀"',
  '[[[]]]',
  '{"a":1,"a":2}',
])('JSON: %j', (text) => {
  expect(isJson(text)).toBe(true);
});

test.each([
  '',
  ' ',
  '{',
  '}',
  '[',
  '{]',
  '[}',
  '[1,]',
  '[,1]',
  '{"a":1,}',
  '{"a"}',
  '{"a":}',
  '{a:1}',
  "{'a':1}",
  '[1 2]',
  '01',
  '-',
  '+1',
  '.5',
  '1.',
  '1e',
  '1e+',
  '0x1',
  '-01',
  'NaN',
  'Infinity',
  'nul',
  'nulll',
  'truefalse',
  'TRUE',
  '"',
  '"a',
  '"\n"',
  '"\t"',
  '"\\x41"',
  '"\\u12"',
  '"\\u12g4"',
  '"a"b',
  '{} {}',
  '1 2',
  '\uFEFF{}',
  '\u00a01',
  '[1]]',
  '{"a":1}}',
  '// x\n1',
  '"\\',
  '{"a":"\\"}',
  '[1,\v2]',
])('no JSON: %j', (text) => {
  expect(isJson(text)).toBe(false);
  expect(indentJson(text)).toBeNull();
  expect(hideInJson(text)).toBeNull();
});

test('what is JSON is the same as JSON.parse says', () => {
  const damage = fc.tuple(
    trees(),
    spaces,
    fc.nat(),
    fc.constantFrom('', ',', '"', '\\', '0', ']', '}', '\u0001', '.', 'e'),
  );
  fc.assert(
    fc.property(damage, ([tree, space, at, insertion]) => {
      const text = write(tree, space);
      const place = at % (text.length + 1);
      const damaged = text.slice(0, place) + insertion + text.slice(place + (at % 2));
      let valid = true;
      try {
        JSON.parse(damaged);
      } catch {
        valid = false;
      }
      expect(isJson(damaged)).toBe(valid);
    }),
    { numRuns: 2000 },
  );
});

test('JSON is indented without loss, whatever its white space was', () => {
  fc.assert(
    fc.property(trees(), spaces, (tree, space) => {
      const text = space() + write(tree, space) + space();
      const shown = indentJson(text);
      expect(shown).toBe(indented(tree, readableString));
      expect(JSON.parse(shown as string)).toEqual(JSON.parse(text));
      // Once indented, it stays.
      expect(indentJson(shown as string)).toBe(shown);
    }),
    { numRuns: 1000 },
  );
});

test('order, duplicate keys, number lexemes and empty containers stay', () => {
  expect(
    indentJson('{"2": 0, "1": 0, "2": 1.0, "n": 12345678901234567890, "e":[ ], "o":{\n}, "x": 1E400}'),
  ).toBe(`{
  "2": 0,
  "1": 0,
  "2": 1.0,
  "n": 12345678901234567890,
  "e": [],
  "o": {},
  "x": 1E400
}`);
});

test.each([
  ['"\\ud55c\\uae00 \\u00e9"', '"한글 é"'],
  ['"\\uD83D\\uDE00"', '"😀"'],
  ['"\\u0041\\u002f\\u0026"', '"A/&"'],
  ['"\\u0022\\u005c"', '"\\u0022\\u005c"'],
  ['"\\\\u0041"', '"\\\\u0041"'],
  ['"\\\\\\u0041"', '"\\\\A"'],
  ['"\\u0000\\u001b\\u007f\\u0085\\u009b"', '"\\u0000\\u001b\\u007f\\u0085\\u009b"'],
  ['"\\u202e\\u2066\\u200f\\u2028\\ufeff"', '"\\u202e\\u2066\\u200f\\u2028\\ufeff"'],
  ['"\\ud800\\ud83d\\u0041\\udc00"', '"\\ud800\\ud83dA\\udc00"'],
  ['"\\uffff\\ue000"', '"\\uffff\\ue000"'],
  ['"\\/\\n"', '"\\/\\n"'],
])('the string %s is shown as %s', (text, shown) => {
  expect(indentJson(text)).toBe(shown);
  expect(indentJson(`{${text}: [${text}]}`)).toBe(`{\n  ${shown}: [\n    ${shown}\n  ]\n}`);
});

test('nesting of 100,000 levels neither overflows the stack nor grows with its square', () => {
  const depth = 100_000;
  const arrays = '['.repeat(depth) + ']'.repeat(depth);
  const objects = `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
  expect(isJson(arrays)).toBe(true);
  expect(isJson(arrays.slice(1))).toBe(false);
  // Beyond the bound the text stays as it came.
  expect(indentJson(arrays)).toBe(arrays);
  expect(indentJson(objects)).toBe(objects);
  expect(hideInJson(`{"password": "§", "a": ${objects}}`)).toBe(`{"password": "***", "a": ${objects}}`);
  expect(indentHiddenJson(`{"password": "§", "a": ${objects}}`)).toBe(`{"password": "***", "a": ${objects}}`);
});

test('nesting deeper than 4096 is not indented, however long the text is', () => {
  const deep = (depth: number) =>
    `{"pad": "${'x'.repeat(2 << 20)}", "a": ${'['.repeat(depth)}${']'.repeat(depth)}}`;
  expect(indentJson(deep(4200))).toBe(deep(4200));
  expect(indentJson(deep(3000))?.split('\n')).toHaveLength(2 * 3000 + 2);
});

test('many short secrets grow to their digests, many short lines to their indentation, and nothing is lost', () => {
  const tokens = Array.from({ length: 20_000 }, (_, i) => ({ token: `t${i % 7}` }));
  const shown = tokens.map(({ token }) => ({ token: cover('token', token) }));
  const deep = Array.from({ length: 500 }, () => JSON.parse('['.repeat(8) + ']'.repeat(8)) as unknown);
  expect(hideInJson(JSON.stringify(tokens))).toBe(JSON.stringify(shown));
  expect(indentHiddenJson(JSON.stringify([deep, tokens]))).toBe(JSON.stringify([deep, shown], null, 2));
  const passcodes = Array.from({ length: 50_000 }, () => ({ passcode: 1 }));
  expect(indentHiddenJson(JSON.stringify(passcodes))).toBe(
    JSON.stringify(
      passcodes.map(() => ({ passcode: '***' })),
      null,
      2,
    ),
  );
});

test('nesting of 300 levels is still indented', () => {
  const value = JSON.parse('['.repeat(300) + ']'.repeat(300)) as unknown;
  expect(indentJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
});

const TOKEN = cover('token', 'gAAAA');

test.each([
  [
    '{"auth": {"identity": {"methods": ["password"], "password": {"user": {"name": "a", "password": "§"}}}}}',
    '{"auth": {"identity": {"methods": ["password"], "password": {"user": {"name": "a", "password": "***"}}}}}',
  ],
  [
    '{"auth":{"identity":{"methods":["token"],"token":{"id":"gAAAA"}}}}',
    `{"auth":{"identity":{"methods":["token"],"token":{"id":"${TOKEN}"}}}}`,
  ],
  [
    '{"access": {"token": {"expires": "2023", "id": "gAAAA", "tenant": {"id": "t"}}, "user": {"id": "u"}}}',
    `{"access": {"token": {"expires": "2023", "id": "${TOKEN}", "tenant": {"id": "t"}}, "user": {"id": "u"}}}`,
  ],
  ['{"password2": "§", "v2": "x"}', '{"password2": "***", "v2": "x"}'],
  ['[{"token": "gAAAA"}, {"id": "i"}]', `[{"token": "${TOKEN}"}, {"id": "i"}]`],
  [
    '{"token": ["gAAAA", {"id": "i"}], "x": {"id": "i"}}',
    `{"token": ["${TOKEN}", {"id": "i"}], "x": {"id": "i"}}`,
  ],
  [
    '{"token": {"audit_ids": ["x"], "user": {"id": "u", "password_expires_at": null}, "methods": ["token"]}}',
    '{"token": {"audit_ids": ["x"], "user": {"id": "u", "password_expires_at": null}, "methods": ["token"]}}',
  ],
  [
    '{"application_credential": {"id": "i", "secret": "§"}}',
    '{"application_credential": {"id": "i", "secret": "***"}}',
  ],
  [
    '{"credential": {"type": "ec2", "blob": "{\\"secret\\":\\"§\\"}"}}',
    '{"credential": {"type": "ec2", "blob": "***"}}',
  ],
  [
    '{"user": {"original_password": "§", "password": "§"}}',
    '{"user": {"original_password": "***", "password": "***"}}',
  ],
  [
    '{"server": {"adminPass": "§", "user_data": "§"}}',
    '{"server": {"adminPass": "***", "user_data": "***"}}',
  ],
  [
    '{"totp": {"user": {"id": "u", "passcode": 123456}}}',
    '{"totp": {"user": {"id": "u", "passcode": "***"}}}',
  ],
  ['{"token": "gAAAA"}', `{"token": "${TOKEN}"}`],
  ['{"token": "g\\u0041AAA"}', `{"token": "${TOKEN}"}`],
  [
    '{"pass\\u0077ord": "§", "t\\u006fken": {"i\\u0064": "gAAAA"}}',
    `{"pass\\u0077ord": "***", "t\\u006fken": {"i\\u0064": "${TOKEN}"}}`,
  ],
  [
    '{"password": ["§", ["§", {"a": "b"}], "§"], "x": "y"}',
    '{"password": ["***", ["***", {"a": "b"}], "***"], "x": "y"}',
  ],
  [
    '{"password": "", "secret": null, "password": true}',
    '{"password": "", "secret": null, "password": true}',
  ],
  ['[ {"PassWord" : "§"} , "password", "§"]', '[ {"PassWord" : "***"} , "password", "§"]'],
])('secrets in %s', (text, shown) => {
  expect(hideInJson(text)).toBe(shown);
  expect(indentHiddenJson(text)).toBe(indentJson(shown));
  expect(hideInJson(shown)).toBe(shown);
});

test('hiding changes the values of secrets and no other byte', () => {
  const keys = fc.constantFrom('"password"', '"Secret"', '"name"', '"id"', '"\\u0061"', '"admin_pass"');
  const covered = (tree: Tree, secret: boolean): Tree => {
    if (typeof tree === 'string') return secret && /^(?:"."|".{2,}"|[-\d].*)$/s.test(tree) ? '"***"' : tree;
    if ('items' in tree) return { items: tree.items.map((item) => covered(item, secret)) };
    return {
      members: tree.members.map(([key, value]) => [key, covered(value, /pass|secret/i.test(key))] as const),
    };
  };
  fc.assert(
    fc.property(trees(keys), fc.array(fc.constantFrom('', ' ', '\n'), { minLength: 1 }), (tree, choices) => {
      let a = 0;
      let b = 0;
      const text = write(tree, () => choices[a++ % choices.length] as string);
      const expected = write(covered(tree, false), () => choices[b++ % choices.length] as string);
      expect(hideInJson(text)).toBe(expected);
      expect(indentHiddenJson(text)).toBe(indentJson(expected));
    }),
    { numRuns: 1000 },
  );
});

test('separators in a key, or at its end, hide no secret from who hides it', () => {
  for (const key of [
    'passwo-rd',
    'password_',
    'pass_word_2_',
    'to-ken',
    'x.token ',
    'adminPas-s',
    'user_da_ta',
  ])
    expect(hideInJson(`{"${key}":"S3cret"}`)).not.toContain('S3cret');
  for (const key of ['project_id', 'a_b', '2', '__', 'next_page-token'])
    expect(hideInJson(`{"${key}":"shown"}`)).toContain('shown');
});
