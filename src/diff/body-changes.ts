import type { Body, Message } from '../exchange/message.js';
import { shownBytes } from '../formats/quantity.js';
import { align } from './align.js';
import type { Change } from './change.js';
import { JsonComparison } from './json-changes.js';
import type { Renaming } from './renaming.js';

/** JSON that is nested deeper is compared as text. */
const DEEPEST_JSON = 200;
/** Lines of a text that are compared one by one. */
const MOST_LINES = 20_000;

/** How a body is named where it became another thing. */
function bodyName({ content, json, size }: Body): string {
  const bytes = size === null ? '' : `, ${shownBytes(size)}`;
  if (content === null || content.length === 0)
    return size === null || size === 0 ? 'none' : `not kept${bytes}`;
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

/** What changed in a body: JSON by path, text by its lines. */
export function* bodyChanges(a: Message, b: Message, renaming: Renaming): Generator<Change> {
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
