import { closeSync, fstatSync, ftruncateSync, type Stats, statSync, writeSync } from 'node:fs';
import { cutEnd } from './cut-end.js';
import { GatheredText } from './gathered-text.js';
import { openForAppending } from './open-file.js';
import { type Piece, wholePart } from './pieces.js';
import type { Owed } from './writer-messages.js';
import { WrittenTail } from './written-tail.js';

/** Bytes that are kept for a file that cannot be written, until it can be again. */
const MAX_PENDING = 16 * 1024 * 1024;
/** Attempts, 10 ms apart, to write to a pipe whose reader is slow. */
const PIPE_ATTEMPTS = 50;

/** What became of a file, told when it changes. */
export interface FileState {
  readonly path: string;
  /** null: it is written again. */
  readonly error: NodeJS.ErrnoException | null;
  /** Messages that are not in the file, and will not be. */
  readonly lost: number;
}

/** What the messages in a file look like. */
export interface FileFormat {
  /** What stands in the file for messages that are missing. */
  gapNote(lost: number): string;
  /**
   * `line`: each message is a line; one that was cut off is taken out, and noted. `text`: one that was cut off
   * stays, and what follows begins on a line of its own.
   */
  readonly unit: 'line' | 'text';
}

/**
 * A file that is only ever appended to, in whole messages. A write that fails costs nothing but memory within a
 * bound: what was to be written is kept and tried again with the next flush; beyond the bound whole messages are left
 * out, counted, and a note of how many stands in the file once it can be written again.
 *
 *     append() --> text --flush()--> pieces --> the file
 */
export class AppendFile {
  readonly path: string;
  readonly #format: FileFormat;
  readonly #onState: (state: FileState) => void;
  readonly #maxPending: number;
  #fd: number | null = null;
  /** Bytes of the file when it was written last. */
  #size = 0;
  readonly #text = new GatheredText();
  #ends: number[] = [];
  /** Messages that gaps in `#text` stand for. */
  #noted = 0;
  readonly #pieces: Piece[] = [];
  readonly #tail = new WrittenTail();
  #pendingBytes = 0;
  /** Messages left out since the last note of that in the file. */
  #gap = 0;
  #lost = 0;
  #failing = false;
  #lossTold = false;

  constructor(
    path: string,
    format: FileFormat,
    onState: (state: FileState) => void,
    maxPending: number = MAX_PENDING,
  ) {
    this.path = path;
    this.#format = format;
    this.#onState = onState;
    this.#maxPending = maxPending;
  }

  /** Messages that are not in the file, and will not be. */
  get lost(): number {
    return this.#lost;
  }

  /** Messages that were taken and are not whole in the file. */
  get waiting(): number {
    return this.#pieces.reduce(
      (sum, piece) => sum + piece.ends.length - wholePart(piece).messages,
      this.#ends.length,
    );
  }

  /** What the file does not have yet, or will never have. */
  get owed(): Owed {
    const { waiting } = this;
    return { missing: this.#lost + waiting, unnoted: this.#gap + this.#noted + waiting };
  }

  /** Takes the text of one message, in parts, which ends in a line feed; it is written with the next flush. */
  append(...parts: readonly (string | Uint8Array)[]): void {
    for (const part of parts) this.#text.add(part);
    this.#ends.push(this.#text.length);
  }

  /** Notes in the file that messages are missing here; whoever left them out counts them. */
  noteGap(lost: number): void {
    this.#text.add(this.#format.gapNote(lost));
    this.#noted += lost;
  }

  /**
   * Notices that somebody removed the file, put another one in its place or emptied it (logrotate's copytruncate).
   * Returns whether what comes next begins in another file, or an emptied one. A file that was moved away, with
   * none in its place, is written on until `reopen`, so that nothing falls between the two.
   */
  look(): boolean {
    const fd = this.#fd;
    if (fd === null) return false;
    const own = fstatSync(fd);
    const there = this.#there();
    if (own.nlink === 0 || (there !== null && !isSame(own, there))) {
      this.#leave();
      return true;
    }
    if (!own.isFile() || own.size >= this.#size) return false;
    this.#startMessageAnew();
    this.#writeAgain(this.#tail.missingInCopy(this.path, own, this.#size - own.size));
    this.#tail.forget();
    this.#size = own.size;
    return true;
  }

  /** Writes what was taken. Returns whether nothing is left to write. */
  flush(): boolean {
    this.look();
    const behind = this.#pieces.length > 0 || this.#gap > 0;
    if (behind && !this.#write()) {
      this.#collect(true);
      return false;
    }
    this.#collect(false);
    return this.#pieces.length === 0 || this.#write();
  }

  /**
   * Goes on in a new file at the path, after the old one was moved away (logrotate and SIGHUP). Where none is open yet,
   * it is opened.
   */
  reopen(): void {
    this.flush();
    const there = this.#there();
    if (this.#fd !== null) {
      if (there !== null && isSame(fstatSync(this.#fd), there)) return;
      this.#leave();
    }
    this.#write();
  }

  /** Writes what it can and closes. Returns the number of messages that are not whole in the file. */
  close(): number {
    if (!this.flush()) this.#lost += this.waiting;
    this.#closeDescriptor();
    return this.#lost;
  }

  /** The text so far becomes a piece, or is left out where there is no room for it. */
  #collect(failing: boolean): void {
    if (this.#text.length === 0) return;
    const bytes = this.#text.take();
    // Once something is missing, all is until it is noted: a note stands in the place of what it stands for.
    if (failing && (this.#gap > 0 || this.#pendingBytes + bytes.length > this.#maxPending)) {
      this.#lost += this.#ends.length;
      this.#gap += this.#ends.length + this.#noted;
      if (!this.#lossTold) this.#tell(new Error('there is no room to keep more'));
      this.#lossTold = true;
    } else {
      this.#pieces.push({ bytes, ends: this.#ends, written: 0 });
      this.#pendingBytes += bytes.length;
    }
    this.#ends = [];
    this.#noted = 0;
  }

  #write(): boolean {
    try {
      this.#fd ??= this.#open();
      this.#writePieces(this.#fd);
      if (this.#gap > 0) {
        this.#queue(this.#format.gapNote(this.#gap));
        this.#gap = 0;
        this.#writePieces(this.#fd);
      }
    } catch (error) {
      if (!this.#failing) this.#tell(error as NodeJS.ErrnoException);
      this.#failing = true;
      return false;
    }
    if (this.#failing) this.#tell(null);
    this.#failing = false;
    this.#lossTold = false;
    return true;
  }

  #writePieces(fd: number): void {
    for (let piece = this.#pieces[0]; piece !== undefined; piece = this.#pieces[0]) {
      // A full disk may take a part: the rest follows when there is room, so that no message is cut in two.
      const written = writePatiently(fd, piece.bytes.subarray(piece.written));
      piece.written += written;
      this.#pendingBytes -= written;
      this.#size += written;
      if (piece.written < piece.bytes.length) continue;
      this.#pieces.shift();
      for (const { bytes } of this.#tail.wrote(piece, this.#size)) this.#text.reuse(bytes);
    }
  }

  /** What was written between the copying and the emptying of the file stands in neither: it comes first now. */
  #writeAgain(pieces: Piece[]): void {
    this.#pieces.unshift(...pieces);
    for (const { bytes, written } of pieces) this.#pendingBytes += bytes.length - written;
  }

  #open(): number {
    const fd = openForAppending(this.path);
    const cut = cutEnd(this.path, fd);
    const { size } = fstatSync(fd);
    const taken = cut > 0 && this.#format.unit === 'line' && isCutTo(fd, size - cut);
    this.#size = taken ? size - cut : size;
    if (taken) this.#queue(this.#format.gapNote(1), 'first');
    else if (cut > 0) this.#queue('\n', 'first');
    return fd;
  }

  /** Text that is no message. */
  #queue(text: string, place: 'first' | 'last' = 'last'): void {
    const piece = { bytes: Buffer.from(text), ends: [], written: 0 };
    if (place === 'first') this.#pieces.unshift(piece);
    else this.#pieces.push(piece);
    this.#pendingBytes += piece.bytes.length;
  }

  #leave(): void {
    this.#startMessageAnew();
    this.#tail.forget();
    this.#closeDescriptor();
  }

  /** A message that stands in part in a file that is left behind is written whole in the next one. */
  #startMessageAnew(): void {
    const first = this.#pieces[0];
    if (first === undefined) return;
    const { bytes } = wholePart(first);
    this.#pendingBytes += first.written - bytes;
    first.written = bytes;
  }

  /** The file at the path now, null where there is none or it cannot be looked at. */
  #there(): Stats | null {
    try {
      return statSync(this.path);
    } catch {
      return null;
    }
  }

  #tell(error: NodeJS.ErrnoException | null): void {
    this.#onState({ path: this.path, error, lost: this.#lost });
  }

  #closeDescriptor(): void {
    if (this.#fd === null) return;
    try {
      closeSync(this.#fd);
    } catch {
      // It is of no use any more in any case.
    }
    this.#fd = null;
    this.#size = 0;
  }
}

/** Cuts a file; false where it may only be appended to (chattr +a). */
function isCutTo(fd: number, size: number): boolean {
  try {
    ftruncateSync(fd, size);
    return true;
  } catch {
    return false;
  }
}

function isSame(a: Stats, b: Stats): boolean {
  return a.ino === b.ino && a.dev === b.dev;
}

/** Writes a part, or all, and gives the bytes that were written; waits a little for the reader of a pipe. */
function writePatiently(fd: number, bytes: Buffer): number {
  for (let attempt = 1; ; attempt++) {
    try {
      return writeSync(fd, bytes);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN' || attempt === PIPE_ATTEMPTS) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}
