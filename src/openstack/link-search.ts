/** A JSON string value that begins with a link. */
export interface LinkValue {
  /** Index of the value's first character. */
  readonly start: number;
  /** What the pattern fitted, as it is written there. */
  readonly link: string;
  /** Index of the closing quote. */
  readonly end: number;
}

/** A regular expression for `findLinkValues`, from the source of one for a link. */
export function linkSearch(link: string): RegExp {
  return new RegExp(`(?<!\\\\)"(${link})`, 'g');
}

/**
 * The string values of the JSON text `json` that begin with what `search` fits, in order; keys of
 * objects are not values. Nothing is parsed: in JSON a quote that has no backslash before it opens or
 * closes a string, and no letter comes after a closing one. So a hostile text takes no longer than others.
 */
export function* findLinkValues(json: string, search: RegExp): Generator<LinkValue> {
  search.lastIndex = 0;
  for (let match = search.exec(json); match !== null; match = search.exec(json)) {
    const link = match[1] as string;
    const start = match.index + 1;
    const end = closingQuote(json, start + link.length);
    if (end < 0) return;
    if (!isKey(json, end)) yield { start, link, end };
    search.lastIndex = end + 1;
  }
}

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
