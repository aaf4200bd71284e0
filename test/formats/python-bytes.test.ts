import { pythonBytes } from '../../src/formats/python-bytes.js';

// What CPython 3.11 prints.
test.each<[number[] | string, string]>([
  ['', "b''"],
  ['abc', "b'abc'"],
  ["it's", `b"it's"`],
  ['say "hi"', `b'say "hi"'`],
  [`it's "x"`, `b'it\\'s "x"'`],
  ['\\', "b'\\\\'"],
  ['\t\n\r', "b'\\t\\n\\r'"],
  [[0, 7, 11, 27, 31, 32, 126, 127, 128, 255], "b'\\x00\\x07\\x0b\\x1b\\x1f ~\\x7f\\x80\\xff'"],
  [[0x51, 0x46, 0x49, 0xfb, 0, 0, 0, 3], "b'QFI\\xfb\\x00\\x00\\x00\\x03'"],
])('%j', (bytes, shown) => {
  expect(pythonBytes(Uint8Array.from(typeof bytes === 'string' ? Buffer.from(bytes) : bytes))).toBe(shown);
});
