import { BACKSLASH, QUOTE, SPACE } from './json-lexemes.js';

/** A `@`, `=` or `%`: a URL in the text may hold a secret. */
export const MAY_BE_URL = 0x10;
/** A backtick, `<`, or the beginning of a line break that is not ASCII: Markdown may take it for more than text. */
export const MAY_BE_UNUSUAL = 0x20;

/** The quote that ends a string. */
export const END = 1;
/** The backslash that begins an escape. */
export const ESCAPE = 2;
/** What may not stand in a string. */
export const CONTROL = 3;

/** What a byte is within a string: one of the above, or 0: nothing but itself. */
export const KINDS = new Uint8Array(256);
KINDS.fill(CONTROL, 0, SPACE);
KINDS[QUOTE] = END;
KINDS[BACKSLASH] = ESCAPE;
for (const byte of Buffer.from('@=%')) KINDS[byte] = MAY_BE_URL;
// U+0085 is c2 85, U+2028 and U+2029 are e2 80 a8 and a9.
for (const byte of [...Buffer.from('`<'), 0xc2, 0xe2]) KINDS[byte] = MAY_BE_UNUSUAL;

/**
 * What two bytes are within a string: 0 nothing but themselves, 1 the first alone, 2 not even that. Strings are copied four
 * bytes at a time, each of them looked at in such a pair.
 */
export const PAIRS = pairs();

function pairs(): Uint8Array {
  const all = new Uint8Array(1 << 16);
  const row = KINDS.map((kind) => (kind === 0 ? 0 : 2));
  const special = KINDS.map((kind) => (kind === 0 ? 1 : 2));
  for (let second = 0; second < 256; second++) all.set(KINDS[second] === 0 ? row : special, second << 8);
  return all;
}
