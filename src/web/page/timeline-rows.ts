import type { Calls } from './calls.js';
import type { CallTest } from './filter.js';

/** A call in the timeline, below the one that caused it. */
export interface TimelineRows {
  /** Indexes of calls. */
  readonly calls: Uint32Array;
  readonly depths: Uint8Array;
  /** Whether the trace has times; without them the places of its messages stand for the time. */
  readonly timed: boolean;
  /** Places of the first and the last message of a call. */
  place(call: number): readonly [first: number, last: number];
  rowOf(call: number): number;
}

/** Nesting that is shown. */
const DEEPEST = 12;

/** Calls in the order in which they began, the caused ones below their cause. */
export function timelineRows(calls: Calls, fits: CallTest): TimelineRows {
  const { size } = calls;
  const wanted: number[] = [];
  for (let i = 0; i < size; i++) if (fits(i)) wanted.push(i);
  // First child and next sibling of each call; a filter may have taken the cause away.
  const first = new Int32Array(size).fill(-1);
  const next = new Int32Array(size).fill(-1);
  const last = new Int32Array(size).fill(-1);
  const isThere = new Uint8Array(size);
  for (const i of wanted) isThere[i] = 1;
  const roots: number[] = [];
  for (const i of wanted) {
    const cause = causeOf(calls, i, isThere);
    if (cause < 0) roots.push(i);
    else {
      if (last[cause] === -1) first[cause] = i;
      else next[last[cause] as number] = i;
      last[cause] = i;
    }
  }
  const rows = new Uint32Array(wanted.length);
  const depths = new Uint8Array(wanted.length);
  const places = new Int32Array(size).fill(-1);
  let count = 0;
  for (const root of roots) {
    const stack: [call: number, depth: number][] = [[root, 0]];
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const [call, depth] = at;
      places[call] = count;
      depths[count] = Math.min(depth, DEEPEST);
      rows[count++] = call;
      if (call !== root && next[call] !== -1) stack.push([next[call] as number, depth]);
      if (first[call] !== -1) stack.push([first[call] as number, depth + 1]);
    }
  }
  const timed = wanted.some((i) => !Number.isNaN(calls.startedAt.at(i)));
  const messages = timed ? null : messagePlaces(calls);
  return {
    calls: rows,
    depths,
    timed,
    place: (call) => [messages?.first[call] ?? 0, messages?.last[call] ?? 0],
    rowOf: (call) => places[call] ?? -1,
  };
}

function messagePlaces(calls: Calls) {
  const first = new Uint32Array(calls.size);
  const last = new Uint32Array(calls.size);
  const { messages } = calls;
  for (let m = messages.length - 1; m >= 0; m--) {
    const call = messages.at(m) >> 1;
    first[call] = m + 1;
    if (last[call] === 0) last[call] = m + 1;
  }
  return { first, last };
}

/** The nearest cause that is shown; -1: none. Who causes a call was there before it. */
function causeOf(calls: Calls, i: number, isThere: Uint8Array): number {
  let at = i;
  for (let step = 0; step < 32; step++) {
    const parent = calls.parent.at(at);
    if (parent === 0 || parent >= calls.number.at(at)) return -1;
    at = calls.indexOf(parent);
    if (at < 0) return -1;
    if (isThere[at] === 1) return at;
  }
  return -1;
}
