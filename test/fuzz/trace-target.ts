import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TraceError } from '../../src/exchange/errors.js';
import type { Exchange } from '../../src/exchange/exchange.js';
import { LogParser } from '../../src/formats/log-reader.js';
import { TraceDecoder } from '../../src/trace/decoder.js';
import { Exchanges } from '../../src/trace/exchanges.js';
import type { TraceMessage } from '../../src/trace/message.js';
import type { TraceProblem } from '../../src/trace/problem.js';
import { cuts, mutated } from './mutations.js';
import { JOURNAL_SEED, LOG_SEED, TRACE_TOKENS } from './seeds.js';
import { target } from './target.js';

interface Read {
  readonly messages: readonly TraceMessage[];
  /** By line: what is missing is told behind what is wrong in the same piece. */
  readonly problems: readonly TraceProblem[];
  /** What it was refused for as a whole; null: it was read. */
  readonly refused: string | null;
}

/** Reads a trace in pieces; anything that is thrown but a TraceError gets through. */
export function readTrace(pieces: readonly Uint8Array[], bodies = true): Read {
  const messages: TraceMessage[] = [];
  const problems: TraceProblem[] = [];
  const decoder = new TraceDecoder('trace', { bodies, onProblem: (problem) => problems.push(problem) });
  try {
    // A piece is only lent: what is read next is written over it.
    for (const piece of pieces) {
      const lent = Buffer.from(piece);
      messages.push(...decoder.push(lent));
      lent.fill(0x21);
    }
    messages.push(...decoder.end());
  } catch (error) {
    if (!(error instanceof TraceError)) throw error;
    return { messages: [], problems: [], refused: error.message };
  }
  problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || a.reason.localeCompare(b.reason));
  return { messages, problems, refused: null };
}

/** Everything that a trace's exchanges are, in one order and in the other. */
export function exchangesOf(messages: readonly TraceMessage[], order: 'request' | 'completion'): Exchange[] {
  const exchanges = new Exchanges(order);
  return [...messages.flatMap((message) => exchanges.push(message)), ...exchanges.end()];
}

/** Line of the n-th heading, counted the slow way. */
function headingLines(log: Buffer): Set<number> {
  const lines = log.toString('latin1').split('\n');
  return new Set(lines.flatMap((line, i) => (line.startsWith('### (') ? [i + 1] : [])));
}

const lineOf = ({ line }: TraceMessage) => line;

const anyTrace = fc.oneof(
  mutated([LOG_SEED], TRACE_TOKENS),
  mutated([JOURNAL_SEED], TRACE_TOKENS),
  mutated([LOG_SEED, JOURNAL_SEED], TRACE_TOKENS, { maxEdits: 20 }),
);

/** Reading by pieces. */
export const TRACE_TARGET = target(
  'trace',
  'a trace reads the same in whatever pieces it comes, and nothing but a TraceError is thrown',
  300,
  fc.property(anyTrace, cuts, (bytes, cut) => {
    const whole = readTrace([bytes]);
    assert.deepEqual(readTrace(cut.of(bytes)), whole);
    const heads = readTrace(cut.of(bytes), false);
    assert.deepEqual(heads.messages.map(lineOf), whole.messages.map(lineOf));
    const requests = new Set(whole.messages.map(({ run, message }) => `${run} ${message.number}`));
    for (const order of ['request', 'completion'] as const)
      assert.ok(exchangesOf(whole.messages, order).length >= requests.size, 'no exchange is lost');
  }),
);

/** Reading on after what is no part of a trace. */
export const GARBAGE_TARGET = target(
  'garbage',
  'whatever stands in front of entries, those are read, each with its own line',
  200,
  fc.property(anyTrace, cuts, (garbage, cut) => {
    const parser = new LogParser({ onProblem: () => {} });
    const bytes = Buffer.concat([garbage, LOG_SEED]);
    const entries = cut.of(bytes).flatMap((piece) => parser.push(piece));
    entries.push(...parser.end().entries);
    const clean = new LogParser({ onProblem: () => {} });
    const expected = [...clean.push(LOG_SEED), ...clean.end().entries];
    const shift = garbage.toString('latin1').split('\n').length - 1;
    assert.deepEqual(
      entries.slice(-expected.length),
      expected.map((entry) => ({ ...entry, line: entry.line + shift })),
    );
    const headings = headingLines(bytes);
    for (const { line } of entries) assert.ok(headings.has(line), `line ${line} has no heading`);
  }),
);

/** The same with a journal. */
export const JOURNAL_GARBAGE_TARGET = target(
  'journal-garbage',
  'whatever stands in front of lines of a journal, those are read',
  100,
  fc.property(mutated([JOURNAL_SEED], TRACE_TOKENS), cuts, (garbage, cut) => {
    const before = Buffer.concat([JOURNAL_SEED, garbage, Buffer.from('\n')]);
    const read = readTrace(cut.of(Buffer.concat([before, JOURNAL_SEED])));
    const clean = readTrace([JOURNAL_SEED]);
    if (read.refused !== null || /(?:^|\n)### \(/.test(before.toString('latin1'))) return;
    const shift = before.toString('latin1').split('\n').length - 1;
    const essence = ({ line, message }: TraceMessage) => [line, message.kind, message.id, message.body];
    assert.deepEqual(
      read.messages.slice(-clean.messages.length).map(essence),
      clean.messages.map((message) => essence({ ...message, line: message.line + shift })),
    );
  }),
);
