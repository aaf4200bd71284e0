import fc from 'fast-check';
import { pythonBytes, readPythonBytes, SHOWN_BYTES } from '../../src/formats/python-bytes.js';

test('the bytes that a log shows are read back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: SHOWN_BYTES }), (bytes) => {
      expect(readPythonBytes(`${pythonBytes(bytes)}...`)).toEqual(bytes);
    }),
  );
});

test.each([
  ['', 'nothing'],
  ['none', 'a word'],
  ["b'a'", 'no dots'],
  ["b'\\x61'...", 'not as Python writes it'],
  ["b'a\\'...", 'no end'],
  ["b'a'...\nmore", 'a text that goes on'],
  [`b'${'a'.repeat(33)}'...`, 'more bytes than are shown'],
])('%j is a text: %s', (text) => {
  expect(readPythonBytes(text)).toBeNull();
});
