import { type FSWatcher, watch } from 'node:fs';
import { type FileHandle, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { STDIN } from './locate.js';
import { filePieces, isGzip, openFile } from './pieces.js';

/** Nothing more came for a while. */
export const QUIET = Symbol('quiet');
/** What follows is read from the beginning of another file, or of the same one, which was emptied. */
export const REPLACED = Symbol('replaced');

/** ms without anything new after which what is there is taken for whole; writers write entries in one go. */
const SETTLED = 100;
/** ms after which the file is looked at in any case: not every file system tells of changes. */
const LOOK_AGAIN = 1000;

type Followed = Uint8Array | typeof QUIET | typeof REPLACED;

/**
 * What a file holds, and what is added to it, until `signal`. Where another file takes its place (logrotate renames),
 * the old one is read to its end first; one that was cut (copytruncate) is read from its beginning. Not for gzip:
 * nobody adds to one (see `isFollowable`). Throws a TraceError where there is no file at first.
 */
export async function* followPieces(path: string, signal: AbortSignal | undefined): AsyncGenerator<Followed> {
  let handle = await openFile(path);
  const changes = new Changes(path, signal);
  let position = 0;
  /** When something was read that was not yet followed by a QUIET; null: nothing. */
  let readAt: number | null = null;
  try {
    while (!changes.ended) {
      for await (const piece of filePieces(path, handle, position)) {
        position += piece.length;
        readAt = performance.now();
        yield piece;
      }
      const what = await lookAt(path, handle, position);
      if (what === 'grown') continue;
      if (what !== 'same') {
        if (what === 'replaced') {
          // The writer may have added to the old one until just now.
          yield* filePieces(path, handle, position);
          await handle.close();
          handle = await openFile(path);
        }
        position = 0;
        readAt = null;
        yield REPLACED;
        continue;
      }
      const unsettled: number = readAt === null ? 0 : readAt + SETTLED - performance.now();
      if (readAt !== null && unsettled <= 0) {
        readAt = null;
        yield QUIET;
      }
      await changes.within(unsettled > 0 ? unsettled : LOOK_AGAIN);
    }
  } finally {
    changes.close();
    await handle.close();
  }
}

/** Whether a file can grow and be read again: one that is not a pipe, and not compressed. Throws a TraceError. */
export async function isFollowable(path: string): Promise<boolean> {
  if (path === STDIN) return false;
  const handle = await openFile(path);
  try {
    if (!(await handle.stat()).isFile()) return false;
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return !isGzip(buffer.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}

async function lookAt(
  path: string,
  handle: FileHandle,
  position: number,
): Promise<'same' | 'grown' | 'cut' | 'replaced'> {
  const own = await handle.stat();
  if (own.size < position) return 'cut';
  if (own.size > position) return 'grown';
  const there = await stat(path).catch(() => null);
  // An empty one was made by logrotate; the writer still has the old one until it is told.
  const other = there?.isFile() === true && (there.ino !== own.ino || there.dev !== own.dev);
  return other && there.size > 0 ? 'replaced' : 'same';
}

/** Tells when something happens to a file, or in its folder: a renamed file is another one. */
class Changes {
  ended = false;
  #watcher: FSWatcher | null = null;
  #changed = false;
  #wake: (() => void) | null = null;
  readonly #signal: AbortSignal | undefined;

  constructor(path: string, signal: AbortSignal | undefined) {
    this.#signal = signal;
    this.ended = signal?.aborted ?? false;
    signal?.addEventListener('abort', this.#end);
    try {
      this.#watcher = watch(dirname(path), (_, name) => {
        if (name === null || name === basename(path)) this.#change();
      });
      this.#watcher.on('error', () => {});
    } catch {
      // No more watches to be had, or none on this file system: it is looked at again and again.
    }
  }

  /** Waits for a change since the last time, at most for so many ms. */
  async within(ms: number): Promise<void> {
    if (!this.#changed && !this.ended) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#wake = null;
    }
    this.#changed = false;
  }

  close(): void {
    this.#signal?.removeEventListener('abort', this.#end);
    this.#watcher?.close();
  }

  readonly #end = (): void => {
    this.ended = true;
    this.#wake?.();
  };

  #change(): void {
    this.#changed = true;
    this.#wake?.();
  }
}
