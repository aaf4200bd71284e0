import fc from 'fast-check';
import { countNodes, type JsonNode, readJson } from '../../../src/web/page/json-nodes.js';

/** The value that JSON.parse would give. */
function plainValue(node: JsonNode): unknown {
  switch (node.kind) {
    case 'object':
      return Object.fromEntries(node.members.map(({ key, value }) => [key, plainValue(value)]));
    case 'array':
      return node.items.map(plainValue);
    case 'string':
      return node.text;
    default:
      return JSON.parse(node.text);
  }
}

test('any JSON, however it is spaced, is read as what it says', () => {
  fc.assert(
    fc.property(
      fc.jsonValue({ noUnicodeString: false }),
      fc.constantFrom(0, 2, '\t', ' \r\n '),
      (value, space) => {
        const text = JSON.stringify(value, null, space);
        const node = readJson(` ${text}\n`);
        expect(node).not.toBeNull();
        expect(plainValue(node as JsonNode)).toEqual(JSON.parse(text));
      },
    ),
  );
});

test('numbers stay digit by digit, and a key that stands there twice stays twice', () => {
  const node = readJson('{"a": 12345678901234567890, "a": 1.0e+02, "b": -0}');
  expect(node).toEqual({
    kind: 'object',
    members: [
      { key: 'a', value: { kind: 'number', text: '12345678901234567890' } },
      { key: 'a', value: { kind: 'number', text: '1.0e+02' } },
      { key: 'b', value: { kind: 'number', text: '-0' } },
    ],
  });
});

test.each([
  '',
  '{',
  '[1,]',
  '{"a"}',
  '{"a":1,}',
  '"',
  '"\\x"',
  '01',
  'nul',
  '1 2',
  "{'a':1}",
  '['.repeat(10_000),
])('%p is no JSON', (text) => {
  expect(readJson(text)).toBeNull();
});

test('a string of many characters and escapes is read', () => {
  const text = JSON.stringify('é"\\'.repeat(500_000));
  expect(readJson(text)).toEqual({ kind: 'string', text: JSON.parse(text) });
});

test('values are counted no further than is asked', () => {
  const node = readJson('[[1, 2], {"a": 3}]') as JsonNode;
  expect(countNodes(node, 100)).toBe(6);
  expect(countNodes(node, 3)).toBe(3);
});
