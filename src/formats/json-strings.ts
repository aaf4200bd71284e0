/** What people can read: letters, marks, digits, punctuation, symbols, spaces. */
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}]$/u;

// A surrogate pair, another \uXXXX, or an escape of two characters (so that `\\u0041` is left alone).
const ESCAPE = /\\(?:u(?:([dD][89abAB]..)\\u([dD][c-fC-F]..)|(....))|[^u])/g;

/**
 * The inside of a JSON string with its `\uXXXX` escapes turned into the characters, where those can be
 * printed and where it reads back the same. Quotes, backslashes, control and format characters (C0, C1,
 * bidi overrides), lone surrogates and unassigned ones stay escaped.
 */
export function readableString(inside: string): string {
  return inside.replace(ESCAPE, (sequence, high?: string, low?: string, single?: string) => {
    if (high !== undefined && low !== undefined) {
      const pair = String.fromCharCode(Number.parseInt(high, 16), Number.parseInt(low, 16));
      return PRINTABLE.test(pair) ? pair : sequence;
    }
    if (single === undefined) return sequence;
    const char = String.fromCharCode(Number.parseInt(single, 16));
    return char !== '"' && char !== '\\' && PRINTABLE.test(char) ? char : sequence;
  });
}
