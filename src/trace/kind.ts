/** How a trace is written. */
export type TraceKind = 'log' | 'journal';

/** Bytes after which a file is taken for what its name or a lack of anything better says. */
const ENOUGH = 64 * 1024;

const HEADING = /(?:^|\n)### \(/;
// Indented JSON of a body has a line feed behind the brace, and other one-line JSON has no type of ours with a number.
const JOURNAL_LINE = /(?:^|\n)\{ ?"(?=[^\n]*"(?:number|lost)": ?\d)[^\n]*"type": ?"(?:request|response|gap)"/;

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
  // What comes first counts, so that it does not matter in which pieces the file is read.
  const heading = text.search(HEADING);
  const journal = text.search(JOURNAL_LINE);
  if (heading >= 0 && (journal < 0 || heading < journal)) return 'log';
  if (journal >= 0) return 'journal';
  if (!atEnd && text.length < ENOUGH) return null;
  // Text has none, and JSON escapes it. A log that was cut while it was written to begins with many.
  return text.includes('\0') ? 'binary' : 'log';
}
