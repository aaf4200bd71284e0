/** A JSON string value that is a link. */
export interface LinkValue {
  /** Index of the value's first character. */
  readonly start: number;
  /** Index of the closing quote. */
  readonly end: number;
}

/** The links in a JSON text. */
export interface FoundLinks {
  /** The text, one character a byte, so that indices are the bytes'. */
  readonly json: string;
  readonly values: readonly LinkValue[];
}

const ANY_LINK = /"[hH][tT][tT][pP][sS]?:\\?\/\\?\//g;

let latest: { readonly body: Uint8Array; readonly found: FoundLinks } | null = null;

/**
 * The string values of the JSON text `body` that begin with `http://` or `https://`, in order; keys of
 * objects are not values. Nothing is parsed: in JSON a quote that has no backslash before it opens or
 * closes a string, and no letter comes after a closing one. So a hostile text takes no longer than others.
 * What was found last is kept, as whoever looks for strays and whoever changes links ask for the same body in turn.
 */
export function findLinks(body: Uint8Array): FoundLinks {
  if (latest?.body === body) return latest.found;
  const json = Buffer.from(body.buffer, body.byteOffset, body.length).toString('latin1');
  const values: LinkValue[] = [];
  ANY_LINK.lastIndex = 0;
  while (ANY_LINK.test(json)) {
    // Just behind `"http://`; a link has more than the eight characters of that, or its closing quote.
    const start = json.lastIndexOf('"', ANY_LINK.lastIndex - 1) + 1;
    if (json.charCodeAt(start - 2) === BACKSLASH) {
      ANY_LINK.lastIndex = start;
      continue;
    }
    const end = closingQuote(json, ANY_LINK.lastIndex);
    if (end < 0) break;
    if (!isKey(json, end)) values.push({ start, end });
    ANY_LINK.lastIndex = end + 1;
  }
  const found = { json, values };
  latest = { body, found };
  return found;
}

/** Lets go of what was found last. */
export function forgetLinks(): void {
  latest = null;
}

const BACKSLASH = 0x5c;

function closingQuote(json: string, from: number): number {
  for (let quote = json.indexOf('"', from); quote >= 0; quote = json.indexOf('"', quote + 1)) {
    let before = quote - 1;
    while (json[before] === '\\') before--;
    if ((quote - before) % 2 === 1) return quote;
  }
  return -1;
}

function isKey(json: string, closing: number): boolean {
  let at = closing + 1;
  while (isSpace(json[at])) at++;
  return json[at] === ':';
}

function isSpace(character: string | undefined): boolean {
  return character === ' ' || character === '\n' || character === '\r' || character === '\t';
}

/** The key whose value opens at `start`, as it is written; null: an array's element, or a key too long. */
export function keyOfValue(json: string, start: number, longest = 20): string | null {
  let at = start - 2;
  while (isSpace(json[at])) at--;
  if (json[at] !== ':') return null;
  do at--;
  while (isSpace(json[at]));
  if (json[at] !== '"') return null;
  const opening = json.lastIndexOf('"', at - 1);
  return opening >= 0 && at - opening - 1 <= longest ? json.slice(opening + 1, at) : null;
}
