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
const COMFORTABLE_PATH = 20;
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

/** What rows that are still to come may need. */
const RESERVED: Readonly<Partial<Record<Column, number>>> = { '#': 4, time: 7, sent: 8, received: 8 };

export interface LayoutOptions {
  /** Columns of the terminal; Infinity: it is none. */
  readonly width: number;
  /** Whether these rows are the first of more. */
  readonly growing: boolean;
}

/** The layout that suits these rows, and leaves room for others where more are to come. */
export function callLayout(rows: readonly CallRow[], { width, growing }: LayoutOptions): CallLayout {
  const widths = {} as Record<Column, number>;
  let columns = COLUMNS.filter((column) => isKnown(column, rows));
  for (const column of columns) {
    const least = Math.max(column.length, growing ? (RESERVED[column] ?? 0) : 0);
    const widest = rows.reduce((most, row) => Math.max(most, displayWidth(cell(row, column))), least);
    widths[column] =
      width !== Number.POSITIVE_INFINITY && isCut(column) ? Math.min(widest, LONGEST_NAME) : widest;
  }
  const room = () =>
    width - columns.reduce((sum, column) => sum + GAP + (column === 'path' ? 0 : widths[column]), -GAP);
  const wanted = growing ? COMFORTABLE_PATH : Math.min(COMFORTABLE_PATH, widths.path);
  for (const column of DISPENSABLE) {
    if (room() >= wanted) break;
    columns = columns.filter((other) => other !== column);
  }
  const most = width === Number.POSITIVE_INFINITY ? LONGEST_PATH : Math.max(LEAST_PATH, room());
  widths.path = Math.min(widths.path, most);
  return { columns, widths, width };
}

/** Whether a column's cells are cut where they are wider than it. */
export function isCut(column: Column): boolean {
  return column === 'caller' || column === 'service' || column === 'method';
}
