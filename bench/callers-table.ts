import { DEFAULT_RULES } from '../src/callers/default-rules.js';
import { inferTrace } from '../src/callers/replay.js';
import { nameByRules } from '../src/callers/rules.js';
import { userAgentName } from '../src/callers/user-agent.js';
import { headerValue } from '../src/exchange/headers.js';
import type { Trace } from './callers-trace.js';

/** A trace and its name in the table. */
export interface Outcome {
  readonly name: string;
  readonly trace: Trace;
}

interface Row {
  readonly name: string;
  readonly requests: number;
  /** Without an answer, or with one of 500 and more: where these are many, what should have been traced did not work. */
  readonly failed: number;
  readonly firstWord: number;
  readonly rules: number;
  readonly inferred: number;
  readonly guesses: number;
  readonly wrongButSure: number;
  /** Named by their process, null: the trace has no journal. */
  readonly process: number | null;
  readonly parents: number;
  readonly children: number;
  readonly childrenFound: number;
}

function rowOf({ name, trace }: Outcome): Row {
  const { names, callers, parents } = trace;
  const again = inferTrace(trace.messages);
  const counts = {
    firstWord: 0,
    rules: 0,
    inferred: 0,
    guesses: 0,
    wrongButSure: 0,
    parents: 0,
    children: 0,
    childrenFound: 0,
  };
  let answered = 0;
  for (const message of trace.messages) {
    if (message.kind === 'response') {
      if (message.status < 500) answered++;
      continue;
    }
    const { number, headers, method, url } = message;
    const truth = names.get(number);
    const userAgent = headerValue(headers, 'user-agent');
    // On the User-Agent alone: no other header is shown to the rules.
    const facts = { userAgent, headers: [], address: '', method, path: new URL(url).pathname };
    if (userAgentName(userAgent) === truth) counts.firstWord++;
    if ((nameByRules(DEFAULT_RULES, facts)?.name ?? userAgentName(userAgent)) === truth) counts.rules++;
    const caller = again.callers.get(number);
    if (caller?.name === truth) counts.inferred++;
    else if (caller?.confidence !== 'guess') counts.wrongButSure++;
    if (caller?.confidence === 'guess') counts.guesses++;
    const parent = parents.get(number) ?? null;
    const found = (again.parents.get(number) ?? null) === parent;
    if (found) counts.parents++;
    if (parent !== null) counts.children++;
    if (parent !== null && found) counts.childrenFound++;
  }
  const byProcess = [...callers.values()].filter(({ source }) => source === 'process').length;
  const failed = names.size - answered;
  return { name, requests: names.size, failed, ...counts, process: callers.size === 0 ? null : byProcess };
}

const HEADINGS = [
  'trace',
  'requests',
  'failed',
  'first word',
  'User-Agent rules',
  'inference',
  'guesses',
  'wrong, not marked a guess',
  'by process, live',
  'parents',
  'of these children',
];

function cells(row: Row): string[] {
  const { name, requests, failed, firstWord, rules, inferred, guesses, wrongButSure, process, parents } = row;
  return [
    name,
    ...[requests, failed, firstWord, rules, inferred, guesses, wrongButSure].map(String),
    process === null ? '-' : String(process),
    String(parents),
    `${row.childrenFound}/${row.children}`,
  ];
}

/** A Markdown table with a row for each trace and one for all. */
export function tableOf(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map(rowOf);
  const sum = (key: keyof Row) => rows.reduce((total, row) => total + Number(row[key] ?? 0), 0);
  const all: Row = {
    name: 'all',
    requests: sum('requests'),
    failed: sum('failed'),
    firstWord: sum('firstWord'),
    rules: sum('rules'),
    inferred: sum('inferred'),
    guesses: sum('guesses'),
    wrongButSure: sum('wrongButSure'),
    process: rows.every(({ process }) => process === null) ? null : sum('process'),
    parents: sum('parents'),
    children: sum('children'),
    childrenFound: sum('childrenFound'),
  };
  const lines = [HEADINGS, ...[...rows, all].map(cells)];
  const widths = HEADINGS.map((_, i) => Math.max(...lines.map((line) => (line[i] as string).length)));
  const text = (line: readonly string[]) =>
    `| ${line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] as number) : cell.padStart(widths[i] as number))).join(' | ')} |`;
  const [head, ...body] = lines.map(text);
  const rule = `|${widths.map((width, i) => (i === 0 ? `:${'-'.repeat(width + 1)}` : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return `${[head, rule, ...body].join('\n')}\n`;
}
