import { cover, type SecretKind } from '../exchange/secrets.js';
import { isTokenKey, keySecretKind, unescaped } from './json-keys.js';
import { JsonOutput } from './json-output.js';
import { readableString } from './json-strings.js';

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const SPACE = 0x20;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** What is remembered of each open container, in one small number. */
const OBJECT = 1;
/** An object under the key `token`. */
const IN_TOKEN = 2;
/** An array under a secret key: so are its elements. */
const SECRETS_IN = 4;
const TOKENS_IN = 8;

/**
 * The indented text may be so many times as long as the text (or 256 KiB). Deep nesting makes indentation
 * grow with the square of the length; a text beyond this bound (or nested deeper than DEPTH) is not indented.
 */
const GROWTH = 16;
const GROWTH_FLOOR = 256 << 10;
const DEPTH = 4096;

// Whether the string that stringEnd went over has escapes, and \u ones. Not a result, to make no object.
let escapes = false;
let unicodeEscapes = false;

/** The index after the string that begins at the quote `at`, or -1 where it is no JSON string. */
function stringEnd(bytes: Buffer, at: number): number {
  escapes = false;
  unicodeEscapes = false;
  const length = bytes.length;
  for (let i = at + 1; i < length; i++) {
    const c = bytes[i] as number;
    if (c === QUOTE) return i + 1;
    if (c < SPACE) return -1;
    if (c !== BACKSLASH) continue;
    escapes = true;
    i = escapeEnd(bytes, i + 1);
    if (i < 0) return -1;
  }
  return -1;
}

/** The last index of the escape whose letter stands at `at`, or -1. */
function escapeEnd(bytes: Buffer, at: number): number {
  switch (bytes[at]) {
    case QUOTE:
    case BACKSLASH:
    case 0x2f: // slash
    case 0x62: // b
    case 0x66: // f
    case 0x6e: // n
    case 0x72: // r
    case 0x74: // t
      return at;
    case 0x75: // u
      unicodeEscapes = true;
      for (let i = at + 1; i <= at + 4; i++) if (!isHexDigit(bytes[i])) return -1;
      return at + 4;
    default:
      return -1;
  }
}

function isHexDigit(c: number | undefined): boolean {
  return c !== undefined && ((c >= 0x30 && c <= 0x39) || ((c | 32) >= 0x61 && (c | 32) <= 0x66));
}

function digitsEnd(bytes: Buffer, at: number): number {
  let i = at;
  while (i < bytes.length && (bytes[i] as number) >= 0x30 && (bytes[i] as number) <= 0x39) i++;
  return i;
}

/** The index after the number that begins at `at`, or -1 (RFC 8259, 6). */
function numberEnd(bytes: Buffer, at: number): number {
  const first = bytes[at] === 0x2d ? at + 1 : at;
  let i = digitsEnd(bytes, first);
  if (i === first || (bytes[first] === 0x30 && i > first + 1)) return -1;
  if (bytes[i] === 0x2e) {
    const fraction = i + 1;
    i = digitsEnd(bytes, fraction);
    if (i === fraction) return -1;
  }
  if (bytes[i] === 0x65 || bytes[i] === 0x45) {
    const exponent = bytes[i + 1] === 0x2b || bytes[i + 1] === 0x2d ? i + 2 : i + 1;
    i = digitsEnd(bytes, exponent);
    if (i === exponent) return -1;
  }
  return i;
}

/** The index after `true`, `false` or `null`, or -1. */
function literalEnd(bytes: Buffer, at: number): number {
  const word = bytes[at] === 0x74 ? 'true' : bytes[at] === 0x66 ? 'false' : 'null';
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word.charCodeAt(i)) return -1;
  return at + word.length;
}

function spaceEnd(bytes: Buffer, at: number): number {
  let i = at;
  for (;;) {
    const c = bytes[i];
    if (c !== SPACE && c !== 0x0a && c !== 0x0d && c !== 0x09) return i;
    i++;
  }
}

/** A JSON text written anew, in the ways that were asked for. */
export interface RewrittenJson {
  /** With the values of secret keys covered. The source itself: nothing had to be. */
  readonly hidden: Buffer;
  /** The same, indented; `hidden` itself where it was not asked for, would grow too much, or nothing had to change. Valid until the next call. */
  readonly indented: Buffer;
}

/** What is covered in a text that is indented as well: another output, in which all else stays as it came. */
class Covered {
  readonly #source: Buffer;
  readonly #output = new JsonOutput(Buffer.alloc(0));
  #from = 0;

  constructor(source: Buffer) {
    this.#source = source;
  }

  /** `text` stands for what the source has between `from` and `to`. */
  cover(from: number, to: number, text: string): void {
    this.#output.copy(this.#source, this.#from, from);
    this.#output.text(text);
    this.#from = to;
  }

  finish(): Buffer {
    this.#output.copy(this.#source, this.#from, this.#source.length);
    return this.#output.finish();
  }
}

/**
 * Goes once over a UTF-8 text and writes it anew: `indent` by two spaces a level, `hide` with the values
 * of secret keys covered. Without recursion, in time and space that grow with the text alone.
 *
 * @returns null: it is not one whole JSON text (RFC 8259).
 */
export function rewriteJson(source: Buffer, indent: boolean, hide: boolean): RewrittenJson | null {
  const length = source.length;
  const bound = Math.max(GROWTH * length, GROWTH_FLOOR);
  const output = indent ? new JsonOutput() : null;
  let covered: Covered | null = null;
  const open: number[] = [];
  let container = 0;
  let kind: SecretKind | null = null;
  let underToken = false;
  let i = spaceEnd(source, 0);
  // What is not yet written of the indented text begins here.
  let from = i;

  for (;;) {
    if ((container & OBJECT) !== 0) {
      if (source[i] !== QUOTE) return null;
      const end = stringEnd(source, i);
      if (end < 0) return null;
      if (hide) {
        kind = keySecretKind(source, i + 1, end - 1, escapes, (container & IN_TOKEN) !== 0);
        underToken = kind === 'token' && isTokenKey(source, i + 1, end - 1, escapes);
      }
      if (output !== null && unicodeEscapes) {
        output.copy(source, from, i);
        output.text(readableString(source.toString('utf8', i, end)));
        from = end;
      }
      i = spaceEnd(source, end);
      if (source[i] !== COLON) return null;
      const value = spaceEnd(source, i + 1);
      if (output !== null && (i !== end || value !== i + 2 || source[i + 1] !== SPACE)) {
        output.copy(source, from, end);
        output.colon();
        from = value;
      }
      i = value;
    }

    const c = source[i];
    if (c === QUOTE) {
      const end = stringEnd(source, i);
      if (end < 0) return null;
      if (kind !== null) {
        const text = coveredString(kind, source.toString('utf8', i + 1, end - 1));
        covered ??= new Covered(source);
        covered.cover(i + 1, end - 1, text);
        if (output !== null) {
          output.copy(source, from, i + 1);
          output.text(text);
          from = end - 1;
        }
      } else if (output !== null && unicodeEscapes) {
        output.copy(source, from, i);
        output.text(readableString(source.toString('utf8', i, end)));
        from = end;
      }
      i = end;
    } else if (c === OPEN_BRACE || c === OPEN_BRACKET) {
      open.push(container);
      if (c === OPEN_BRACE) container = underToken ? OBJECT | IN_TOKEN : OBJECT;
      else container = kind === null ? 0 : kind === 'token' ? TOKENS_IN : SECRETS_IN;
      underToken = false;
      const inside = spaceEnd(source, i + 1);
      if (source[inside] !== (c === OPEN_BRACE ? CLOSE_BRACE : CLOSE_BRACKET)) {
        if (output !== null) {
          output.copy(source, from, i + 1);
          if (output.length > bound || open.length > DEPTH) return rewriteJson(source, false, hide);
          output.newLine(open.length);
          from = inside;
        }
        i = inside;
        continue;
      }
      if (output !== null && inside !== i + 1) {
        output.copy(source, from, i + 1);
        from = inside;
      }
      container = open.pop() as number;
      i = inside + 1;
    } else if (c === 0x74 || c === 0x66 || c === 0x6e) {
      i = literalEnd(source, i);
      if (i < 0) return null;
    } else {
      const end = numberEnd(source, i);
      if (end < 0) return null;
      // A passcode may be a number; what a token's key has as a number is a count.
      if (kind === 'secret') {
        covered ??= new Covered(source);
        covered.cover(i, end, '"***"');
        if (output !== null) {
          output.copy(source, from, i);
          output.text('"***"');
          from = end;
        }
      }
      i = end;
    }

    for (;;) {
      const end = i;
      i = spaceEnd(source, i);
      if (open.length === 0) {
        if (i !== length) return null;
        const hidden = covered === null ? source : covered.finish();
        if (output === null || (from === 0 && output.length === 0 && end === length))
          return { hidden, indented: hidden };
        output.copy(source, from, end);
        return { hidden, indented: output.finish() };
      }
      if (source[i] === COMMA) {
        if (output !== null) {
          if (end !== i) {
            output.copy(source, from, end);
            from = i;
          }
          output.copy(source, from, i + 1);
          if (output.length > bound) return rewriteJson(source, false, hide);
          output.newLine(open.length);
          i = from = spaceEnd(source, i + 1);
        } else i = spaceEnd(source, i + 1);
        underToken = false;
        kind = (container & SECRETS_IN) !== 0 ? 'secret' : (container & TOKENS_IN) !== 0 ? 'token' : null;
        break;
      }
      if (source[i] !== ((container & OBJECT) !== 0 ? CLOSE_BRACE : CLOSE_BRACKET)) return null;
      container = open.pop() as number;
      if (output !== null) {
        output.copy(source, from, end);
        output.newLine(open.length);
        from = i;
      }
      i++;
    }
  }
}

function coveredString(kind: SecretKind, inside: string): string {
  return cover(kind, unescaped(inside));
}
