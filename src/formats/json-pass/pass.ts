// AssemblyScript, compiled to WebAssembly by scripts/compile-json-pass.mjs, and called by ../json-forms.ts: JavaScript cannot
// look at sixteen bytes at a time.
import {
  BACKSLASH,
  CARRIAGE_RETURN,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  escapeLength,
  isDigit,
  LINE_FEED,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  SPACE,
  scalarEnd,
  TAB,
} from './lexemes';
import { copySixteen, metBetween, stopsIn } from './sixteen';
import {
  DONE,
  GROWS_TOO_MUCH,
  MAY_BE_UNUSUAL,
  NEEDS_ROOM,
  NO_JSON,
  SECRET,
  TOKEN,
  TOKEN_ITSELF,
  UNUSUAL,
} from './terms';

/** What the key between two addresses says of its value: 0, or of `SECRET`, `TOKEN` and `TOKEN_ITSELF`. */
declare function keyKind(from: usize, to: usize, escaped: bool, inToken: bool): i32;

/**
 * Writes what stands instead of the inside of a string, into each of the forms where that is to be (`kind`: covered, as such a
 * secret; 0: readable, which is only to be seen in the first two), and gives its length in bytes, with `UNUSUAL` where it may be
 * `MAY_BE_UNUSUAL`; -1 where there is no room for it and `rest` more bytes.
 */
declare function instead(
  kind: i32,
  from: usize,
  to: usize,
  log: usize,
  doc: usize,
  quo: usize,
  rest: usize,
): i32;

// What is remembered of each open container, in one small number.
const OBJECT: i32 = 1;
/** An object under the key `token`. */
const IN_TOKEN: i32 = 2;
/** An array under a secret key: so are its elements. */
const SECRETS_IN: i32 = 4;
const TOKENS_IN: i32 = 8;

// What is to come.
const VALUE: i32 = 0;
const KEY: i32 = 1;
const KEY_END: i32 = 2;
const VALUE_END: i32 = 3;

/**
 * The indented text may be so many times as long as the text (or 256 KiB). Deep nesting makes indentation
 * grow with the square of the length; a text beyond this bound (or nested deeper than DEPTH) is not indented.
 */
const GROWTH: usize = 16;
const GROWTH_FLOOR: usize = 256 << 10;
const DEPTH: usize = 4096;

/** Spaces in front of each line of the second form. */
const INNER: usize = 4;
const EIGHT_SPACES: u64 = (0x20202020 << 32) | 0x20202020;

// Where the three forms end, and what was met on the way: see `JsonForms`.
export let logEnd: usize = 0;
export let docEnd: usize = 0;
export let quoEnd: usize = 0;
export let covered: bool = false;
export let seen: i32 = 0;

/**
 * Goes once over the text of `length` bytes at `source`, with room for 32 behind it, and writes its three forms from `logBegin`,
 * `docBegin` and `quoBegin` on, each as far as `most` bytes and `MARGIN` more. `stackBegin`: a byte for each container that may
 * be open; `tails`: a byte for each of 1 << 15, whether a secret key can have these last three letters.
 *
 * Byte by byte between strings, and all in one function, as what is done for each lexeme costs more than its bytes.
 */
export function forms(
  source: usize,
  length: usize,
  logBegin: usize,
  docBegin: usize,
  quoBegin: usize,
  most: usize,
  stackBegin: usize,
  tails: usize,
  indent: bool,
  hide: bool,
): i32 {
  const end = source + length;
  // Nothing has to ask where the end is: no lexeme has a NUL.
  for (let at: usize = 0; at < 32; at += 8) store<u64>(end + at, 0);
  const docMost = docBegin + most;
  const logBound = logBegin + max(GROWTH * length, GROWTH_FLOOR);
  let i = source;
  let log = logBegin;
  let doc = docBegin;
  let quo = quoBegin;
  let stack = stackBegin;
  let container: i32 = 0;
  let kind: i32 = 0;
  let underToken = false;
  let hidden = false;
  let met: i32 = 0;
  let next = VALUE;
  // Whether what comes is the first in its container; whether it begins a line.
  let first = false;
  let line = false;

  while (true) {
    let c = load<u8>(i);
    while (c <= SPACE) {
      if (c !== SPACE && c !== LINE_FEED && c !== CARRIAGE_RETURN && c !== TAB) {
        if (i !== end || next !== VALUE_END || stack > stackBegin) return NO_JSON;
        logEnd = log;
        docEnd = doc;
        quoEnd = quo;
        covered = hidden;
        seen = metBetween(source, end) | (indent ? met : MAY_BE_UNUSUAL);
        return DONE;
      }
      if (c === SPACE) store<u8>(quo++, c);
      else {
        store<u8>(quo++, BACKSLASH);
        store<u8>(quo++, c === LINE_FEED ? 0x6e : c === TAB ? 0x74 : 0x72);
      }
      if (!indent) {
        store<u8>(log++, c);
        store<u8>(doc++, c);
      }
      c = load<u8>(++i);
    }

    if (next === KEY_END) {
      if (c !== COLON) return NO_JSON;
      store<u8>(log++, c);
      store<u8>(doc++, c);
      store<u8>(quo++, c);
      if (indent) {
        store<u8>(log++, SPACE);
        store<u8>(doc++, SPACE);
      }
      i++;
      next = VALUE;
      continue;
    }

    const closes = c === ((container & OBJECT) !== 0 ? CLOSE_BRACE : CLOSE_BRACKET) && stack > stackBegin;
    if (next === VALUE_END && !closes) {
      if (c !== COMMA || stack === stackBegin) return NO_JSON;
      store<u8>(log++, c);
      store<u8>(doc++, c);
      store<u8>(quo++, c);
      i++;
      line = indent;
      next = (container & OBJECT) !== 0 ? KEY : VALUE;
      underToken = false;
      kind = (container & SECRETS_IN) !== 0 ? SECRET : (container & TOKENS_IN) !== 0 ? TOKEN : 0;
      continue;
    }
    const empty = closes && first;
    first = false;
    if (closes) {
      if (!empty && next !== VALUE_END) return NO_JSON;
      container = load<u8>(--stack);
      line = indent && !empty;
    }
    if (line) {
      line = false;
      const margin = (stack - stackBegin) << 1;
      if (log > logBound && !closes) return GROWS_TOO_MUCH;
      if (doc + margin + ((end - i) << 1) > docMost) return NEEDS_ROOM;
      store<u8>(log++, LINE_FEED);
      store<u8>(doc++, LINE_FEED);
      store<u64>(doc, EIGHT_SPACES);
      doc += INNER;
      for (let at: usize = 0; at < margin; at += 8) {
        store<u64>(log + at, EIGHT_SPACES);
        store<u64>(doc + at, EIGHT_SPACES);
      }
      log += margin;
      doc += margin;
    }
    if (closes) {
      store<u8>(log++, c);
      store<u8>(doc++, c);
      store<u8>(quo++, c);
      i++;
      next = VALUE_END;
      continue;
    }

    if (c === QUOTE) {
      const isKey = next === KEY;
      const begin = i + 1;
      const logInside = log + 1;
      const docInside = doc + 1;
      const quoInside = quo + 2;
      let escaped = false;
      let unicode = false;
      store<u8>(quo++, BACKSLASH);
      // The quote that begins it is copied with what follows, and stops nothing.
      let passed: i32 = 1;
      while (true) {
        // All sixteen, though not all belong here; what follows is written over the others.
        copySixteen(i, log, doc, quo);
        const plain = ctz((stopsIn(i) & ~passed) | 0x10000);
        passed = 0;
        i += plain;
        log += plain;
        doc += plain;
        quo += plain;
        if (plain === 16) continue;
        c = load<u8>(i);
        if (c === QUOTE) break;
        const size = c === BACKSLASH ? escapeLength(i) : 0;
        if (size === 0) return NO_JSON;
        escaped = true;
        if (size > 2) unicode = true;
        const letter = load<u8>(i + 1);
        store<u8>(log, BACKSLASH);
        store<u8>(doc, BACKSLASH);
        store<u8>(quo++, BACKSLASH);
        store<u8>(quo++, BACKSLASH);
        if (letter === QUOTE || letter === BACKSLASH) store<u8>(quo++, BACKSLASH);
        // The letter, and its digits where it has some.
        const more = load<u64>(i + 1);
        store<u64>(log + 1, more);
        store<u64>(doc + 1, more);
        store<u64>(quo, more);
        i += size;
        log += size;
        doc += size;
        quo += size - 1;
      }
      const inside = i;
      i++;
      // In the other two the quote stands already.
      log++;
      doc++;
      store<u8>(quo++, BACKSLASH);
      store<u8>(quo++, QUOTE);
      if (isKey) {
        next = KEY_END;
        if (hide) {
          const inToken = (container & IN_TOKEN) !== 0;
          kind =
            escaped || mayBeSecret(begin, inside, inToken, tails)
              ? keyKind(begin, inside, escaped, inToken)
              : 0;
          underToken = (kind & TOKEN_ITSELF) !== 0;
          kind &= SECRET | TOKEN;
        }
      } else next = VALUE_END;
      const hides = !isKey && kind !== 0;
      if (hides || (unicode && indent)) {
        // What was written of it is written over.
        const rest = (end - i) << 1;
        const written = instead(hides ? kind : 0, begin, inside, logInside, docInside, quoInside, rest);
        if (written < 0) return NEEDS_ROOM;
        const size = written & ~UNUSUAL;
        if (written !== size) met = MAY_BE_UNUSUAL;
        log = logInside + size;
        doc = docInside + size;
        store<u8>(log++, QUOTE);
        store<u8>(doc++, QUOTE);
        if (hides) {
          hidden = true;
          quo = quoInside + size;
          store<u8>(quo++, BACKSLASH);
          store<u8>(quo++, QUOTE);
        }
      }
      if (isKey) {
        // Nearly always, and a turn of this loop costs more than all that one does in it.
        if (!indent || load<u8>(i) !== COLON) continue;
        store<u16>(log, 0x203a);
        store<u16>(doc, 0x203a);
        store<u8>(quo, COLON);
        log += 2;
        doc += 2;
        quo++;
        i++;
        next = VALUE;
        continue;
      }
    } else {
      if (next === KEY) return NO_JSON;
      if (c === OPEN_BRACE || c === OPEN_BRACKET) {
        if (indent && stack - stackBegin === DEPTH) return GROWS_TOO_MUCH;
        store<u8>(stack++, container as u8);
        if (c === OPEN_BRACE) container = underToken ? OBJECT | IN_TOKEN : OBJECT;
        else container = kind === 0 ? 0 : kind === TOKEN ? TOKENS_IN : SECRETS_IN;
        underToken = false;
        store<u8>(log++, c);
        store<u8>(doc++, c);
        store<u8>(quo++, c);
        i++;
        first = true;
        line = indent;
        next = c === OPEN_BRACE ? KEY : VALUE;
        continue;
      }
      const after = scalarEnd(i);
      if (after === 0) return NO_JSON;
      next = VALUE_END;
      // A passcode may be a number; what a token's key has as a number is a count.
      if (kind === SECRET && c !== 0x74 && c !== 0x66 && c !== 0x6e) {
        const written = instead(SECRET, i, after, log + 1, doc + 1, quo + 2, (end - after) << 1);
        if (written < 0) return NEEDS_ROOM;
        store<u8>(log, QUOTE);
        store<u8>(doc, QUOTE);
        store<u8>(quo, BACKSLASH);
        store<u8>(quo + 1, QUOTE);
        log += 1 + written;
        doc += 1 + written;
        quo += 2 + written;
        store<u8>(log++, QUOTE);
        store<u8>(doc++, QUOTE);
        store<u8>(quo++, BACKSLASH);
        store<u8>(quo++, QUOTE);
        hidden = true;
        i = after;
        continue;
      }
      const size = after - i;
      for (let at: usize = 0; at < size; at += 16) copySixteen(i + at, log + at, doc + at, quo + at);
      log += size;
      doc += size;
      quo += size;
      i = after;
    }
    // The same as for the colon.
    c = load<u8>(i);
    if (c !== COMMA || stack === stackBegin) continue;
    store<u8>(log++, c);
    store<u8>(doc++, c);
    store<u8>(quo++, c);
    i++;
    line = indent;
    next = (container & OBJECT) !== 0 ? KEY : VALUE;
    underToken = false;
    kind = (container & SECRETS_IN) !== 0 ? SECRET : (container & TOKENS_IN) !== 0 ? TOKEN : 0;
  }
}

/** Whether a key without escapes may be secret, by its last three letters: nearly none is. See `SECRET_TAILS` in ../json-keys.ts. */
function mayBeSecret(from: usize, to: usize, inToken: bool, tails: usize): bool {
  if (to - from < 3) return inToken && to - from === 2 && load<u16>(from) === 0x6469; // id
  let tail: usize = 0;
  let shift: usize = 0;
  for (let i = to - 1; i >= from && shift < 15; i--) {
    const c = load<u8>(i);
    if (c === 0x2d || c === 0x5f || c === 0x2e || c === 0x20) continue;
    if (shift === 0 && isDigit(c)) continue;
    tail |= ((c as usize) & 31) << shift;
    shift += 5;
  }
  return load<u8>(tails + tail) !== 0;
}
