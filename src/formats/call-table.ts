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
  /** Characters a line may have; paths are cut to fit. */
  readonly width: number;
  readonly colour: boolean;
}

const DIM = '\u001b[2m';
const RED = '\u001b[31m';
const YELLOW = '\u001b[33m';
const GREEN = '\u001b[32m';
const BOLD = '\u001b[1m';
const RESET = '\u001b[0m';

/** 950 ms, 1.25 s, 2 min 5 s: three digits or so, whatever the size. */
export function shownDuration(ms: number): string {
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(2)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** 512 B, 3.9 KiB, 20.0 MiB. */
export function shownBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  let value = bytes;
  let unit = -1;
  while (value >= 1024 && unit < 3) {
    value /= 1024;
    unit += 1;
  }
  return `${value.toFixed(1)} ${['KiB', 'MiB', 'GiB', 'TiB'][unit]}`;
}

/** Text as a terminal may show it: no control character, escape sequence or direction mark gets through. */
export function terminalText(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu,
    (c) => `\\u{${(c.codePointAt(0) as number).toString(16)}}`,
  );
}

function cut(text: string, width: number): string {
  if (text.length <= width) return text;
  // The end of a path says most: .../images/ID/members.
  const head = Math.max(1, Math.floor((width - 1) / 3));
  return `${text.slice(0, head)}…${text.slice(text.length - (width - 1 - head))}`;
}

const HEADINGS = ['#', 'caller', 'service', 'method', 'path', 'status', 'time', 'sent', 'received'] as const;
const RIGHT = new Set<string>(['#', 'time', 'sent', 'received']);
const LEAST_PATH = 20;

function cells(row: CallRow): string[] {
  return [
    String(row.number),
    terminalText(row.from),
    terminalText(row.service),
    terminalText(row.method),
    '  '.repeat(row.depth) + terminalText(row.path),
    row.status === null ? '-' : String(row.status),
    row.durationMs === null ? '-' : shownDuration(row.durationMs),
    row.requestBytes === null ? '-' : row.requestBytes === 0 ? '' : shownBytes(row.requestBytes),
    row.responseBytes === null ? '-' : row.responseBytes === 0 ? '' : shownBytes(row.responseBytes),
  ];
}

function statusColour(row: CallRow): string {
  if (row.failure !== null || row.status === null || row.status >= 500) return RED;
  if (row.status >= 400) return YELLOW;
  return GREEN;
}

/** The calls as a table with a line of headings; each line ends in a line feed. */
export function renderCallTable(rows: readonly CallRow[], { width, colour }: TableOptions): string {
  const lines = rows.map(cells);
  const widths = HEADINGS.map((heading, i) =>
    Math.max(heading.length, ...lines.map((line) => (line[i] as string).length)),
  );
  const path = HEADINGS.indexOf('path');
  const others = widths.reduce((sum, w, i) => sum + (i === path ? 0 : w), 0) + 2 * (widths.length - 1);
  widths[path] = Math.min(widths[path] as number, Math.max(LEAST_PATH, width - others));
  const line = (texts: readonly string[], paint: (text: string, column: string) => string) =>
    texts
      .map((text, i) => {
        const column = HEADINGS[i] as string;
        const room = widths[i] as number;
        const fitted = i === path ? cut(text, room) : text;
        return paint(RIGHT.has(column) ? fitted.padStart(room) : fitted.padEnd(room), column);
      })
      .join('  ')
      .trimEnd();
  const plain = (text: string) => text;
  const heading = line(HEADINGS, colour ? (text) => `${BOLD}${text}${RESET}` : plain);
  const body = rows.map((row, i) => {
    const paint = (text: string, column: string) => {
      if (!colour) return text;
      if (column === 'status') return `${statusColour(row)}${text}${RESET}`;
      return column === '#' || column === 'time' || RIGHT.has(column) ? `${DIM}${text}${RESET}` : text;
    };
    const failure =
      row.failure === null
        ? ''
        : `\n${' '.repeat(widths[0] as number)}  ${colour ? RED : ''}${terminalText(row.failure)}${colour ? RESET : ''}`;
    return line(lines[i] as string[], paint) + failure;
  });
  return `${[heading, ...body].join('\n')}\n`;
}
