import fc from 'fast-check';
import { hiddenUrl } from '../../src/exchange/secret-urls.js';
import { cover } from '../../src/exchange/secrets.js';
import { hideInText } from '../../src/formats/body-secrets.js';
import { hideInCutJson } from '../../src/formats/json-cut.js';
import { hideInJson } from '../../src/formats/json-text.js';
import { spaces, trees, write } from './json-texts.js';

const TOKEN = cover('token', 'gAAAA');

test.each([
  ['{"auth": {"password": "§', '{"auth": {"password": "***'],
  ['{"auth": {"password": "§\\', '{"auth": {"password": "***'],
  ['{"auth": {"password": "', '{"auth": {"password": "'],
  ['{"token": {"id": "gAA', '{"token": {"id": "***'],
  ['{"token": {"id": "gAAAA"', `{"token": {"id": "${TOKEN}"`],
  ['{"token": {"id": "gAAAA"}}\n{"password": "§"}\n', `{"token": {"id": "${TOKEN}"}}\n{"password": "***"}\n`],
  ['{"a": 1, "passcode": 1234', '{"a": 1, "passcode": "***"'],
  ['{"password": null, "x": "y', '{"password": null, "x": "y'],
  ['{"private_key": "line\n§\n", "x": 1}', '{"private_key": "***", "x": 1}'],
  ['{"a": "never closed\n"password": "§"}', '{"a": "never closed\n"password": "***"}'],
  ['{"methods": ["password"], "x": ["§"', '{"methods": ["password"], "x": ["§"'],
  ['{"password": ["§", "§', '{"password": ["***", "***'],
  ['{"password": "§": "x"', '{"password": "***": "x"'],
  [']}]} {"password" : "§"', ']}]} {"password" : "***"'],
])('cut or damaged JSON: %j', (text, shown) => {
  expect(hideInCutJson(text)).toBe(shown);
});

test('whole JSON is treated as hideInJson treats it', () => {
  const keys = fc.constantFrom('"password"', '"token"', '"name"', '"id"', '"secret"', '"\\u0069d"');
  fc.assert(
    fc.property(trees(keys), spaces, (tree, space) => {
      const text = write(tree, space);
      expect(hideInCutJson(text)).toBe(hideInJson(text));
    }),
    { numRuns: 1000 },
  );
});

test('no secret is left wherever a text is cut off', () => {
  const keys = fc.constantFrom('"password"', '"token"', '"name"', '"user"');
  const marked = fc.constantFrom(
    '"a"',
    '1',
    '{"password": "a§§\\"§"}',
    '{"token": {"x": [], "id": "§§"}}',
    '{"secret":["§","§"]}',
  );
  fc.assert(
    fc.property(trees(keys), marked, fc.nat(), (tree, secret, at) => {
      const text = `[${write(tree)}, ${secret}, ${secret}]`;
      expect(hideInCutJson(text.slice(0, at % (text.length + 1)))).not.toContain('§');
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['a form', 'application/x-www-form-urlencoded; charset=utf-8', 'user=a&password=§', 'user=a&password=***'],
  [
    'a traceback',
    'text/plain',
    `Error: {'password': u'§', "secret": "§"} user='x'`,
    `Error: {'password': u'***', "secret": "***"} user='x'`,
  ],
  [
    'a list in a log line',
    'text/plain',
    `[info] password='§' ok`,
    `[info] 'password='§' ok`.replace("'password", 'password'),
  ],
  ['a URL in prose', undefined, 'see http://u:§@h/ for more', 'see http://u:***@h/ for more'],
  [
    'XML',
    'application/xml',
    '<a><password>§</password><user password="§" name="n"/></a>',
    '<a><password>***</password><user password="***" name="n"/></a>',
  ],
  ['XML that is cut off', 'application/xml', '<a><password>§', '<a><password>***'],
  [
    'multipart/form-data',
    'multipart/form-data; boundary=b',
    '--b\r\nContent-Disposition: form-data; name="password"\r\n\r\n§\r\n--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n--b--',
    '--b\r\nContent-Disposition: form-data; name="password"\r\n\r\n***\r\n--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n--b--',
  ],
  ['plain prose', 'text/plain', 'a password is a secret: "token"', 'a password is a secret: "token"'],
])('%s', (_, contentType, text, shown) => {
  expect(hideInText(text, contentType)).toBe(shown);
});

// What takes the square of the length takes hours here.
test.each([
  'a',
  '=',
  '"',
  "'",
  '<',
  '<a',
  'a=',
  '"a":',
  '"a',
  '\\',
  '{"password":"',
  '[',
  ' ',
  '\n',
  '://',
  '://:',
  'tokens/',
  '&token',
  '%3F',
  'password="x\\\n',
  'name="a"\r\n',
  '"ab" ',
])('a megabyte of %j takes no longer than another', (piece) => {
  const text = piece.repeat((1 << 20) / piece.length);
  for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain', undefined]) {
    for (const begin of ['', '<', '{', 'token=', 'http://h/?'])
      expect(hideInText(begin + text, type)).toContain(begin);
  }
  expect(hiddenUrl(`http://h/?${text}`)).toContain('http://h/?');
});
