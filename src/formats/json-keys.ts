import { SECRET_NAME_TAILS, type SecretKind, secretKind } from '../exchange/secrets.js';

// Which last three letters a secret key can have, five bits a letter: 'a' and 'A' are the same.
const TAILS = new Uint8Array(1 << 15);
for (const tail of SECRET_NAME_TAILS) TAILS[tailOf(Buffer.from(tail), 0, 3)] = 1;

/** The last three letters of a name, without what does not count in one (secrets.ts): separators, and digits at its end. */
function tailOf(bytes: Uint8Array, from: number, to: number): number {
  let tail = 0;
  let shift = 0;
  for (let i = to - 1; i >= from && shift < 15; i--) {
    const c = bytes[i] as number;
    if (c === 0x2d || c === 0x5f || c === 0x2e || c === 0x20) continue;
    if (shift === 0 && c >= 0x30 && c <= 0x39) continue;
    tail |= (c & 31) << shift;
    shift += 5;
  }
  return tail;
}

/**
 * What the value under a JSON key is. `from` and `to` bound the key without its quotes; `inToken`: the
 * object is the value of a key `token`, whose `id` is the token (v3 auth requests, v2 answers).
 */
export function keySecretKind(
  bytes: Buffer,
  from: number,
  to: number,
  escaped: boolean,
  inToken: boolean,
): SecretKind | null {
  if (!escaped) {
    if (to - from < 3) {
      return inToken && to - from === 2 && bytes[from] === 0x69 && bytes[from + 1] === 0x64 ? 'token' : null;
    }
    if (TAILS[tailOf(bytes, from, to)] === 0) return null;
  }
  return textKeySecretKind(bytes.toString('utf8', from, to), escaped, inToken);
}

/** The same for a key that is a string; its escapes are still in it where `escaped` is true. */
export function textKeySecretKind(key: string, escaped: boolean, inToken: boolean): SecretKind | null {
  const name = escaped ? unescaped(key) : key;
  return inToken && name === 'id' ? 'token' : secretKind(name);
}

/** Whether the key is `token` itself, so that an object under it holds a token's id. */
export function isTokenKey(bytes: Buffer, from: number, to: number, escaped: boolean): boolean {
  if (!escaped) return to - from === 5 && isTokenName(bytes.toString('latin1', from, to));
  return isTokenName(unescaped(bytes.toString('utf8', from, to)));
}

/** The same for a name without escapes. */
export function isTokenName(name: string): boolean {
  return name.length === 5 && name.toLowerCase() === 'token';
}

/** The characters that the inside of a JSON string stands for; where it is broken, the inside itself. */
export function unescaped(inside: string): string {
  if (!inside.includes('\\')) return inside;
  try {
    return JSON.parse(`"${inside}"`) as string;
  } catch {
    return inside;
  }
}
