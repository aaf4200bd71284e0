/** Text of several messages on its way into a file. */
export interface Piece {
  readonly bytes: Buffer;
  /** Where each message ends, in bytes; what stands between two belongs to the later one. */
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
  let messages = 0;
  while ((ends[messages] ?? bytes.length) <= written) messages += 1;
  return { messages, bytes: ends[messages - 1] ?? 0 };
}
