import { type TracePlace, tracePaths } from '../config/trace-files.js';
import { hiddenUrl } from '../exchange/secret-urls.js';
import type { Secrets } from '../exchange/secrets.js';
import { type CallRow, renderCallTable, shownDuration, terminalText } from '../formats/call-table.js';
import { splitUrl } from '../formats/diagram.js';
import type { EndedExchange } from '../proxy/live-exchange.js';

/** Calls that are kept for the table; a command that makes more is rare, and its trace has them all. */
const MAX_ROWS = 10_000;

export interface SummaryFacts extends TracePlace {
  /** Messages that are missing in a file. */
  readonly lost: number;
  /** Services that links led to and that no route knows. */
  readonly strays: readonly string[];
}

/** The stream that a summary goes to. */
export interface SummaryStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Collects what a traced command called, for a table at its end. */
export class CallSummary {
  readonly #rows: CallRow[] = [];
  readonly #secrets: Secrets;
  #more = 0;
  #ms = 0;

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
  }

  add(ended: EndedExchange): void {
    this.#ms += ended.durationMs;
    if (this.#rows.length >= MAX_ROWS) {
      this.#more += 1;
      return;
    }
    const { start } = ended;
    const { path, query } = splitUrl(hiddenUrl(start.url, this.#secrets));
    this.#rows.push({
      number: ended.number,
      from: start.caller.name,
      service: start.service,
      method: start.method,
      path: path + query,
      status: ended.status,
      durationMs: ended.durationMs,
      requestBytes: ended.requestBytes,
      responseBytes: ended.responseBytes,
      failure: ended.failure?.message ?? null,
      depth: 0,
    });
  }

  /** Calls so far. */
  get size(): number {
    return this.#rows.length + this.#more;
  }

  /** Prints the table, what it adds up to, what it could not see, and where the trace is. */
  print(stream: SummaryStream, { lost, strays, ...place }: SummaryFacts): void {
    const rows = this.#rows.toSorted((a, b) => a.number - b.number);
    const calls = this.size;
    const lines: string[] = [];
    if (calls === 0) lines.push('It made no call that went through the proxy.\n');
    else {
      const isTerminal = stream.isTTY === true;
      const colour = isTerminal && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
      const width = isTerminal ? (stream.columns ?? 80) : Number.POSITIVE_INFINITY;
      lines.push(renderCallTable(rows, { width, colour }));
      if (this.#more > 0) lines.push(`... and ${this.#more} more\n`);
    }
    lines.push(
      `${calls} ${calls === 1 ? 'call' : 'calls'}, ${shownDuration(this.#ms)} in all. Trace: ${shownPaths(place)}\n`,
    );
    if (lost > 0) {
      const messages = lost === 1 ? '1 message is' : `${lost} messages are`;
      lines.push(`${messages} missing in the trace: it could not be written.\n`);
    }
    for (const url of strays)
      lines.push(`Links to ${terminalText(url)} lead past the proxy: calls to it were not seen.\n`);
    stream.write(`\n${lines.join('')}`);
  }
}

/** The files that people read; a journal, or a table beside a diagram, where there is nothing else. */
function shownPaths(place: TracePlace): string {
  const paths = tracePaths(place).map(({ path }) => path);
  const read = paths.filter((path) => !/(?:variables\.md|journal\.ndjson)$/.test(path));
  return (read.length > 0 ? read : paths).join(', ');
}
