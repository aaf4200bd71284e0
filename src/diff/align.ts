/** What stands at the same place in two sequences: an index of each. */
export type Pair = readonly [a: number, b: number];

/** Edits up to which the shortest way is looked for. */
const MOST_EDITS = 512;
/** Places that are looked at then, in both together. */
const WINDOW = 64;
/** Sections within sections. */
const DEEPEST = 40;

/** A part of each sequence; the ends are not in it. */
interface Section {
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly fromA: number;
  readonly toA: number;
  readonly fromB: number;
  readonly toB: number;
}

/**
 * Aligns two sequences of symbols: pairs of equal ones, in the order of both, as many as there can be up to
 * some hundred edits. By the shortest edit (Myers, "An O(ND) Difference Algorithm", 1986); where that is long, between
 * the symbols that each sequence has once (patience); where there are none, by the next place at which both agree.
 * Time grows with the length, whatever they are.
 */
export function align(a: readonly number[], b: readonly number[]): Pair[] {
  const pairs: Pair[] = [];
  alignSection({ a, b, fromA: 0, toA: a.length, fromB: 0, toB: b.length }, pairs, 0);
  return pairs;
}

function alignSection(section: Section, pairs: Pair[], depth: number): void {
  const { a, b } = section;
  let { fromA, toA, fromB, toB } = section;
  while (fromA < toA && fromB < toB && a[fromA] === b[fromB]) pairs.push([fromA++, fromB++]);
  let ending = 0;
  while (fromA < toA && fromB < toB && a[toA - 1] === b[toB - 1]) {
    toA--;
    toB--;
    ending++;
  }
  if (fromA < toA && fromB < toB) alignRest({ a, b, fromA, toA, fromB, toB }, pairs, depth);
  for (let i = 0; i < ending; i++) pairs.push([toA + i, toB + i]);
}

function alignRest(section: Section, pairs: Pair[], depth: number): void {
  const shortest = shortestEdit(section);
  const anchors = shortest === null && depth < DEEPEST ? increasing(uniquePairs(section)) : [];
  if (anchors.length === 0) {
    for (const pair of shortest ?? nextAgreements(section)) pairs.push(pair);
    return;
  }
  let { fromA, fromB } = section;
  for (const anchor of anchors) {
    const [toA, toB] = anchor;
    alignSection({ ...section, fromA, toA, fromB, toB }, pairs, depth + 1);
    pairs.push(anchor);
    fromA = toA + 1;
    fromB = toB + 1;
  }
  alignSection({ ...section, fromA, fromB }, pairs, depth + 1);
}

/** Where the symbols are that both parts have once, in the order of `a`. */
function uniquePairs({ a, b, fromA, toA, fromB, toB }: Section): Pair[] {
  const once = (sequence: readonly number[], from: number, to: number) => {
    const places = new Map<number, number>();
    for (let i = from; i < to; i++) {
      const symbol = sequence[i] as number;
      places.set(symbol, places.has(symbol) ? -1 : i);
    }
    return places;
  };
  const inB = once(b, fromB, toB);
  const pairs: Pair[] = [];
  for (const [symbol, at] of once(a, fromA, toA)) {
    const other = inB.get(symbol) ?? -1;
    if (at >= 0 && other >= 0) pairs.push([at, other]);
  }
  // A map gives symbols by their first place, which is the only one of these.
  return pairs;
}

/** The longest run of pairs that goes up in `b` as well. */
function increasing(pairs: readonly Pair[]): Pair[] {
  const tops: number[] = [];
  const before = new Int32Array(pairs.length);
  for (let i = 0; i < pairs.length; i++) {
    const at = (pairs[i] as Pair)[1];
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tops[middle] as number] as Pair)[1] < at) low = middle + 1;
      else high = middle;
    }
    before[i] = low === 0 ? -1 : (tops[low - 1] as number);
    tops[low] = i;
  }
  const found: Pair[] = [];
  for (let i = tops.at(-1) ?? -1; i >= 0; i = before[i] as number) found.push(pairs[i] as Pair);
  return found.reverse();
}

/** The pairs that the shortest edit leaves as they are; null: it is longer than MOST_EDITS. */
function shortestEdit({ a, b, fromA, toA, fromB, toB }: Section): Pair[] | null {
  const lengthA = toA - fromA;
  const lengthB = toB - fromB;
  const most = Math.min(MOST_EDITS, lengthA + lengthB);
  // furthest[k]: how far diagonal k - most (x - y) is reached; one more at each side.
  const furthest = new Int32Array(2 * most + 3);
  const middle = most + 1;
  const rounds: Int32Array[] = [];
  for (let edits = 0; edits <= most; edits++) {
    rounds.push(furthest.slice(middle - edits - 1, middle + edits + 2));
    for (let k = -edits; k <= edits; k += 2) {
      const left = furthest[middle + k - 1] as number;
      const up = furthest[middle + k + 1] as number;
      let x = edits === 0 ? 0 : k === -edits || (k !== edits && left < up) ? up : left + 1;
      let y = x - k;
      while (x < lengthA && y < lengthB && a[fromA + x] === b[fromB + y]) {
        x++;
        y++;
      }
      furthest[middle + k] = x;
      if (x >= lengthA && y >= lengthB) return traceBack(rounds, edits, lengthA, lengthB, fromA, fromB);
    }
  }
  return null;
}

function traceBack(
  rounds: readonly Int32Array[],
  edits: number,
  lengthA: number,
  lengthB: number,
  fromA: number,
  fromB: number,
): Pair[] {
  const pairs: Pair[] = [];
  let x = lengthA;
  let y = lengthB;
  for (let round = edits; round >= 0; round--) {
    const furthest = rounds[round] as Int32Array;
    const at = (k: number) => furthest[round + 1 + k] as number;
    const k = x - y;
    const down = round > 0 && (k === -round || (k !== round && at(k - 1) < at(k + 1)));
    const startX = round === 0 ? 0 : down ? at(k + 1) : at(k - 1) + 1;
    while (x > startX) {
      x--;
      y--;
      pairs.push([fromA + x, fromB + y]);
    }
    if (round > 0) {
      if (down) y--;
      else x--;
    }
  }
  return pairs.reverse();
}

/** Goes through both, and from where they differ to the nearest place at which they agree again. */
function* nextAgreements({ a, b, fromA, toA, fromB, toB }: Section): Generator<Pair> {
  let x = fromA;
  let y = fromB;
  while (x < toA && y < toB) {
    if (a[x] === b[y]) {
      yield [x++, y++];
      continue;
    }
    const [skipA, skipB] = nearest(a, b, x, y, toA, toB);
    x += skipA;
    y += skipB;
  }
}

function nearest(
  a: readonly number[],
  b: readonly number[],
  x: number,
  y: number,
  toA: number,
  toB: number,
): Pair {
  for (let distance = 1; distance <= WINDOW; distance++) {
    for (let skipA = 0; skipA <= distance; skipA++) {
      const skipB = distance - skipA;
      if (x + skipA < toA && y + skipB < toB && a[x + skipA] === b[y + skipB]) return [skipA, skipB];
    }
  }
  return [1, 1];
}
