import { filePieces, isGzip, openFile, readPieces } from '../../trace/pieces.js';

/** Bytes between two lines whose place is remembered. */
const APART = 1024 * 1024;
/** Bytes of lines that are read at most: a capture limit far beyond the default one. */
const MOST = 128 * 1024 * 1024;

const LF = 0x0a;

/** A piece of a file that begins at a line's beginning or within a line. */
export interface LinePiece {
  /** Number of the line that the piece begins in; the first is 1. */
  readonly line: number;
  /** Where the piece begins in the file, gzip undone. */
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/**
 * Reads lines of a file by their numbers. Where they begin is found by looking once, and remembered about every
 * MiB; of a compressed file all in front has to be read each time.
 */
export class Lines {
  readonly #path: string;
  /** Lines and where they begin, both ascending. */
  #marks: { readonly line: number; readonly offset: number }[] = [{ line: 1, offset: 0 }];

  constructor(path: string) {
    this.#path = path;
  }

  /** The file was replaced: what is known of it does not hold any more. */
  forget(): void {
    this.#marks = [{ line: 1, offset: 0 }];
  }

  /** The bytes of the lines from `line` up to `next` (not included), as many as there are. Throws a TraceError. */
  async read(line: number, next: number): Promise<Buffer> {
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const piece of this.pieces(line)) {
      const from = startOf(piece, line);
      const to = startOf(piece, next);
      if (from < piece.bytes.length) {
        const part = Buffer.from(piece.bytes.subarray(from, to));
        parts.push(part);
        size += part.length;
      }
      if (to < piece.bytes.length || size > MOST) break;
    }
    return Buffer.concat(parts);
  }

  /** The file in pieces, from one that holds the beginning of that line; a piece is overwritten when the next but one is asked for. */
  async *pieces(from: number): AsyncGenerator<LinePiece> {
    const handle = await openFile(this.#path);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
      const packed = isGzip(buffer.subarray(0, bytesRead));
      let { line, offset } = packed ? { line: 1, offset: 0 } : this.#markBefore(from);
      const source = packed ? readPieces(this.#path, () => {}) : filePieces(this.#path, handle, offset);
      for await (const bytes of source) {
        yield { line, offset, bytes };
        line = this.#count(bytes, line, offset, !packed);
        offset += bytes.length;
      }
    } finally {
      await handle.close();
    }
  }

  #markBefore(line: number) {
    return this.#marks.findLast((mark) => mark.line <= line) ?? { line: 1, offset: 0 };
  }

  /** The number of the line that follows these bytes, and remembers a place in them. */
  #count(bytes: Uint8Array, first: number, offset: number, remember: boolean): number {
    let line = first;
    for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) {
      line++;
      const last = this.#marks.at(-1);
      const start = offset + at + 1;
      if (remember && last !== undefined && start - last.offset >= APART && line > last.line)
        this.#marks.push({ line, offset: start });
    }
    return line;
  }
}

/** Where a line begins in a piece; its length where that is behind it. */
function startOf({ line, bytes }: LinePiece, wanted: number): number {
  if (wanted <= line) return 0;
  if (wanted === Number.POSITIVE_INFINITY) return bytes.length;
  let current = line;
  for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) {
    current++;
    if (current === wanted) return at + 1;
  }
  return bytes.length;
}
