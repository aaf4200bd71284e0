/** Bytes that mean something in JSON (RFC 8259, 2). */
export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const BACKSLASH = 0x5c;
export const OPEN_BRACKET = 0x5b;
export const CLOSE_BRACKET = 0x5d;
export const OPEN_BRACE = 0x7b;
export const CLOSE_BRACE = 0x7d;

/** White space (RFC 8259, 2). */
export const SPACE = 0x20;
export const LINE_FEED = 0x0a;
export const CARRIAGE_RETURN = 0x0d;
export const TAB = 0x09;

/**
 * How long the escape is that begins with the backslash at `at`: 2 or 6 bytes, or 0 where it is none. All of these
 * functions need a byte behind the text that belongs to no lexeme.
 */
export function escapeLength(bytes: Uint8Array, at: number): number {
  switch (bytes[at + 1]) {
    case QUOTE:
    case BACKSLASH:
    case 0x2f: // slash
    case 0x62: // b
    case 0x66: // f
    case 0x6e: // n
    case 0x72: // r
    case 0x74: // t
      return 2;
    case 0x75: // u
      for (let i = at + 2; i < at + 6; i++) if (!isHexDigit(bytes[i] as number)) return 0;
      return 6;
    default:
      return 0;
  }
}

function isHexDigit(c: number): boolean {
  return isDigit(c) || ((c | 32) >= 0x61 && (c | 32) <= 0x66);
}

function isDigit(c: number): boolean {
  return c >= 0x30 && c <= 0x39;
}

function digitsEnd(bytes: Uint8Array, at: number): number {
  let i = at;
  while (isDigit(bytes[i] as number)) i++;
  return i;
}

/** The index after the number, `true`, `false` or `null` that begins at `at`, or -1 where there is none (RFC 8259, 3 and 6). */
export function scalarEnd(bytes: Uint8Array, at: number): number {
  switch (bytes[at]) {
    case 0x74:
      return wordEnd(bytes, at, 'true');
    case 0x66:
      return wordEnd(bytes, at, 'false');
    case 0x6e:
      return wordEnd(bytes, at, 'null');
    default:
      return numberEnd(bytes, at);
  }
}

function wordEnd(bytes: Uint8Array, at: number, word: string): number {
  for (let i = 1; i < word.length; i++) if (bytes[at + i] !== word.charCodeAt(i)) return -1;
  return at + word.length;
}

function numberEnd(bytes: Uint8Array, at: number): number {
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
