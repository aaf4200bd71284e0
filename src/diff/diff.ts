import type { Exchange } from '../exchange/exchange.js';
import { headerPairs } from '../exchange/headers.js';
import { align, type Pair } from './align.js';
import { type Call, callChanges, timeChange } from './call-changes.js';
import { callPath } from './call-path.js';
import type { CallDiff, TraceDiff } from './change.js';
import { Renaming } from './renaming.js';
import { lastingValues } from './volatile.js';

/** The ids and authorities of a trace. */
function valuesOf(exchanges: readonly Exchange[]): Set<string> {
  const values = new Set<string>();
  // A poll has the same answer again and again.
  const seen = new Set<string>();
  const add = (text: string) => {
    if (seen.has(text)) return;
    seen.add(text);
    for (const value of lastingValues(text)) values.add(value);
  };
  for (const { url, request, response } of exchanges) {
    add(url);
    for (const message of [request, response]) {
      if (message === null) continue;
      for (const [name, value] of headerPairs(message.headers)) {
        if (!/^x-requestshook-/i.test(name)) add(value);
      }
      if (typeof message.body.content === 'string') add(message.body.content);
    }
  }
  return values;
}

/** What tells calls apart, the finest first: two calls that have one in common may be the same call. */
function symbolsOf({ exchange, path }: Call, renaming: Renaming): readonly string[] {
  const { from, service, method, request, response } = exchange;
  const key = [from, service, method, path.template].join('\0');
  const variables = path.segments.map(({ value, template }) =>
    template === null ? '' : renaming.mask(value),
  );
  const named = [key, ...variables, renaming.mask(path.query)].join('\0');
  const { content } = request.body;
  const body = typeof content === 'string' ? renaming.mask(content) : '';
  return [[named, response?.status ?? '', body].join('\0'), named, key];
}

/** The calls of both traces in a sequence of symbols each, for each level. */
function sequences(
  a: readonly Call[],
  b: readonly Call[],
  renaming: Renaming,
): (readonly [number[], number[]])[] {
  const known = new Map<string, number>();
  const numbered = (call: Call) =>
    symbolsOf(call, renaming).map((text) => {
      const number = known.get(text) ?? known.size;
      known.set(text, number);
      return number;
    });
  const [symbolsA, symbolsB] = [a.map(numbered), b.map(numbered)];
  return [0, 1, 2].map((level) => [
    symbolsA.map((symbols) => symbols[level] as number),
    symbolsB.map((symbols) => symbols[level] as number),
  ]);
}

type Levels = readonly (readonly [readonly number[], readonly number[]])[];

/** Aligns by the finest symbols, and what is between by coarser ones. */
function alignLevels([level, ...coarser]: Levels): Pair[] {
  if (level === undefined) return [];
  const [a, b] = level;
  const found = align(a, b);
  if (coarser.length === 0) return found;
  const pairs: Pair[] = [];
  let [fromA, fromB] = [0, 0];
  for (const [toA, toB] of [...found, [a.length, b.length] as const]) {
    if (fromA < toA && fromB < toB) {
      const between: Levels = coarser.map(([x, y]) => [x.slice(fromA, toA), y.slice(fromB, toB)]);
      for (const [i, j] of alignLevels(between)) pairs.push([fromA + i, fromB + j]);
    }
    if (toA < a.length || toB < b.length) pairs.push([toA, toB]);
    [fromA, fromB] = [toA + 1, toB + 1];
  }
  return pairs;
}

/** Calls that were not aligned, but have a symbol in common: they are at another place. */
function movedPairs(levels: Levels, pairs: readonly Pair[]): Pair[] {
  const usedA = new Set(pairs.map(([i]) => i));
  const usedB = new Set(pairs.map(([, j]) => j));
  const moved: Pair[] = [];
  for (const [a, b] of levels) {
    const waiting = new Map<number, number[]>();
    b.forEach((symbol, j) => {
      if (usedB.has(j)) return;
      const others = waiting.get(symbol);
      if (others === undefined) waiting.set(symbol, [j]);
      else others.push(j);
    });
    a.forEach((symbol, i) => {
      const j = usedA.has(i) ? undefined : waiting.get(symbol)?.shift();
      if (j === undefined) return;
      usedA.add(i);
      usedB.add(j);
      moved.push([i, j]);
    });
  }
  return moved;
}

/**
 * What changed between two traces of the same command. Calls are aligned by caller, service, method and documented
 * path; what is another each time (ids, tokens, times, the port of a cloud) is no change, as long as an id of one trace
 * always stands for the same of the other. In the order of `b`, what was removed in front of what came instead.
 */
export function diffTraces(a: readonly Exchange[], b: readonly Exchange[]): TraceDiff {
  const [valuesA, valuesB] = [valuesOf(a), valuesOf(b)];
  const renaming = new Renaming(new Set([...valuesA].filter((value) => valuesB.has(value))));
  const withPath = (exchange: Exchange): Call => {
    const { service, method, url } = exchange;
    return { exchange, path: callPath(service, method, url) };
  };
  const [callsA, callsB] = [a.map(withPath), b.map(withPath)];
  const levels = sequences(callsA, callsB, renaming);
  const pairs = alignLevels(levels);
  const moved = movedPairs(levels, pairs);
  const gone = new Set(moved.map(([i]) => i));
  const come = new Map(moved.map(([i, j]) => [j, i]));
  const calls: CallDiff[] = [];
  const add = (i: number, j: number, isMoved: boolean) => {
    const [one, other] = [callsA[i] as Call, callsB[j] as Call];
    const changes = callChanges(one, other, renaming);
    const kind = isMoved ? 'moved' : changes.length === 0 ? 'same' : 'changed';
    const time = timeChange(one.exchange, other.exchange);
    calls.push({ kind, a: one.exchange, b: other.exchange, changes, time });
  };
  let [nextA, nextB] = [0, 0];
  for (const [i, j] of [...pairs, [a.length, b.length] as const]) {
    for (; nextA < i; nextA++) {
      if (!gone.has(nextA)) calls.push({ kind: 'removed', a: a[nextA] as Exchange });
    }
    for (; nextB < j; nextB++) {
      const from = come.get(nextB);
      if (from === undefined) calls.push({ kind: 'added', b: b[nextB] as Exchange });
      else add(from, nextB, true);
    }
    if (i < a.length) add(nextA++, nextB++, false);
  }
  return { calls, isSame: calls.every(({ kind }) => kind === 'same') };
}
