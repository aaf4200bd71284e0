import { cover, type SecretKind } from '../exchange/secrets.js';
import { CONTROL, END, ESCAPE, KINDS, MAY_BE_UNUSUAL, PAIRS } from './json-bytes.js';
import { isTokenKey, keySecretKind, unescaped } from './json-keys.js';
import {
  BACKSLASH,
  CARRIAGE_RETURN,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  escapeLength,
  LINE_FEED,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  SPACE,
  scalarEnd,
  TAB,
} from './json-lexemes.js';
import { leaveRoom, Room, roomFor } from './json-room.js';
import { readableString } from './json-strings.js';

/** The forms that a JSON text has in the files of a trace, as UTF-8. */
export interface JsonForms {
  /** Whether a secret was covered, so that the text is not the source. */
  readonly covered: boolean;
  /** What of `MAY_BE_URL` and `MAY_BE_UNUSUAL` its strings have: an odd one cannot have what begins with such a byte. */
  readonly seen: number;
  /** Indented by two spaces a level; as it came where it would grow too much. Valid until the next text is gone over, as all the others. */
  readonly indented: Buffer;
  /** The same with four more spaces in front of each line but the first. */
  readonly inner: Buffer;
  /** The text as it came (with secrets covered), as the inside of a JSON string. */
  readonly quoted: Buffer;
}

/** What is remembered of each open container, in one small number. */
const OBJECT = 1;
/** An object under the key `token`. */
const IN_TOKEN = 2;
/** An array under a secret key: so are its elements. */
const SECRETS_IN = 4;
const TOKENS_IN = 8;

// What is to come.
const VALUE = 0;
const KEY = 1;
const KEY_END = 2;
const VALUE_END = 3;

/**
 * The indented text may be so many times as long as the text (or 256 KiB). Deep nesting makes indentation
 * grow with the square of the length; a text beyond this bound (or nested deeper than DEPTH) is not indented.
 */
const GROWTH = 16;
const GROWTH_FLOOR = 256 << 10;
const DEPTH = 4096;

/** Spaces in front of each line of `inner`. */
const INNER = 4;

const SPACES = 0x20202020;

/**
 * The forms of a UTF-8 text: `indent`ed (else both forms for reading are as it came), and with the values of secret keys
 * covered where it is to `hide` them. In time and space that grow with the text alone.
 *
 * @returns null: it is not one whole JSON text (RFC 8259).
 */
export function jsonForms(text: Uint8Array, indent: boolean, hide: boolean): JsonForms | null {
  // Nothing becomes more than twice as long, but for indentation and what covers a secret.
  let room = roomFor(2 * text.length + MARGIN);
  for (;;) {
    const forms = formsWithin(room, text, indent, hide);
    if (forms === GROWS_TOO_MUCH) return jsonForms(text, false, hide);
    if (forms !== NEEDS_ROOM) {
      leaveRoom(room);
      return forms;
    }
    room = new Room(2 * room.size);
  }
}

const NEEDS_ROOM = 1;
const GROWS_TOO_MUCH = 2;

/** Bytes that are always left: what is written before it is asked for room again. */
const MARGIN = 128;

/**
 * Byte by byte, as what is made for each lexeme or handed to a native function costs more than the bytes; and all in
 * one function without recursion, whose buffers do not change, as nothing else comes near its speed.
 */
function formsWithin(
  room: Room,
  text: Uint8Array,
  indent: boolean,
  hide: boolean,
): JsonForms | null | typeof NEEDS_ROOM | typeof GROWS_TOO_MUCH {
  const length = text.length;
  const source = room.source;
  const log = room.lines;
  const doc = room.innerLines;
  const quo = room.inString;
  const sourceWords = room.sourceWords;
  const logWords = room.lineWords;
  const docWords = room.innerLineWords;
  const quoWords = room.inStringWords;
  const most = room.size - MARGIN;
  source.set(text);
  // So that nothing has to ask where the end is: no lexeme has a NUL.
  source[length] = 0;
  let logEnd = 0;
  let docEnd = 0;
  let quoEnd = 0;
  const bound = Math.max(GROWTH * length, GROWTH_FLOOR);

  const open: number[] = [];
  let container = 0;
  let kind: SecretKind | null = null;
  let underToken = false;
  let covered = false;
  let seen = 0;
  let next = VALUE;
  // Whether what comes is the first in its container; whether it begins a line.
  let first = false;
  let line = false;

  for (let i = 0; ; ) {
    let c = source[i] as number;
    while (c <= SPACE) {
      if (c !== SPACE && c !== LINE_FEED && c !== CARRIAGE_RETURN && c !== TAB) {
        if (i !== length || next !== VALUE_END || open.length > 0) return null;
        return {
          covered,
          seen: indent ? seen : seen | MAY_BE_UNUSUAL,
          indented: log.subarray(0, logEnd),
          inner: doc.subarray(0, docEnd),
          quoted: quo.subarray(0, quoEnd),
        };
      }
      if (c === SPACE) quo[quoEnd++] = c;
      else {
        quo[quoEnd++] = BACKSLASH;
        quo[quoEnd++] = c === LINE_FEED ? 0x6e : c === TAB ? 0x74 : 0x72;
      }
      if (!indent) {
        log[logEnd++] = c;
        doc[docEnd++] = c;
      }
      c = source[++i] as number;
    }

    if (next === KEY_END) {
      if (c !== COLON) return null;
      log[logEnd++] = c;
      doc[docEnd++] = c;
      quo[quoEnd++] = c;
      if (indent) {
        log[logEnd++] = SPACE;
        doc[docEnd++] = SPACE;
      }
      i++;
      next = VALUE;
      continue;
    }

    const closes = c === ((container & OBJECT) !== 0 ? CLOSE_BRACE : CLOSE_BRACKET) && open.length > 0;
    if (next === VALUE_END && !closes) {
      if (c !== COMMA || open.length === 0) return null;
      log[logEnd++] = c;
      doc[docEnd++] = c;
      quo[quoEnd++] = c;
      i++;
      line = indent;
      next = (container & OBJECT) !== 0 ? KEY : VALUE;
      underToken = false;
      kind = (container & SECRETS_IN) !== 0 ? 'secret' : (container & TOKENS_IN) !== 0 ? 'token' : null;
      continue;
    }
    const empty = closes && first;
    first = false;
    if (closes) {
      if (!empty && next !== VALUE_END) return null;
      container = open.pop() as number;
      line = indent && !empty;
    }
    if (line) {
      line = false;
      const margin = 2 * open.length;
      if (logEnd > bound && !closes) return GROWS_TOO_MUCH;
      if (docEnd + margin + 2 * (length - i) > most) return NEEDS_ROOM;
      log[logEnd++] = LINE_FEED;
      doc[docEnd++] = LINE_FEED;
      docWords.setInt32(docEnd, SPACES, true);
      docEnd += INNER;
      for (let spaces = 0; spaces < margin; spaces += 4) {
        logWords.setInt32(logEnd + spaces, SPACES, true);
        docWords.setInt32(docEnd + spaces, SPACES, true);
      }
      logEnd += margin;
      docEnd += margin;
    }
    if (closes) {
      log[logEnd++] = c;
      doc[docEnd++] = c;
      quo[quoEnd++] = c;
      i++;
      next = VALUE_END;
      continue;
    }

    if (c === QUOTE) {
      const isKey = next === KEY;
      const begin = i;
      const logBegin = logEnd;
      const docBegin = docEnd;
      const quoBegin = quoEnd;
      const seenBefore = seen;
      let escaped = false;
      let unicode = false;
      log[logEnd++] = c;
      doc[docEnd++] = c;
      quo[quoEnd++] = BACKSLASH;
      quo[quoEnd++] = c;
      i++;
      for (;;) {
        let four = sourceWords.getInt32(i, true);
        while (((PAIRS[four & 0xffff] as number) | (PAIRS[four >>> 16] as number)) === 0) {
          logWords.setInt32(logEnd, four, true);
          docWords.setInt32(docEnd, four, true);
          quoWords.setInt32(quoEnd, four, true);
          i += 4;
          logEnd += 4;
          docEnd += 4;
          quoEnd += 4;
          four = sourceWords.getInt32(i, true);
        }
        // All four, though not all belong here; what follows is written over the others.
        logWords.setInt32(logEnd, four, true);
        docWords.setInt32(docEnd, four, true);
        quoWords.setInt32(quoEnd, four, true);
        const pair = PAIRS[four & 0xffff] as number;
        const plain = pair === 0 ? 4 - (PAIRS[four >>> 16] as number) : 2 - pair;
        i += plain;
        logEnd += plain;
        docEnd += plain;
        quoEnd += plain;
        c = source[i] as number;
        const is = KINDS[c] as number;
        if (is === END) break;
        if (is === CONTROL) return null;
        if (is !== ESCAPE) {
          seen |= is;
          log[logEnd++] = c;
          doc[docEnd++] = c;
          quo[quoEnd++] = c;
          i++;
          continue;
        }
        const size = escapeLength(source, i);
        if (size === 0) return null;
        escaped = true;
        if (size > 2) unicode = true;
        const letter = source[i + 1] as number;
        log[logEnd++] = BACKSLASH;
        doc[docEnd++] = BACKSLASH;
        quo[quoEnd++] = BACKSLASH;
        log[logEnd++] = letter;
        doc[docEnd++] = letter;
        quo[quoEnd++] = BACKSLASH;
        if (letter === QUOTE || letter === BACKSLASH) quo[quoEnd++] = BACKSLASH;
        quo[quoEnd++] = letter;
        for (let k = i + 2; k < i + size; k++) {
          log[logEnd++] = source[k] as number;
          doc[docEnd++] = source[k] as number;
          quo[quoEnd++] = source[k] as number;
        }
        i += size;
      }
      i++;
      log[logEnd++] = c;
      doc[docEnd++] = c;
      quo[quoEnd++] = BACKSLASH;
      quo[quoEnd++] = c;
      if (isKey) {
        if (hide) {
          kind = keySecretKind(source, begin + 1, i - 1, escaped, (container & IN_TOKEN) !== 0);
          underToken = kind === 'token' && isTokenKey(source, begin + 1, i - 1, escaped);
        }
        next = KEY_END;
      } else next = VALUE_END;
      const hidden = !isKey && kind !== null;
      if (!hidden && !(unicode && indent)) continue;
      // What was written of it is written over.
      const inside = source.toString('utf8', begin + 1, i - 1);
      const instead = hidden ? cover(kind as SecretKind, unescaped(inside)) : readableString(inside);
      // What covers a secret has nothing of that: *, {, }, letters and digits.
      if (hidden) seen = seenBefore;
      else if (/[`<\x85\u2028\u2029]/.test(instead)) seen |= MAY_BE_UNUSUAL;
      const size = Buffer.byteLength(instead);
      if (Math.max(docBegin, quoBegin) + size + 2 * (length - i) > most) return NEEDS_ROOM;
      logEnd = logBegin + 1 + log.write(instead, logBegin + 1);
      docEnd = docBegin + 1 + doc.write(instead, docBegin + 1);
      log[logEnd++] = QUOTE;
      doc[docEnd++] = QUOTE;
      if (!hidden) continue;
      covered = true;
      quoEnd = quoBegin + 2 + quo.write(instead, quoBegin + 2);
      quo[quoEnd++] = BACKSLASH;
      quo[quoEnd++] = QUOTE;
      continue;
    }
    if (next === KEY) return null;
    if (c === OPEN_BRACE || c === OPEN_BRACKET) {
      if (indent && open.length === DEPTH) return GROWS_TOO_MUCH;
      open.push(container);
      if (c === OPEN_BRACE) container = underToken ? OBJECT | IN_TOKEN : OBJECT;
      else container = kind === null ? 0 : kind === 'token' ? TOKENS_IN : SECRETS_IN;
      underToken = false;
      log[logEnd++] = c;
      doc[docEnd++] = c;
      quo[quoEnd++] = c;
      i++;
      first = true;
      line = indent;
      next = c === OPEN_BRACE ? KEY : VALUE;
      continue;
    }
    const end = scalarEnd(source, i);
    if (end < 0) return null;
    next = VALUE_END;
    // A passcode may be a number; what a token's key has as a number is a count.
    if (kind === 'secret' && c !== 0x74 && c !== 0x66 && c !== 0x6e) {
      covered = true;
      if (Math.max(docEnd, quoEnd) + 2 * (length - i) > most) return NEEDS_ROOM;
      logEnd += log.write('"***"', logEnd);
      docEnd += doc.write('"***"', docEnd);
      quoEnd += quo.write('\\"***\\"', quoEnd);
      i = end;
      continue;
    }
    while (i < end) {
      c = source[i++] as number;
      log[logEnd++] = c;
      doc[docEnd++] = c;
      quo[quoEnd++] = c;
    }
  }
}
