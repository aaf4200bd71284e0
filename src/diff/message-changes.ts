import { type HeaderLines, headerPairs } from '../exchange/headers.js';
import type { Body, Message } from '../exchange/message.js';
import { secretKind } from '../exchange/secrets.js';
import { shownBytes } from '../formats/quantity.js';
import { align } from './align.js';
import type { Change } from './change.js';
import { JsonComparison } from './json-changes.js';
import type { Renaming } from './renaming.js';
import { isExactKey, isVolatileHeader } from './volatile.js';

/** JSON that is nested deeper is compared as text. */
const DEEPEST_JSON = 200;
/** Lines of a text that are compared one by one. */
const MOST_LINES = 20_000;

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

type Headers = ReturnType<typeof byName>;

/** Whether the Host is that of the URL. */
function hasOwnHost({ url }: Message, headers: Headers): boolean {
  return headers.get('host')?.values.join() === /^[a-z]+:\/\/([^/?#]*)/i.exec(url)?.[1];
}

function* headerChanges(a: Message, b: Message, renaming: Renaming): Generator<Change> {
  const [headersA, headersB] = [byName(a.headers), byName(b.headers)];
  // Of the URL, which is compared itself.
  const isHostKnown = hasOwnHost(a, headersA) && hasOwnHost(b, headersB);
  const areBodiesCompared = a.body.content !== null || b.body.content !== null;
  for (const key of new Set([...headersA.keys(), ...headersB.keys()])) {
    if (isVolatileHeader(key) || (areBodiesCompared && OF_THE_BODY.test(key))) continue;
    if (isHostKnown && key === 'host') continue;
    const [one, other] = [headersA.get(key), headersB.get(key)];
    const what = `header ${(one ?? other)?.name}`;
    const [before, after] = [one?.values.join(', '), other?.values.join(', ')];
    if (before === undefined || after === undefined) {
      yield {
        in: a.kind,
        what,
        ...(before === undefined ? {} : { before }),
        ...(after === undefined ? {} : { after }),
      };
    } else if (!isSecret(key) && !isSameHeader(key, before, after, renaming)) {
      yield { in: a.kind, what, before, after };
    }
  }
}

function isSameHeader(key: string, a: string, b: string, renaming: Renaming): boolean {
  // An authority is known by what is in front of it.
  if (key === 'host') return renaming.isSame(`://${a}`, `://${b}`);
  return renaming.isSame(a, b, isExactKey(key));
}

/** How a body is named where it became another thing. */
function bodyName({ content, json, size }: Body): string {
  const bytes = size === null ? '' : `, ${shownBytes(size)}`;
  if (content === null) return size === null || size === 0 ? 'none' : `not kept${bytes}`;
  return `${json ? 'JSON' : typeof content === 'string' ? 'text' : 'bytes'}${bytes}`;
}

/** How deep braces and brackets go at most; those in strings count as well. */
function nesting(json: string): number {
  let depth = 0;
  let deepest = 0;
  for (const { 0: bracket } of json.matchAll(/[[\]{}]/g)) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function jsonChanges(
  a: string,
  b: string,
  where: Change['in'],
  renaming: Renaming,
): readonly Change[] | null {
  if (nesting(a) > DEEPEST_JSON || nesting(b) > DEEPEST_JSON) return null;
  const comparison = new JsonComparison(where, renaming);
  comparison.compare(JSON.parse(a), JSON.parse(b));
  return comparison.changes;
}

/** Lines that were there alone, by what may be the same in them. */
function textNote(a: string, b: string, renaming: Renaming): string | null {
  const [linesA, linesB] = [a, b].map((text) => text.split(/\r?\n/)) as [string[], string[]];
  if (linesA.length > MOST_LINES || linesB.length > MOST_LINES) {
    return renaming.mask(a) === renaming.mask(b) ? null : 'another text';
  }
  const symbols = new Map<string, number>();
  const symbol = (line: string) => {
    const text = renaming.mask(line);
    const known = symbols.get(text) ?? symbols.size;
    symbols.set(text, known);
    return known;
  };
  const pairs = align(linesA.map(symbol), linesB.map(symbol));
  let same = 0;
  let differing: string | null = null;
  for (const [i, j] of pairs) {
    if (renaming.isSame(linesA[i] as string, linesB[j] as string)) same++;
    else differing ??= `"${linesA[i]}" -> "${linesB[j]}"`;
  }
  if (same === linesA.length && same === linesB.length) return null;
  const [pairedA, pairedB] = [new Set(pairs.map(([i]) => i)), new Set(pairs.map(([, j]) => j))];
  const gone = linesA.find((_, i) => !pairedA.has(i));
  const come = linesB.find((_, j) => !pairedB.has(j));
  const first = [gone === undefined ? [] : `-"${gone}"`, come === undefined ? [] : `+"${come}"`]
    .flat()
    .join(' ');
  return `${linesA.length - same} lines less, ${linesB.length - same} more: ${differing ?? first}`;
}

const isBytes = (content: Body['content']): content is Uint8Array =>
  content !== null && typeof content !== 'string';

/** Whether two bodies that are no text are the same, as far as both were kept. */
function areSameBytes(a: Uint8Array, b: Uint8Array): boolean {
  const length = Math.min(a.length, b.length);
  return Buffer.from(a.subarray(0, length)).equals(b.subarray(0, length));
}

function* bodyChanges(a: Message, b: Message, renaming: Renaming): Generator<Change> {
  const [one, other] = [a.body, b.body];
  const where = a.kind;
  const named = { in: where, what: 'body', before: bodyName(one), after: bodyName(other) } as const;
  if (isBytes(one.content) && isBytes(other.content)) {
    // Of the same length they would look the same.
    if (!areSameBytes(one.content, other.content)) yield { ...named, note: 'other bytes' };
    else if (one.size !== other.size && one.size !== null && other.size !== null) yield named;
    return;
  }
  if (one.content === other.content) {
    if (one.truncated && other.truncated && one.size !== other.size) yield named;
    return;
  }
  if (typeof one.content !== 'string' || typeof other.content !== 'string') {
    // An empty text and no body are the same.
    if (named.before !== named.after) yield named;
    return;
  }
  if (one.json !== other.json) {
    yield named;
    return;
  }
  const changes = one.json ? jsonChanges(one.content, other.content, where, renaming) : null;
  if (changes !== null) {
    yield* changes;
    return;
  }
  const note = textNote(one.content, other.content, renaming);
  if (note !== null) yield { ...named, note };
}

/** What changed from one message to the other: headers by name, JSON by path, text by its lines. */
export function* messageChanges(a: Message, b: Message, renaming: Renaming): Generator<Change> {
  yield* headerChanges(a, b, renaming);
  yield* bodyChanges(a, b, renaming);
}
