import fc from 'fast-check';
import { asciiJson, type Json, pythonJson } from '../../../src/openstack/cloud/python-json.js';

test('is spaced as Python spaces it', () => {
  expect(pythonJson({ a: [1, null, true], b: {}, c: [] })).toBe('{"a": [1, null, true], "b": {}, "c": []}');
});

test('is ASCII, in lower-case escapes as Python writes them', () => {
  expect(pythonJson('가\u00e9😀')).toBe('"\\uac00\\u00e9\\ud83d\\ude00"');
});

test('reads back as the value that was written, in both forms', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const plain: unknown = JSON.parse(JSON.stringify(value));
      for (const text of [pythonJson(plain as Json), asciiJson(plain as Json)]) {
        expect(JSON.parse(text)).toEqual(plain);
        expect(text).toMatch(/^[\x00-\x7f]*$/);
      }
    }),
  );
});
