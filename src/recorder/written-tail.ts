import { closeSync, openSync, readdirSync, readSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Piece, wholePart } from './pieces.js';

/** Bytes, about, of what was written last that are kept. */
const KEPT = 2 * 1024 * 1024;
/** Bytes that the end of a copy must have in common with what was written. */
const COMPARED = 4096;

/**
 * What was written last to a file. logrotate's copytruncate copies the file and then empties it: what is written
 * between the two is in neither. With this it is written once more.
 */
export class WrittenTail {
  /** Behind each other in the file. */
  #pieces: { readonly piece: Piece; readonly start: number }[] = [];
  #bytes = 0;

  /** A piece is whole in the file now, up to `end` (bytes from its beginning). Gives those that are no longer kept for it. */
  wrote(piece: Piece, end: number): Piece[] {
    const dropped: Piece[] = [];
    this.#pieces.push({ piece, start: end - piece.bytes.length });
    this.#bytes += piece.bytes.length;
    while (this.#bytes > KEPT && this.#pieces.length > 1) {
      const { piece: oldest } = this.#pieces.shift() as { piece: Piece };
      this.#bytes -= oldest.bytes.length;
      dropped.push(oldest);
    }
    return dropped;
  }

  /** Another file is written, or the same from its beginning. */
  forget(): void {
    this.#pieces = [];
    this.#bytes = 0;
  }

  /**
   * The pieces that are missing in the copy of a file that was emptied when it had `size` bytes, each from its first message
   * that is not whole there; none where no copy is found beside the file that ends within what is known here.
   */
  missingInCopy(path: string, emptied: Stats, size: number): Piece[] {
    const pieces = this.#pieces.filter(({ start }) => start < size);
    const first = pieces[0];
    if (first === undefined) return [];
    const known = Buffer.concat(pieces.map(({ piece }) => piece.bytes));
    const copied = sizeOfCopy(path, emptied, { bytes: known, start: first.start });
    if (copied === null) return [];
    const missing: Piece[] = [];
    for (const { piece, start } of pieces) {
      const { bytes } = wholePart({ ...piece, written: within(copied - start, piece.bytes.length) });
      if (bytes < piece.bytes.length) missing.push({ ...piece, written: bytes });
    }
    return missing;
  }
}

const within = (value: number, most: number) => Math.max(0, Math.min(value, most));

/** What is known of a file's end. */
interface Known {
  readonly bytes: Buffer;
  /** Where it begins in the file. */
  readonly start: number;
}

/** Bytes of the newest file beside another that is a copy of its beginning, to somewhere within what is known; or null. */
function sizeOfCopy(path: string, emptied: Stats, known: Known): number | null {
  const name = basename(path);
  const copies: { readonly file: string; readonly size: number; readonly changed: number }[] = [];
  for (const other of namesIn(dirname(path))) {
    // As logrotate calls them: requests.log.1, requests.log-20260801.
    if (!other.startsWith(name) || !/^[.-]/.test(other.slice(name.length))) continue;
    const file = join(dirname(path), other);
    const stats = statSync(file, { throwIfNoEntry: false });
    if (!stats?.isFile() || (stats.ino === emptied.ino && stats.dev === emptied.dev)) continue;
    if (stats.size <= known.start || stats.size > known.start + known.bytes.length) continue;
    copies.push({ file, size: stats.size, changed: stats.mtimeMs });
  }
  copies.sort((a, b) => b.changed - a.changed);
  return copies.find(({ file, size }) => endsAlike(file, size, known))?.size ?? null;
}

function endsAlike(file: string, size: number, { bytes, start }: Known): boolean {
  const length = Math.min(COMPARED, size - start);
  const wanted = bytes.subarray(size - start - length, size - start);
  let fd: number | null = null;
  try {
    fd = openSync(file, 'r');
    const found = Buffer.alloc(length);
    return readSync(fd, found, 0, length, size - length) === length && found.equals(wanted);
  } catch {
    return false;
  } finally {
    if (fd !== null) closeSync(fd);
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
