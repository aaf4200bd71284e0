import { type HeaderLines, headerPairs } from '../exchange/headers.js';
import type { Message } from '../exchange/message.js';
import { secretKind } from '../exchange/secrets.js';
import { type Change, changed } from './change.js';
import type { Renaming } from './renaming.js';
import { isExactKey, isVolatileHeader } from './volatile.js';

/** What is told of a body that is compared itself. */
const OF_THE_BODY = /^(?:content-length|etag|content-md5)$/;
/** Headers whose values are secrets; that they are there counts. */
const isSecret = (name: string) =>
  /^(?:set-cookie|cookie|authorization)$/.test(name) || secretKind(name) !== null;

/** Name as it was written first, and all values, by the name in lower case. */
function byName(lines: HeaderLines): Map<string, { readonly name: string; readonly values: string[] }> {
  const headers = new Map<string, { readonly name: string; readonly values: string[] }>();
  for (const [name, value] of headerPairs(lines)) {
    const known = headers.get(name.toLowerCase());
    if (known === undefined) headers.set(name.toLowerCase(), { name, values: [value] });
    else known.values.push(value);
  }
  return headers;
}

/** A header in both messages; undefined: it is not there. */
interface HeaderPair {
  /** In lower case. */
  readonly key: string;
  readonly name: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

const authorityOf = ({ url }: Message) => /^[a-z]+:\/\/([^/?#]*)/i.exec(url)?.[1];

/** Whether both have lines of the same names in the same order, as most do; they are compared line by line then. */
function areAlike(a: HeaderLines, b: HeaderLines): boolean {
  return a.length === b.length && a.every((text, i) => i % 2 === 1 || text === b[i]);
}

/** The headers of both that are not the same by the letter. */
function* headerPairsOf(a: HeaderLines, b: HeaderLines): Generator<HeaderPair> {
  if (areAlike(a, b)) {
    for (let i = 0; i + 1 < a.length; i += 2) {
      const name = a[i] as string;
      if (a[i + 1] !== b[i + 1]) yield { key: name.toLowerCase(), name, before: a[i + 1], after: b[i + 1] };
    }
    return;
  }
  const [headersA, headersB] = [byName(a), byName(b)];
  for (const key of new Set([...headersA.keys(), ...headersB.keys()])) {
    const [one, other] = [headersA.get(key), headersB.get(key)];
    const name = (one ?? other)?.name ?? key;
    yield { key, name, before: one?.values.join(', '), after: other?.values.join(', ') };
  }
}

/** The headers that one message has and the other has not, or with another value. */
export function* headerChanges(a: Message, b: Message, renaming: Renaming): Generator<Change> {
  const areBodiesCompared = a.body.content !== null || b.body.content !== null;
  for (const { key, name, before, after } of headerPairsOf(a.headers, b.headers)) {
    if (isVolatileHeader(key) || (areBodiesCompared && OF_THE_BODY.test(key))) continue;
    // That of the URL is compared with it.
    if (key === 'host' && before === authorityOf(a) && after === authorityOf(b)) continue;
    if (before !== undefined && after !== undefined) {
      if (isSecret(key) || isSameHeader(key, before, after, renaming)) continue;
    }
    yield changed(a.kind, `header ${name}`, before, after);
  }
}

function isSameHeader(key: string, a: string, b: string, renaming: Renaming): boolean {
  // An authority is known by what is in front of it.
  if (key === 'host') return renaming.isSame(`://${a}`, `://${b}`);
  return renaming.isSame(a, b, isExactKey(key));
}
