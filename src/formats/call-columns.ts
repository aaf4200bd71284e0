import type { CallRow } from './call-table.js';
import { shownBytes, shownDuration } from './quantity.js';
import { displayWidth, terminalText } from './terminal.js';

/** The columns of a table of calls, in their order. */
export type Column =
  | '#'
  | 'start'
  | 'caller'
  | 'service'
  | 'method'
  | 'path'
  | 'status'
  | 'time'
  | 'sent'
  | 'received';

const COLUMNS: readonly Column[] = [
  '#',
  'start',
  'caller',
  'service',
  'method',
  'path',
  'status',
  'time',
  'sent',
  'received',
];

/** Columns between two columns. */
export const GAP = 2;
/** Nesting that is shown; deeper calls stand under each other. */
const DEEPEST = 6;
/** Where the path would have less room, other columns go, the first of these first. */
const COMFORTABLE_PATH = 24;
const LEAST_PATH = 8;
const DISPENSABLE: readonly Column[] = ['start', 'sent', 'received', 'time', 'caller', 'method'];
/** Where nothing is cut, a longer path pushes aside what follows it in its own line only. */
const LONGEST_PATH = 90;
/** Names are cut on a terminal when they are longer. */
const LONGEST_NAME = 24;

const bytesCell = (bytes: number | null) => (bytes === null ? '-' : bytes === 0 ? '' : shownBytes(bytes));

/** The time of day here, to the millisecond. */
function clock(ms: number): string {
  const at = new Date(ms);
  const two = (value: number) => String(value).padStart(2, '0');
  const thousandths = String(at.getMilliseconds()).padStart(3, '0');
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${thousandths}`;
}

/** What a column shows of a call. */
export function cell(row: CallRow, column: Column): string {
  switch (column) {
    case '#':
      return String(row.number);
    case 'start':
      return row.startedAt == null ? '-' : clock(row.startedAt);
    case 'caller':
      return terminalText(row.from);
    case 'service':
      return terminalText(row.service);
    case 'method':
      return terminalText(row.method);
    case 'path':
      return row.depth === 0
        ? terminalText(row.path)
        : '  '.repeat(Math.min(row.depth, DEEPEST)) + terminalText(row.path);
    case 'status':
      return row.status === null ? '-' : String(row.status);
    case 'time':
      return row.durationMs === null ? '-' : shownDuration(row.durationMs);
    case 'sent':
      return bytesCell(row.requestBytes);
    case 'received':
      return bytesCell(row.responseBytes);
  }
}

/** Which columns a table has, and how wide they are; it is chosen once, and rows that come later keep to it. */
export interface CallLayout {
  readonly columns: readonly Column[];
  readonly widths: Readonly<Record<Column, number>>;
  /** Columns of the terminal that a line may take; Infinity: no terminal. */
  readonly width: number;
}

/** A column that would say `-` all the way down is not shown. */
function isKnown(column: Column, rows: readonly CallRow[]): boolean {
  if (column === 'start') return rows.some((row) => row.startedAt != null);
  if (column === 'time') return rows.some((row) => row.durationMs !== null);
  return true;
}

/** The layout that suits these rows, the first of a table or all of it. */
export function callLayout(rows: readonly CallRow[], width: number): CallLayout {
  const widths = {} as Record<Column, number>;
  let columns = COLUMNS.filter((column) => isKnown(column, rows));
  for (const column of columns) {
    const widest = rows.reduce((most, row) => Math.max(most, displayWidth(cell(row, column))), column.length);
    const isName = column === 'caller' || column === 'service';
    widths[column] = isName && width !== Number.POSITIVE_INFINITY ? Math.min(widest, LONGEST_NAME) : widest;
  }
  const room = () =>
    width - columns.reduce((sum, column) => sum + GAP + (column === 'path' ? 0 : widths[column]), -GAP);
  for (const column of DISPENSABLE) {
    if (room() >= Math.min(COMFORTABLE_PATH, widths.path)) break;
    columns = columns.filter((other) => other !== column);
  }
  const most = width === Number.POSITIVE_INFINITY ? LONGEST_PATH : Math.max(LEAST_PATH, room());
  widths.path = Math.min(widths.path, most);
  return { columns, widths, width };
}
