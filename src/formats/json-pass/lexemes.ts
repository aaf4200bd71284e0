// AssemblyScript: see pass.ts. Behind the text are NULs.

// Bytes that mean something in JSON (RFC 8259, 2).
export const QUOTE: u8 = 0x22;
export const COMMA: u8 = 0x2c;
export const COLON: u8 = 0x3a;
export const BACKSLASH: u8 = 0x5c;
export const OPEN_BRACKET: u8 = 0x5b;
export const CLOSE_BRACKET: u8 = 0x5d;
export const OPEN_BRACE: u8 = 0x7b;
export const CLOSE_BRACE: u8 = 0x7d;

// White space (RFC 8259, 2).
export const SPACE: u8 = 0x20;
export const LINE_FEED: u8 = 0x0a;
export const CARRIAGE_RETURN: u8 = 0x0d;
export const TAB: u8 = 0x09;

/** How long the escape is that begins with the backslash at `at`: 2 or 6 bytes, or 0 where it is none. */
export function escapeLength(at: usize): usize {
  switch (load<u8>(at + 1)) {
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
      for (let i = at + 2; i < at + 6; i++) if (!isHexDigit(load<u8>(i))) return 0;
      return 6;
    default:
      return 0;
  }
}

export function isDigit(c: u8): bool {
  return c >= 0x30 && c <= 0x39;
}

function isHexDigit(c: u8): bool {
  const lower: u8 = c | 32;
  return isDigit(c) || (lower >= 0x61 && lower <= 0x66);
}

function digitsEnd(at: usize): usize {
  let i = at;
  while (isDigit(load<u8>(i))) i++;
  return i;
}

/** Behind the number, `true`, `false` or `null` that begins at `at`, or 0 where there is none (RFC 8259, 3 and 6). */
export function scalarEnd(at: usize): usize {
  const four = load<u32>(at);
  if (four === 0x65757274 || four === 0x6c6c756e) return at + 4; // true, null
  if (four === 0x736c6166 && load<u8>(at + 4) === 0x65) return at + 5; // false
  const first = load<u8>(at) === 0x2d ? at + 1 : at;
  let i = digitsEnd(first);
  if (i === first || (load<u8>(first) === 0x30 && i > first + 1)) return 0;
  if (load<u8>(i) === 0x2e) {
    const fraction = i + 1;
    i = digitsEnd(fraction);
    if (i === fraction) return 0;
  }
  if ((load<u8>(i) | 32) === 0x65) {
    const sign = load<u8>(i + 1);
    const exponent = sign === 0x2b || sign === 0x2d ? i + 2 : i + 1;
    i = digitsEnd(exponent);
    if (i === exponent) return 0;
  }
  return i;
}
