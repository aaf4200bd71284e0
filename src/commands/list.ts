import type { Flags } from '../config/flags.js';
import type { Exchange } from '../exchange/exchange.js';
import { type CallLayout, callLayout } from '../formats/call-columns.js';
import { CallDepths, callFacts, callRow } from '../formats/call-list.js';
import { type CallRow, renderCallHeading, renderCallRows } from '../formats/call-table.js';
import { STDIN } from '../trace/locate.js';
import { exchangeBatches } from '../trace/open.js';
import { inferCallers } from './infer-callers.js';
import { Output, type OutputStream } from './output.js';
import { selectionOf } from './selected.js';
import { ProblemReport, traceFile } from './trace-file.js';

/** Rows by which the widths of a table's columns are chosen. */
const FIRST_ROWS = 200;

/** `requestshook list [LOG]`: the calls of a trace as a table, or a line of JSON each. */
export async function listCommand(flags: Flags, stdout: OutputStream = process.stdout): Promise<number> {
  const isWanted = selectionOf(flags);
  const file = await traceFile(flags);
  const follow = flags.follow === true;
  const inferred = flags['infer-callers'] === true ? await inferCallers(file, follow) : null;
  const output = new Output(stdout);
  const problems = new ProblemReport();
  const listing = flags.json === true ? new JsonListing(output) : new TableListing(output);
  let seen = 0;
  for await (const exchanges of exchangeBatches(file, { bodies: false, follow, onProblem: problems.add })) {
    seen += exchanges.length;
    await listing.add(inferred === null ? exchanges : exchanges.map(inferred), isWanted);
    // Of a file that grows, or a pipe, nobody knows when more comes.
    if (follow || file === STDIN) await listing.flush();
  }
  await listing.flush();
  problems.end();
  if (listing.shown === 0) process.stderr.write(`requestshook: ${nothing(file, seen)}\n`);
  return 0;
}

function nothing(file: string, seen: number): string {
  if (seen === 0) return `no calls in ${file}`;
  return seen === 1 ? `the one call in ${file} does not fit` : `none of the ${seen} calls in ${file} fits`;
}

class JsonListing {
  shown = 0;
  readonly #output: Output;

  constructor(output: Output) {
    this.#output = output;
  }

  async add(exchanges: readonly Exchange[], isWanted: (exchange: Exchange) => boolean): Promise<void> {
    let text = '';
    for (const exchange of exchanges) {
      if (!isWanted(exchange)) continue;
      this.shown++;
      text += `${JSON.stringify(callFacts(exchange))}\n`;
    }
    await this.#output.write(text);
  }

  flush(): Promise<void> {
    return this.#output.flush();
  }
}

/** A table of which the first rows decide how wide its columns are. */
class TableListing {
  shown = 0;
  readonly #output: Output;
  readonly #colour: boolean;
  readonly #depths = new CallDepths();
  #layout: CallLayout | null = null;
  #rows: CallRow[] = [];

  constructor(output: Output) {
    this.#output = output;
    this.#colour = output.colour;
  }

  async add(exchanges: readonly Exchange[], isWanted: (exchange: Exchange) => boolean): Promise<void> {
    for (const exchange of exchanges) {
      // Also of calls that are not shown: others may be nested in them.
      const depth = this.#depths.depth(exchange);
      if (isWanted(exchange)) this.#rows.push(callRow(exchange, depth));
    }
    if (this.#layout !== null || this.#rows.length >= FIRST_ROWS) await this.#render();
  }

  async flush(): Promise<void> {
    if (this.#rows.length > 0) await this.#render();
    await this.#output.flush();
  }

  async #render(): Promise<void> {
    const rows = this.#rows;
    this.#rows = [];
    this.shown += rows.length;
    if (this.#layout === null) {
      this.#layout = callLayout(rows.slice(0, FIRST_ROWS), { width: this.#output.width, growing: true });
      await this.#output.write(renderCallHeading(this.#layout, this.#colour));
    }
    await this.#output.write(renderCallRows(rows, this.#layout, this.#colour));
  }
}
