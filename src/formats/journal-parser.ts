import { JOURNAL_VERSION } from './journal.js';
import { type JournalRecord, readJournalLine } from './journal-reader.js';
import { excerpt } from './log-entry.js';
import type { LogProblem } from './log-reader.js';

/** A line of the journal, and which one. */
export interface JournalEntry {
  readonly record: JournalRecord;
  /** The first line of the file is 1. */
  readonly line: number;
}

const LF = 0x0a;
/** A longer line is left out: memory has a bound whatever the file is. Bytes. */
const LONGEST = 64 << 20;

/** Reads a journal.ndjson piece by piece, with memory for one line. What is no line of it is reported and passed over. */
export class JournalParser {
  readonly #onProblem: (problem: LogProblem) => void;
  /** The beginning of a line whose end has not come. */
  #begun: Uint8Array[] = [];
  #begunBytes = 0;
  #line = 0;
  #toldOfVersion = false;

  constructor({ onProblem }: { readonly onProblem: (problem: LogProblem) => void }) {
    this.#onProblem = onProblem;
  }

  /** Takes the next piece of the file, of any size, and gives what the lines say that are now complete. */
  push(piece: Uint8Array): JournalEntry[] {
    const entries: JournalEntry[] = [];
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    let from = 0;
    for (let lf = bytes.indexOf(LF); lf >= 0; lf = bytes.indexOf(LF, from)) {
      this.#read(this.#whole(bytes, from, lf), entries);
      from = lf + 1;
    }
    if (from < bytes.length) {
      this.#begunBytes += bytes.length - from;
      // The piece is not ours to keep.
      if (this.#begunBytes <= LONGEST) this.#begun.push(Buffer.from(bytes.subarray(from)));
      else this.#begun = [];
    }
    return entries;
  }

  /** There is no more: reads a last line without a line feed. */
  end(): JournalEntry[] {
    const entries: JournalEntry[] = [];
    if (this.#begunBytes > 0) this.#read(this.#whole(Buffer.alloc(0), 0, 0), entries);
    return entries;
  }

  #whole(bytes: Buffer, from: number, to: number): string | null {
    if (this.#begunBytes === 0) return bytes.toString('utf8', from, to);
    const tooLong = this.#begunBytes + to - from > LONGEST;
    const text = tooLong ? null : Buffer.concat([...this.#begun, bytes.subarray(from, to)]).toString();
    this.#begun = [];
    this.#begunBytes = 0;
    return text;
  }

  #read(text: string | null, entries: JournalEntry[]): void {
    this.#line++;
    const line = this.#line;
    if (text === null) {
      this.#onProblem({ line, reason: `the line is longer than ${LONGEST} bytes, and left out` });
      return;
    }
    if (text.trim() === '') return;
    const record = readJournalLine(text);
    if (typeof record === 'string') {
      this.#onProblem({ line, reason: `${excerpt(text)} ${record}` });
      return;
    }
    if (record.laterVersion !== undefined && !this.#toldOfVersion) {
      this.#toldOfVersion = true;
      const reason = `written by a later requestshook (version ${record.laterVersion}, here ${JOURNAL_VERSION}); what it adds is left out`;
      this.#onProblem({ line, reason });
    }
    entries.push({ record, line });
  }
}
