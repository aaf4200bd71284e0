import type { Exchange } from '../exchange/exchange.js';
import type { Message } from '../exchange/message.js';
import { formSecretKind } from '../exchange/secrets.js';
import { bodyChanges } from './body-changes.js';
import { type CallPath, queryFields } from './call-path.js';
import { type Change, changed, type TimeChange } from './change.js';
import { headerChanges } from './header-changes.js';
import type { Renaming } from './renaming.js';

/** A call is notably slower, or faster, by this factor and this many ms. */
const NOTABLE_FACTOR = 2;
const NOTABLE_MS = 50;

/** A call of a trace, and where it goes. */
export interface Call {
  readonly exchange: Exchange;
  readonly path: CallPath;
}

function* pathChanges(a: CallPath, b: CallPath, renaming: Renaming): Generator<Change> {
  let told = false;
  // The mounts may be of different lengths, what is documented behind them is the same.
  const [ends, others] = [a.segments.toReversed(), b.segments.toReversed()];
  for (const [i, { value: before, template }] of ends.entries()) {
    const after = others[i]?.value;
    if (template === null || after === undefined || renaming.isSame(before, after)) continue;
    told = true;
    yield changed('call', `path ${template}`, before, after);
  }
  // The mount, or a slash at the end.
  if (!told && !renaming.isSame(a.path, b.path)) {
    yield changed('call', 'path', a.path, b.path);
  }
}

function* queryChanges(a: CallPath, b: CallPath, renaming: Renaming): Generator<Change> {
  if (a.query === b.query) return;
  const [fieldsA, fieldsB] = [queryFields(a.query), queryFields(b.query)];
  for (const name of new Set([...fieldsA.keys(), ...fieldsB.keys()])) {
    const [before, after] = [fieldsA.get(name)?.join(', '), fieldsB.get(name)?.join(', ')];
    if (before !== undefined && after !== undefined) {
      if (formSecretKind(name) !== null || renaming.isSame(before, after)) continue;
    }
    yield changed('call', `query ${name}`, before, after);
  }
}

const statusText = ({ response }: Exchange) =>
  response === null ? 'no response' : `${response.status} ${response.reason}`.trim();

function* endChanges(a: Exchange, b: Exchange): Generator<Change> {
  const [before, after] = [statusText(a), statusText(b)];
  if (before.toLowerCase() !== after.toLowerCase()) yield changed('response', 'status', before, after);
  if (a.failure?.code === b.failure?.code) return;
  yield changed('response', 'failure', a.failure?.message, b.failure?.message);
}

function* messageChanges(a: Message, b: Message, renaming: Renaming): Generator<Change> {
  yield* headerChanges(a, b, renaming);
  yield* bodyChanges(a, b, renaming);
}

/** What changed from a call to the one that stands for it in the other trace. */
export function callChanges(a: Call, b: Call, renaming: Renaming): Change[] {
  const [one, other] = [a.exchange, b.exchange];
  const changes = [
    ...pathChanges(a.path, b.path, renaming),
    ...queryChanges(a.path, b.path, renaming),
    ...messageChanges(one.request, other.request, renaming),
    ...endChanges(one, other),
  ];
  if (one.response === null || other.response === null) return changes;
  return [...changes, ...messageChanges(one.response, other.response, renaming)];
}

/** How long both took, where it is known and one took notably longer. */
export function timeChange({ timing: a }: Exchange, { timing: b }: Exchange): TimeChange | null {
  const before = a?.responseComplete ?? null;
  const after = b?.responseComplete ?? null;
  if (before === null || after === null || Math.abs(after - before) < NOTABLE_MS) return null;
  const [less, more] = before < after ? [before, after] : [after, before];
  if (less * NOTABLE_FACTOR > more) return null;
  // Clocks tick in microseconds.
  return { before, after, factor: Math.max(after, 0.001) / Math.max(before, 0.001) };
}
