import type { Exchange } from '../exchange/exchange.js';
import { shownDuration } from '../formats/quantity.js';
import { type Colour, cutText, type Paint, terminalText } from '../formats/terminal.js';
import { callPath, shownPath } from './call-path.js';
import type { CallDiff, TraceDiff } from './change.js';
import { changeLines } from './change-text.js';

/** How calls of a kind are marked, as diff(1) marks lines. */
const MARKS: Readonly<Record<CallDiff['kind'], readonly [mark: string, colour: Colour]>> = {
  added: ['+', 'green'],
  removed: ['-', 'red'],
  moved: ['>', 'cyan'],
  changed: ['~', 'yellow'],
  same: [' ', 'dim'],
};
/** Columns that a path may take. */
const LONGEST_PATH = 140;

/** What a trace is called, and how long all of it took; ms, null: not known. */
export interface TraceName {
  readonly file: string;
  readonly calls: number;
  readonly durationMs: number | null;
}

const callsText = (count: number) => (count === 1 ? '1 call' : `${count} calls`);

function traceText({ file, calls, durationMs }: TraceName): string {
  const time = durationMs === null ? '' : `, ${shownDuration(durationMs)}`;
  return `${terminalText(file)}: ${callsText(calls)}${time}`;
}

function summary({ calls, isSame }: TraceDiff): string {
  const count = (wanted: CallDiff['kind']) => calls.filter(({ kind }) => kind === wanted).length;
  if (isSame) return `no difference, ${callsText(count('same'))}`;
  const parts = (['added', 'removed', 'moved', 'changed'] as const)
    .map((kind) => [count(kind), kind] as const)
    .filter(([number]) => number > 0)
    .map(([number, kind]) => `${number} ${kind}`);
  return [...parts, `${count('same')} as before`].join(', ');
}

/** What changed between two traces, for people; each line ends in a line feed. */
export function renderDiff(diff: TraceDiff, a: TraceName, b: TraceName, paint: Paint): string {
  const lines = [paint('red', `--- ${traceText(a)}`), paint('green', `+++ ${traceText(b)}`)];
  const highest = diff.calls.flatMap((call) => endsOf(call).map((exchange) => exchange?.number ?? 1));
  const width = `(${highest.reduce((most, number) => Math.max(most, number), 1)})`.length;
  const indentation = ' '.repeat(2 + 2 * (width + 1) + 2);
  let same = 0;
  const tellSame = () => {
    if (same > 0 && !diff.isSame) lines.push(paint('dim', `${indentation}${callsText(same)} as before`));
    same = 0;
  };
  for (const { call, last, count } of runs(diff.calls)) {
    if (call.kind === 'same' && call.time === null) {
      same += count;
      continue;
    }
    tellSame();
    const [mark, colour] = MARKS[call.kind];
    const times = count === 1 ? '' : ` (${count} times, to ${numbers(last, 0).trim()})`;
    lines.push(paint(colour, `${mark} ${numbers(call, width)} ${callText(call)}${times}`));
    if ('changes' in call)
      lines.push(...changeLines(call.changes, call.time, paint).map((line) => indentation + line));
  }
  tellSame();
  return `${lines.join('\n')}\n${summary(diff)}\n`;
}

/** Calls one after the other that were added, or removed, and look the same: the first, the last, how many. */
interface Run {
  readonly call: CallDiff;
  last: CallDiff;
  count: number;
}

const isAlone = ({ kind }: CallDiff) => kind === 'added' || kind === 'removed';

function* runs(calls: readonly CallDiff[]): Generator<Run> {
  let run: Run | null = null;
  for (const call of calls) {
    if (
      run !== null &&
      run.call.kind === call.kind &&
      isAlone(call) &&
      callText(run.call) === callText(call)
    ) {
      run.last = call;
      run.count++;
    } else {
      if (run !== null) yield run;
      run = { call, last: call, count: 1 };
    }
  }
  if (run !== null) yield run;
}

/** The numbers in both traces: `(4) (5)`. */
function numbers(call: CallDiff, width: number): string {
  const [a, b] = endsOf(call).map((exchange) =>
    (exchange === null ? '' : `(${exchange.number})`).padEnd(width),
  );
  return `${a} ${b} `;
}

function endsOf(call: CallDiff): readonly [Exchange | null, Exchange | null] {
  return [call.kind === 'added' ? null : call.a, call.kind === 'removed' ? null : call.b];
}

function callText(call: CallDiff): string {
  const [a, b] = endsOf(call);
  const { from, service, method, url, response } = (b ?? a) as Exchange;
  const path = callPath(service, method, url);
  const before = a === null || b === null ? null : callPath(a.service, a.method, a.url);
  const query = before === null || before.query === path.query ? path.query : '';
  const target = cutText(terminalText(shownPath(path, before) + query), LONGEST_PATH);
  const ends = `${terminalText(from)} -> ${terminalText(service)}  ${terminalText(method)} ${target}`;
  return isAlone(call) ? `${ends}  ${response === null ? 'no response' : response.status}` : ends;
}
