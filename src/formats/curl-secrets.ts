import { formSecretKind, secretKind } from '../exchange/secrets.js';
import { stringPlaces } from './json-places.js';
import type { ShellPiece, ShellVariable } from './shell.js';

const HIDDEN = /\*\*\*|\{SHA256\}[0-9a-f]{64}/g;
const isHidden = (text: string) => /^(?:\*\*\*|\{SHA256\}[0-9a-f]{64})$/.test(text);

/** A secret that a command needs from its environment. */
export interface NeededSecret {
  /** `OS_TOKEN` */
  readonly name: string;
  /** What the trace has in its place: `***`, or `{SHA256}` and the digest of the token. */
  readonly shown: string;
}

/** `OS_TOKEN` of an X-Auth-Token, `OS_NEW_PASSWORD` of `newPassword`: what the environment is to call it. */
function variableName(key: string): string {
  const words = key
    .replace(/^x-/i, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .toUpperCase();
  const name = words === '' ? 'SECRET' : words;
  return name.startsWith('OS_') ? name : `OS_${name}`;
}

/** The clients' own names of what one logs in with (keystoneauth1, loading; python-openstackclient, authentication). */
function jsonName(keys: readonly string[]): string {
  const [key = 'body', parent] = keys.toReversed();
  const plain = key.toLowerCase();
  if (keys[0] === 'auth') {
    if (parent === 'token' && key === 'id') return 'OS_TOKEN';
    if (parent === 'application_credential' && plain === 'secret') return 'OS_APPLICATION_CREDENTIAL_SECRET';
    return variableName(key);
  }
  // Somebody else's: `{"user": {"password": ...}}` makes a user.
  const isCallers = plain === 'password' || plain === 'token' || plain === 'id';
  return variableName(isCallers && parent !== undefined ? `${parent}_${key}` : key);
}

/**
 * Finds what the trace hides in one request, and puts variables in its place. Names are the request's own: two
 * secrets that may be different have different ones, `OS_PASSWORD` and `OS_PASSWORD_2`.
 */
export class HiddenSecrets {
  readonly #shown = new Map<string, string>();

  /** Those that were found, in the order of appearance. */
  get needed(): NeededSecret[] {
    return [...this.#shown].map(([name, shown]) => ({ name, shown }));
  }

  /** The value of a header. */
  header(name: string, value: string): ShellPiece[] {
    const plain = name.toLowerCase();
    if (plain === 'cookie') return this.#pairs(value, ';', (key) => `cookie_${key}`);
    if (plain === 'x-auth-token') return this.#all(value, () => 'OS_TOKEN');
    const isSecret = secretKind(name) !== null || /^(?:proxy-)?authorization$/.test(plain);
    if (isSecret) return this.#all(value, () => variableName(name));
    return value.includes('/') ? this.url(value) : [value];
  }

  /** A URL, or its path and query: fields of the query, tokens in the path, a password in front of the host. */
  url(url: string): ShellPiece[] {
    return this.#all(url, (before) => {
      const field = /[?&;]([^?&;=]*)=$/.exec(before)?.[1];
      if (field !== undefined) return variableName(field);
      return before.endsWith('/') ? 'OS_SUBJECT_TOKEN' : 'OS_URL_PASSWORD';
    });
  }

  /** A JSON text. */
  json(text: string): ShellPiece[] {
    const pieces: ShellPiece[] = [];
    let at = 0;
    for (const { from, to, keys } of stringPlaces(text, (inside) => inside.match(HIDDEN) !== null)) {
      const inside = text.slice(from, to);
      // Three asterisks under another key are no secret.
      const names = isHidden(inside) && this.#isSecretPlace(keys) ? () => jsonName(keys) : null;
      const found = names === null ? this.#inText(inside, true) : this.#all(inside, names, true);
      pieces.push(text.slice(at, from), ...found);
      at = to;
    }
    return [...pieces, text.slice(at)];
  }

  /** The fields of a form (application/x-www-form-urlencoded), each with its name and what stands between. */
  form(text: string): ShellPiece[] {
    return this.#pairs(text, '&', (key) => key, formSecretKind);
  }

  /** Any other text. */
  text(text: string): ShellPiece[] {
    return isHidden(text) ? this.#all(text, () => 'OS_PAYLOAD') : this.#inText(text, false);
  }

  /** A token in a text can be told from anything else; of three asterisks, those that end a URL's field can. */
  #inText(text: string, inJson: boolean): ShellPiece[] {
    return this.#all(
      text,
      (before, shown) => {
        const key = /([\w.-]{2,64})(?:["']?\s*[:=]\s*u?["']?|>)$/.exec(before)?.[1];
        if (key !== undefined && (shown !== '***' || formSecretKind(key) !== null)) return variableName(key);
        return shown === '***' ? null : 'OS_TOKEN';
      },
      inJson,
    );
  }

  #pairs(
    text: string,
    separator: string,
    named: (key: string) => string,
    kind: (key: string) => unknown = () => true,
  ): ShellPiece[] {
    const pieces: ShellPiece[] = [];
    for (const [i, pair] of text.split(separator).entries()) {
      const equals = pair.indexOf('=');
      const key = pair.slice(0, Math.max(0, equals)).trim();
      const value = pair.slice(equals + 1);
      if (i > 0) pieces.push(separator);
      pieces.push(pair.slice(0, equals + 1));
      if (isHidden(value) && kind(key) !== null)
        pieces.push(this.#variable(variableName(named(key)), value, false));
      else pieces.push(value);
    }
    return pieces;
  }

  /** Variables for all that is hidden in a text; where `named` gives none, it stays. */
  #all(text: string, named: (before: string, shown: string) => string | null, inJson = false): ShellPiece[] {
    const pieces: ShellPiece[] = [];
    let at = 0;
    for (const { 0: shown, index } of text.matchAll(HIDDEN)) {
      const name = named(text.slice(Math.max(0, index - 80), index), shown);
      if (name === null) continue;
      pieces.push(text.slice(at, index), this.#variable(name, shown, inJson));
      at = index + shown.length;
    }
    return [...pieces, text.slice(at)];
  }

  #isSecretPlace(keys: readonly string[]): boolean {
    const [key = '', parent = ''] = keys.toReversed();
    return secretKind(key) !== null || (parent.toLowerCase() === 'token' && key === 'id');
  }

  #variable(base: string, shown: string, inJson: boolean): ShellVariable {
    let name = base;
    // The same token is the same; of passwords nobody knows.
    for (let i = 2; this.#shown.has(name) && (shown === '***' || this.#shown.get(name) !== shown); i++) {
      name = `${base}_${i}`;
    }
    this.#shown.set(name, shown);
    // A token has no character that JSON would have to escape.
    return { name, inJson: inJson && shown === '***' };
  }
}
