import type { Calls } from './calls.js';
import type { CallTest } from './filter.js';
import { Numbers } from './numbers.js';

/** What a row is: a message, or the time in which nothing happened. */
export const REQUEST = 0;
export const RESPONSE = 1;
export const GAP = 2;

/** ms without a message that are shown as a gap. */
export const LEAST_GAP = 1000;
/** Rows between two notes of what is under way. */
const APART = 256;
/** Calls under way that a note has at most. */
const MOST_NOTED = 200;
/** Bars side by side at most. */
const DEEPEST = 6;

/** A call under way: the bar on its service's lifeline. Rows; `last` is Infinity where it has not ended. */
export interface Bar {
  readonly call: number;
  readonly first: number;
  readonly last: number;
  readonly depth: number;
}

/** The rows of the sequence of some calls, made as they come. */
export class SequenceRows {
  readonly #calls: Calls;
  readonly #fits: CallTest;
  /** 4 * index of the call + kind. */
  readonly #rows = new Numbers(Uint32Array);
  /** Number of the message in the trace; 0: a gap. */
  readonly #messageNumbers = new Numbers(Uint32Array);
  /** ms of each gap, by its row. */
  readonly #gaps = new Map<number, number>();
  readonly #firstRow = new Map<number, number>();
  readonly #lastRow = new Map<number, number>();
  readonly #depths = new Map<number, number>();
  /** Calls under way, by index; and which depths of a lifeline are taken, as bits. */
  readonly #open = new Set<number>();
  readonly #taken = new Map<number, number>();
  readonly #notes: number[][] = [];
  /** Ids of names, in the order of their appearance. */
  readonly participants: number[] = [];
  readonly #seen = new Set<number>();
  #read = 0;
  #latest = Number.NaN;

  constructor(calls: Calls, fits: CallTest) {
    this.#calls = calls;
    this.#fits = fits;
  }

  get length(): number {
    return this.#rows.length;
  }

  /** Takes the messages that came since. */
  extend(): void {
    const { messages } = this.#calls;
    for (; this.#read < messages.length; this.#read++) {
      const message = messages.at(this.#read);
      const call = message >> 1;
      if (this.#fits(call)) this.#add(call, message & 1);
    }
  }

  kind(row: number): number {
    return this.#rows.at(row) & 3;
  }

  call(row: number): number {
    return this.#rows.at(row) >> 2;
  }

  messageNumber(row: number): number {
    return this.#messageNumbers.at(row);
  }

  /** ms in which nothing happened, in front of the row behind. */
  gap(row: number): number {
    return this.#gaps.get(row) ?? 0;
  }

  /** The row of a call's request, or its response where that alone is there; -1: it has none. */
  rowOf(call: number): number {
    return this.#firstRow.get(call) ?? this.#lastRow.get(call) ?? -1;
  }

  responseRowOf(call: number): number {
    return this.#lastRow.get(call) ?? -1;
  }

  /** When a message was there, ms since the epoch; NaN: not known. */
  time(row: number): number {
    return this.#time(this.call(row), this.kind(row));
  }

  /** The bars that reach into rows `from` to `to` (not included). */
  bars(from: number, to: number): Bar[] {
    const note = Math.min(Math.floor(from / APART), this.#notes.length - 1);
    const calls = new Set(this.#notes[note] ?? []);
    for (let row = Math.max(0, note * APART); row < Math.min(to, this.length); row++) {
      if (this.kind(row) === REQUEST) calls.add(this.call(row));
    }
    const bars: Bar[] = [];
    for (const call of calls) {
      const first = this.#firstRow.get(call) ?? 0;
      const lost = this.#calls.isLost(call);
      const last = this.#lastRow.get(call) ?? (lost ? first : Number.POSITIVE_INFINITY);
      if (last >= from && first < to) bars.push({ call, first, last, depth: this.#depths.get(call) ?? 0 });
    }
    return bars.sort((a, b) => a.depth - b.depth);
  }

  #time(call: number, kind: number): number {
    const calls = this.#calls;
    const start = calls.startedAt.at(call);
    return kind === RESPONSE ? start + calls.responseComplete.at(call) : start;
  }

  #add(call: number, kind: number): void {
    const time = this.#time(call, kind);
    if (time - this.#latest >= LEAST_GAP) {
      this.#gaps.set(this.length, time - this.#latest);
      this.#push(call, GAP, 0);
    }
    if (!(time <= this.#latest)) this.#latest = Number.isNaN(time) ? this.#latest : time;
    if (kind === REQUEST) this.#begin(call);
    else this.#end(call);
    this.#push(call, kind, this.#read + 1 + this.#calls.droppedMessages);
    for (const column of [this.#calls.from, this.#calls.service]) {
      const name = column.at(call);
      if (this.#seen.has(name)) continue;
      this.#seen.add(name);
      this.participants.push(name);
    }
  }

  #push(call: number, kind: number, messageNumber: number): void {
    if (this.length % APART === 0) this.#notes.push([...this.#open].slice(-MOST_NOTED));
    this.#rows.push(4 * call + kind);
    this.#messageNumbers.push(messageNumber);
  }

  #begin(call: number): void {
    const lane = this.#calls.service.at(call);
    const taken = this.#taken.get(lane) ?? 0;
    let depth = 0;
    while (depth < DEEPEST && taken & (1 << depth)) depth++;
    this.#taken.set(lane, taken | (1 << depth));
    this.#depths.set(call, depth);
    this.#firstRow.set(call, this.length);
    this.#open.add(call);
  }

  #end(call: number): void {
    this.#lastRow.set(call, this.length);
    if (!this.#open.delete(call)) return;
    const lane = this.#calls.service.at(call);
    this.#taken.set(lane, (this.#taken.get(lane) ?? 0) & ~(1 << (this.#depths.get(call) ?? 0)));
  }
}
