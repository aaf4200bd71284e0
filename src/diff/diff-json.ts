import type { Exchange } from '../exchange/exchange.js';
import { callPath } from './call-path.js';
import type { CallDiff, Change, TimeChange, TraceDiff } from './change.js';
import type { TraceName } from './diff-text.js';

/** A call of one of the traces. */
export interface CallJson {
  readonly number: number;
  readonly id: string | null;
  readonly url: string;
  /** null: no response. */
  readonly status: number | null;
  /** ms; null: not known. */
  readonly durationMs: number | null;
}

/** What became of a call. Those that are as before are there where one took notably longer only. */
export interface CallDiffJson {
  readonly kind: CallDiff['kind'];
  readonly from: string;
  readonly service: string;
  readonly method: string;
  /** As documented: `/v2/images/{image_id}`. */
  readonly path: string;
  /** null: it was added. */
  readonly a: CallJson | null;
  /** null: it was removed. */
  readonly b: CallJson | null;
  readonly changes: readonly Change[];
  readonly time: TimeChange | null;
}

/** `diff --json`. */
export interface DiffJson {
  readonly a: TraceName;
  readonly b: TraceName;
  readonly same: boolean;
  readonly counts: Readonly<Record<CallDiff['kind'], number>>;
  readonly calls: readonly CallDiffJson[];
}

function callJson({ number, id, url, response, timing }: Exchange): CallJson {
  const durationMs = timing?.responseComplete ?? null;
  return { number, id: id === '' ? null : id, url, status: response?.status ?? null, durationMs };
}

function callDiffJson(call: CallDiff): CallDiffJson {
  const a = call.kind === 'added' ? null : call.a;
  const b = call.kind === 'removed' ? null : call.b;
  const { from, service, method, url } = (b ?? a) as Exchange;
  return {
    kind: call.kind,
    from,
    service,
    method,
    path: callPath(service, method, url).template,
    a: a === null ? null : callJson(a),
    b: b === null ? null : callJson(b),
    changes: 'changes' in call ? call.changes : [],
    time: 'time' in call ? call.time : null,
  };
}

/** What changed between two traces as a value that JSON can hold. */
export function diffJson({ calls, isSame }: TraceDiff, a: TraceName, b: TraceName): DiffJson {
  const counts = { same: 0, changed: 0, moved: 0, removed: 0, added: 0 };
  for (const { kind } of calls) counts[kind]++;
  const told = calls.filter((call) => call.kind !== 'same' || call.time !== null);
  return { a, b, same: isSame, counts, calls: told.map(callDiffJson) };
}
