/** How a trace is written. */
export type TraceKind = 'log' | 'journal';

/** Bytes after which a file is taken for what its name or a lack of anything better says. */
const ENOUGH = 64 * 1024;

const HEADING = /(?:^|\n)### \(/;
// Indented JSON of a body has a line feed behind the brace, and other one-line JSON has no type of ours.
const JOURNAL_LINE = /(?:^|\n)\{ ?"[^\n]*"type": ?"(?:request|response|gap)"/;

/**
 * What a trace is, by its beginning. A rotated file may begin in the middle of an entry or a line.
 *
 * @returns `binary`: no trace at all. null: more is needed.
 */
export function traceKind(beginning: Uint8Array, atEnd: boolean): TraceKind | 'binary' | null {
  const text = Buffer.from(beginning.buffer, beginning.byteOffset, beginning.byteLength).toString(
    'latin1',
    0,
    ENOUGH,
  );
  if (HEADING.test(text)) return 'log';
  if (JOURNAL_LINE.test(text)) return 'journal';
  // Text has none, and JSON escapes it.
  if (text.includes('\0')) return 'binary';
  return atEnd || text.length >= ENOUGH ? 'log' : null;
}
