import { SECRET_NAME_TAILS, type SecretKind, secretKind } from '../exchange/secrets.js';

/**
 * Which last three letters a secret key can have, without what does not count in a name (secrets.ts): separators, and digits at
 * its end. Five bits a letter, the last one lowest: `a` and `A` are the same. json-pass/pass.ts asks here first.
 */
export const SECRET_TAILS = new Uint8Array(1 << 15);
for (const tail of SECRET_NAME_TAILS) {
  const [third, second, last] = [...tail].map((letter) => letter.charCodeAt(0) & 31) as [
    number,
    number,
    number,
  ];
  SECRET_TAILS[last | (second << 5) | (third << 10)] = 1;
}

/**
 * What the value under a JSON key is; the key's escapes are still in it where `escaped` is true. `inToken`: the object is the
 * value of a key `token`, whose `id` is the token (v3 auth requests, v2 answers).
 */
export function textKeySecretKind(key: string, escaped: boolean, inToken: boolean): SecretKind | null {
  const name = escaped ? unescaped(key) : key;
  return inToken && name === 'id' ? 'token' : secretKind(name);
}

/** Whether the key, without escapes, is `token` itself, so that an object under it holds a token's id. */
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
