import { closeSync, constants, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Bytes that are kept for a file that cannot be written, until it can be again. */
const MAX_PENDING = 16 * 1024 * 1024;

const APPEND = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT;

/** What became of a file, told when it changes. */
export interface FileState {
  readonly path: string;
  /** null: it is written again. */
  readonly error: NodeJS.ErrnoException | null;
  /** Messages that are not in the file, and will not be. */
  readonly lost: number;
}

/** Opens a file for appending, made with mode 0600 in a folder made where there is none. Throws Node's error. */
export function openForAppending(path: string): number {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  return openSync(path, APPEND, 0o600);
}

/**
 * A file that is only ever appended to. A write that fails costs nothing but memory within a bound: what
 * was to be written is kept and tried again with the next flush; beyond the bound whole messages are
 * left out, counted, and a note of how many is written when the file can be written again.
 */
export class AppendFile {
  readonly path: string;
  readonly #gapNote: (lost: number) => string;
  readonly #onState: (state: FileState) => void;
  #fd: number | null = null;
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #text = '';
  #textMessages = 0;
  #lost = 0;
  #failing = false;

  /** @param gapNote what stands in the file for messages that were lost. */
  constructor(path: string, gapNote: (lost: number) => string, onState: (state: FileState) => void) {
    this.path = path;
    this.#gapNote = gapNote;
    this.#onState = onState;
  }

  /** Takes the text of one message; it is written with the next flush. */
  append(text: string): void {
    this.#text += text;
    this.#textMessages += 1;
  }

  /** Notes in the file that messages are missing here. */
  noteGap(lost: number): void {
    this.#text += this.#gapNote(lost);
  }

  /** Writes what was taken. Returns whether nothing is left to write. */
  flush(): boolean {
    this.#collect();
    if (this.#pendingBytes === 0 && this.#lost === 0) return true;
    try {
      this.#fd ??= openForAppending(this.path);
      this.#writePending(this.#fd);
      if (this.#lost > 0) {
        const lost = this.#lost;
        this.#pending.push(Buffer.from(this.#gapNote(lost)));
        this.#pendingBytes = (this.#pending[0] as Buffer).length;
        this.#lost = 0;
        this.#writePending(this.#fd);
      }
    } catch (error) {
      if (!this.#failing) this.#tell(error as NodeJS.ErrnoException);
      this.#failing = true;
      return false;
    }
    if (this.#failing) this.#tell(null);
    this.#failing = false;
    return true;
  }

  /** Opens the path anew with the next flush, after the file was moved away (logrotate). */
  reopen(): void {
    this.flush();
    this.#closeDescriptor();
  }

  /** Writes what it can and closes. Returns the number of messages that are not in the file. */
  close(): number {
    if (!this.flush()) this.#lost += this.#pending.length;
    this.#closeDescriptor();
    return this.#lost;
  }

  #collect(): void {
    if (this.#text === '') return;
    if (this.#pendingBytes + this.#text.length > MAX_PENDING && this.#failing) {
      this.#lost += this.#textMessages;
    } else {
      const bytes = Buffer.from(this.#text);
      this.#pending.push(bytes);
      this.#pendingBytes += bytes.length;
    }
    this.#text = '';
    this.#textMessages = 0;
  }

  #writePending(fd: number): void {
    while (this.#pending.length > 0) {
      const bytes = this.#pending[0] as Buffer;
      const written = writeSync(fd, bytes);
      this.#pendingBytes -= written;
      // A full disk may take a part: the rest follows when there is room, so that no entry is cut in two.
      if (written < bytes.length) this.#pending[0] = bytes.subarray(written);
      else this.#pending.shift();
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
  }
}
