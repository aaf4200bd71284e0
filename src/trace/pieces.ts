import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { TraceError } from '../exchange/errors.js';
import { fileError, STDIN } from './locate.js';

/** Bytes that are read at a time. */
const PIECE = 256 * 1024;

/** A piece of a file; it is overwritten when the next but one is asked for. */
export type Pieces = AsyncGenerator<Uint8Array, void, void>;

/** Opens a file for reading. Throws a TraceError. */
export async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    throw fileError(path, error);
  }
}

/** What a file holds from `from` (or from where it stands) to its end, the next piece read while one is worked on. */
export async function* filePieces(path: string, handle: FileHandle, from: number | null = null): Pieces {
  let position = from;
  let [buffer, other] = [Buffer.allocUnsafeSlow(PIECE), Buffer.allocUnsafeSlow(PIECE)];
  const read = (into: Buffer) => handle.read(into, 0, PIECE, position);
  let next = read(buffer);
  try {
    for (;;) {
      const { bytesRead } = await next;
      if (bytesRead === 0) return;
      if (position !== null) position += bytesRead;
      const piece = buffer.subarray(0, bytesRead);
      [buffer, other] = [other, buffer];
      next = read(buffer);
      yield piece;
    }
  } catch (error) {
    throw fileError(path, error);
  } finally {
    // The reader may leave within a read; the handle is not to be closed under it.
    await next.catch(() => {});
  }
}

/** What a file or standard input holds, gzip undone wherever it is. Throws a TraceError. */
export async function* readPieces(path: string, onDamage: (reason: string) => void): Pieces {
  if (path === STDIN) {
    if (process.stdin.isTTY)
      throw new TraceError('standard input is a terminal: name a trace, or pipe one in');
    yield* uncompressed(process.stdin as AsyncIterable<Uint8Array>, onDamage);
    return;
  }
  const handle = await openFile(path);
  try {
    yield* uncompressed(filePieces(path, handle), onDamage);
  } finally {
    await handle.close();
  }
}

/** RFC 1952, 2.3.1: by these it is known, whatever the file is called. */
export const isGzip = (bytes: Uint8Array) => bytes[0] === 0x1f && bytes[1] === 0x8b;

async function* uncompressed(source: AsyncIterable<Uint8Array>, onDamage: (reason: string) => void): Pieces {
  const pieces = source[Symbol.asyncIterator]();
  try {
    let first: Uint8Array = Buffer.alloc(0);
    // From a pipe the very first bytes may come one by one.
    while (first.length < 2) {
      const { done, value } = await pieces.next();
      if (done) break;
      first = first.length === 0 ? value : Buffer.concat([first, value]);
    }
    if (first.length === 0) return;
    const rest = async function* () {
      yield first;
      for (;;) {
        const { done, value } = await pieces.next();
        if (done) return;
        yield value;
      }
    };
    yield* isGzip(first) ? gunzipped(rest(), onDamage) : rest();
  } finally {
    await pieces.return?.();
  }
}

async function* gunzipped(source: Pieces, onDamage: (reason: string) => void): Pieces {
  const copies = async function* () {
    // A stream keeps more than one piece.
    for await (const piece of source) yield Buffer.from(piece);
  };
  const gunzip = createGunzip({ chunkSize: PIECE });
  const compressed = Readable.from(copies(), { objectMode: false, highWaterMark: PIECE });
  compressed.once('error', (error) => gunzip.destroy(error));
  try {
    yield* compressed.pipe(gunzip) as AsyncIterable<Uint8Array>;
  } catch (error) {
    if (error instanceof TraceError) throw error;
    // What came before the damage is read all the same: a rotated log may be cut off.
    onDamage(`the gzip is damaged or cut off (${(error as Error).message}); what follows cannot be read`);
  } finally {
    compressed.destroy();
    gunzip.destroy();
  }
}
