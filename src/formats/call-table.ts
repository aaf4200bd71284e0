import { type CallLayout, type Column, callLayout, cell, GAP } from './call-columns.js';
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

/** A line of cells, each padded to its width; `paint` is given what is padded. */
function line(
  { columns, widths }: CallLayout,
  cells: readonly string[],
  paint: (column: Column, text: string) => string,
): string {
  let text = '';
  let blanks = 0;
  columns.forEach((column, i) => {
    const shown = cells[i] as string;
    const missing = Math.max(0, widths[column] - displayWidth(shown));
    const painted = shown === '' ? '' : paint(column, shown);
    // Blanks are written when something follows them.
    if (RIGHT.has(column)) blanks += missing;
    if (painted !== '') {
      text += ' '.repeat(blanks) + painted;
      blanks = 0;
    }
    blanks += GAP + (RIGHT.has(column) ? 0 : missing);
  });
  return `${text}\n`;
}

/** The line of headings of a table. */
export function renderCallHeading(layout: CallLayout, colour: boolean): string {
  return line(layout, layout.columns, (_, text) => (colour ? COLOURED('bold', text) : text));
}

/**
 * The lines of some calls. What is wider than its column, because the layout was chosen by other calls, takes its
 * room from the path; on a terminal no line is wider than that.
 */
export function renderCallRows(rows: readonly CallRow[], layout: CallLayout, colour: boolean): string {
  const paint = colour ? COLOURED : PLAIN;
  let text = '';
  for (const row of rows) {
    const cells = layout.columns.map((column) => cell(row, column));
    text += line(layout, fitted(cells, layout), (column, shown) => paintCell(row, column, shown, paint));
    if (row.failure === null) continue;
    const indentation = layout.widths['#'] + GAP;
    const failure = cutText(terminalText(row.failure), layout.width - indentation);
    text += `${' '.repeat(indentation)}${paint('red', failure)}\n`;
  }
  return text;
}

function fitted(cells: string[], { columns, widths, width }: CallLayout): string[] {
  if (width === Number.POSITIVE_INFINITY) return cells;
  let pathRoom = widths.path;
  const shown = cells.map((text, i) => {
    const column = columns[i] as Column;
    if (column === 'path') return text;
    const isName = column === 'caller' || column === 'service';
    const fit = isName ? cutText(text, widths[column]) : text;
    pathRoom -= Math.max(0, displayWidth(fit) - widths[column]);
    return fit;
  });
  const path = columns.indexOf('path');
  shown[path] = cutText(shown[path] as string, Math.max(1, pathRoom));
  return shown;
}

/** The calls as a table with a line of headings; each line ends in a line feed. */
export function renderCallTable(rows: readonly CallRow[], { width, colour }: TableOptions): string {
  const layout = callLayout(rows, width);
  return renderCallHeading(layout, colour) + renderCallRows(rows, layout, colour);
}
