/** Text of several messages on its way into a file. */
export interface Piece {
  readonly bytes: Buffer;
  /** Where each message ends, in UTF-16 units of the text; what stands between two belongs to the later one. */
  readonly ends: readonly number[];
  /** Bytes that are in the file. */
  written: number;
}

/** What of a piece that is written in part stands whole in the file. */
export interface WholePart {
  readonly messages: number;
  /** Bytes up to the end of the last of them. */
  readonly bytes: number;
}

/** The messages of a piece that are whole in the file. */
export function wholePart({ bytes, ends, written }: Piece): WholePart {
  if (written === 0) return { messages: 0, bytes: 0 };
  if (written === bytes.length) return { messages: ends.length, bytes: written };
  // UTF-16 units are counted in the text, and bytes in the file.
  const text = bytes.toString();
  let messages = 0;
  let whole = 0;
  let from = 0;
  for (const end of ends) {
    const length = Buffer.byteLength(text.slice(from, end));
    if (whole + length > written) break;
    whole += length;
    messages += 1;
    from = end;
  }
  return { messages, bytes: whole };
}
