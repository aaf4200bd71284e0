import { type Calls, OPEN } from './calls.js';
import type { TimelineRows } from './timeline-rows.js';

/** A bar's parts, in pixels from the left of the axis. */
export interface BarPlace {
  readonly start: number;
  /** The request was whole, the response began, it was whole. */
  readonly sent: number;
  readonly head: number;
  readonly end: number;
}

/** An axis. */
export interface Scale {
  /** ms since the epoch; with a trace without times, places of messages. */
  readonly ticks: readonly number[];
  x(at: number): number;
  bar(call: number): BarPlace;
}

/** Pixels between two ticks, at least. */
const APART = 90;

/** The first and last moment of a call. */
function spanOf(calls: Calls, rows: TimelineRows, call: number, now: number): [start: number, end: number] {
  if (!rows.timed) {
    const [first, last] = rows.place(call);
    return [first, last + 0.8];
  }
  const start = calls.startedAt.at(call);
  const took = calls.responseComplete.at(call);
  if (!Number.isNaN(took)) return [start, start + took];
  return [start, calls.end.at(call) === OPEN ? Math.max(start, now) : start];
}

/** The axis for some rows: it begins with the first of them, and ends with what ends last. */
export function scaleOf(calls: Calls, rows: TimelineRows, from: number, to: number, width: number): Scale {
  const { timed } = rows;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  const latest = latestOf(calls);
  for (let row = from; row < to; row++) {
    const [start, end] = spanOf(calls, rows, rows.calls[row] as number, latest);
    if (start < first) first = start;
    if (end > last) last = end;
  }
  if (!Number.isFinite(first)) [first, last] = [0, 1];
  const length = Math.max(last - first, timed ? 1 : 0.5);
  const perMs = Math.max(1, width) / length;
  const x = (at: number) => (at - first) * perMs;
  return {
    ticks: timed ? ticksOf(first, length, width, calls.startedAt.at(0)) : [],
    x,
    bar(call) {
      const [start, end] = spanOf(calls, rows, call, latest);
      const sent = calls.requestComplete.at(call);
      const head = calls.responseHead.at(call);
      const at = (offset: number, otherwise: number) =>
        Number.isNaN(offset) || !timed ? otherwise : start + offset;
      return { start: x(start), sent: x(at(sent, start)), head: x(at(head, end)), end: x(end) };
    },
  };
}

/** The latest moment that the trace tells of: until then a call without an end goes on at least. */
function latestOf(calls: Calls): number {
  let latest = Number.NEGATIVE_INFINITY;
  for (let i = Math.max(0, calls.size - 200); i < calls.size; i++) {
    const took = calls.responseComplete.at(i);
    const end = calls.startedAt.at(i) + (Number.isNaN(took) ? 0 : took);
    if (end > latest) latest = end;
  }
  return latest;
}

/** Moments at round distances from the beginning of the trace. */
function ticksOf(first: number, length: number, width: number, origin: number): number[] {
  const most = Math.max(1, Math.floor(width / APART));
  let step = 10 ** Math.floor(Math.log10(length / most));
  for (const factor of [1, 2, 5, 10, 20, 50]) {
    if (length / (step * factor) <= most) {
      step *= factor;
      break;
    }
  }
  const ticks: number[] = [];
  const begin = Math.ceil((first - origin) / step);
  for (let i = begin; ticks.length <= most && origin + i * step <= first + length; i++)
    ticks.push(origin + i * step);
  return ticks;
}
