import type { Flags } from '../config/flags.js';
import { diffTraces } from '../diff/diff.js';
import { diffJson } from '../diff/diff-json.js';
import { renderDiff, type TraceName } from '../diff/diff-text.js';
import { TraceError, UsageError } from '../exchange/errors.js';
import type { Exchange } from '../exchange/exchange.js';
import { locateTrace, STDIN } from '../trace/locate.js';
import { exchangeBatches } from '../trace/open.js';
import { Output, type OutputStream } from './output.js';
import { selectionOf } from './selected.js';
import { ProblemReport } from './trace-file.js';

/** From the first start to the last end; ms, null: not known. */
function durationOf(exchanges: readonly Exchange[]): number | null {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { startedAt, timing } of exchanges) {
    if (startedAt === null) continue;
    from = Math.min(from, startedAt);
    to = Math.max(to, startedAt + (timing?.responseComplete ?? 0));
  }
  return to < from ? null : to - from;
}

/** `requestshook diff A B`: what changed from one trace to the other. 0: nothing, 1: something. */
export async function diffCommand(flags: Flags, stdout: OutputStream = process.stdout): Promise<number> {
  const isWanted = selectionOf(flags);
  const paths = [String(flags.A), String(flags.B)].map(locateTrace);
  if (paths.every((path) => path === STDIN))
    throw new UsageError('diff: only one of the two traces can be standard input');
  const traces: Exchange[][] = [];
  const names: TraceName[] = [];
  for (const file of paths) {
    const problems = new ProblemReport();
    const exchanges: Exchange[] = [];
    for await (const batch of exchangeBatches(file, { onProblem: problems.add })) {
      for (const exchange of batch) if (isWanted(exchange)) exchanges.push(exchange);
    }
    problems.end();
    traces.push(exchanges.sort((a, b) => a.number - b.number));
    names.push({ file, calls: exchanges.length, durationMs: durationOf(exchanges) });
  }
  const [a, b] = traces as [Exchange[], Exchange[]];
  const [nameA, nameB] = names as [TraceName, TraceName];
  if (a.length === 0 && b.length === 0)
    throw new TraceError(`no calls in ${nameA.file} and in ${nameB.file} to compare`);
  const diff = diffTraces(a, b);
  const output = new Output(stdout);
  await output.write(
    flags.json === true
      ? `${JSON.stringify(diffJson(diff, nameA, nameB), null, 2)}\n`
      : renderDiff(diff, nameA, nameB, output.paint),
  );
  await output.flush();
  return diff.isSame ? 0 : 1;
}
