import { type CallLayout, type Column, callLayout, cell, GAP, isCut } from './call-columns.js';
import { COLOURED, cutText, displayWidth, type Paint, PLAIN, terminalText } from './terminal.js';

export { shownBytes, shownDuration } from './quantity.js';
export { terminalText } from './terminal.js';

/** A call as a table of calls shows it. */
export interface CallRow {
  readonly number: number;
  readonly from: string;
  readonly service: string;
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** null: no response. */
  readonly status: number | null;
  /** ms since the epoch; null or nothing: not known, or of no interest. */
  readonly startedAt?: number | null;
  /** null: not known, as in a bare log. */
  readonly durationMs: number | null;
  /** Bytes of the request's body, null: not known. */
  readonly requestBytes: number | null;
  /** Bytes of the response's body, null: not known. */
  readonly responseBytes: number | null;
  /** Why it did not end well, for people. */
  readonly failure: string | null;
  /** What else is to be said of it, for people; null or nothing: no more. */
  readonly note?: string | null;
  /** How deep it is nested below the calls that caused it; 0: nobody's. */
  readonly depth: number;
}

export interface TableOptions {
  /** Columns that a line may take, paths are cut to fit; Infinity: no terminal, nothing is cut. */
  readonly width: number;
  readonly colour: boolean;
}

const RIGHT: ReadonlySet<Column> = new Set(['#', 'time', 'sent', 'received']);
const DIMMED: ReadonlySet<Column> = new Set(['#', 'start', 'time', 'sent', 'received']);

function paintCell(row: CallRow, column: Column, text: string, paint: Paint): string {
  if (column !== 'status') return DIMMED.has(column) ? paint('dim', text) : text;
  if (row.failure !== null || row.status === null || row.status >= 500) return paint('red', text);
  return paint(row.status >= 400 ? 'yellow' : 'green', text);
}

const BLANKS = ' '.repeat(256);
const blanks = (count: number) => (count <= BLANKS.length ? BLANKS.slice(0, count) : ' '.repeat(count));

/** A line of cells, each padded to its width, the path to `pathWidth`. Blanks are written where something follows them only. */
function line(
  layout: CallLayout,
  cells: readonly string[],
  pathWidth: number,
  painted: (text: string, i: number) => string,
): string {
  const { columns, widths } = layout;
  let text = '';
  let pending = 0;
  for (let i = 0; i < columns.length; i++) {
    const column = columns[i] as Column;
    const shown = cells[i] as string;
    const width = column === 'path' ? pathWidth : widths[column];
    const missing = Math.max(0, width - displayWidth(shown));
    const isRight = RIGHT.has(column);
    if (isRight) pending += missing;
    if (shown !== '') {
      if (pending > 0) text += blanks(pending);
      text += painted(shown, i);
      pending = 0;
    }
    pending += isRight ? GAP : GAP + missing;
  }
  return `${text}\n`;
}

/** The line of headings of a table. */
export function renderCallHeading(layout: CallLayout, colour: boolean): string {
  return line(layout, layout.columns, layout.widths.path, (text) => (colour ? COLOURED('bold', text) : text));
}

/**
 * The lines of some calls. What is wider than its column, because the layout was chosen by other calls, takes its
 * room from the path; on a terminal no line is wider than that.
 */
export function renderCallRows(rows: readonly CallRow[], layout: CallLayout, colour: boolean): string {
  const { columns, widths, width } = layout;
  const paint = colour ? COLOURED : PLAIN;
  // One function for all rows: a log has millions of them.
  let row: CallRow | undefined;
  const painted = (text: string, i: number) =>
    colour ? paintCell(row as CallRow, columns[i] as Column, text, paint) : text;
  const cells: string[] = [];
  let text = '';
  for (row of rows) {
    for (let i = 0; i < columns.length; i++) cells[i] = cell(row, columns[i] as Column);
    const pathRoom = width === Number.POSITIVE_INFINITY ? width : fit(cells, layout);
    text += line(layout, cells, Math.min(widths.path, pathRoom), painted);
    if (row.failure !== null) text += below(row.failure, layout, (line) => paint('red', line));
    if (row.note) text += below(row.note, layout, (line) => paint('dim', line));
  }
  return text;
}

/** A line of words below the row that it is about. */
function below(words: string, { widths, width }: CallLayout, painted: (text: string) => string): string {
  const indentation = widths['#'] + GAP;
  return `${blanks(indentation)}${painted(cutText(terminalText(words), width - indentation))}\n`;
}

/** Cuts cells so that their line is no wider than the terminal, and gives the columns that are left for the path. */
function fit(cells: string[], { columns, widths, width }: CallLayout): number {
  let pathRoom = width + GAP;
  for (let i = 0; i < columns.length; i++) {
    const column = columns[i] as Column;
    pathRoom -= GAP;
    if (column === 'path') continue;
    if (isCut(column)) cells[i] = cutText(cells[i] as string, widths[column]);
    pathRoom -= Math.max(widths[column], displayWidth(cells[i] as string));
  }
  const path = columns.indexOf('path');
  const room = Math.max(1, pathRoom);
  cells[path] = cutText(cells[path] as string, room);
  return room;
}

/** The calls as a table with a line of headings; each line ends in a line feed. */
export function renderCallTable(rows: readonly CallRow[], { width, colour }: TableOptions): string {
  const layout = callLayout(rows, { width, growing: false });
  return renderCallHeading(layout, colour) + renderCallRows(rows, layout, colour);
}
