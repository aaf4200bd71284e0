import { type Complain, excerpt, type ReadEntry, readEntry } from './log-entry.js';
import { lineFeeds } from './log-lines.js';

export type { ReadEntry } from './log-entry.js';

/** Something in a log that is not as it should be; all that can be read is read all the same. */
export interface LogProblem {
  readonly line: number;
  /** For people: what stands there, and what is wrong with it. */
  readonly reason: string;
}

export interface LogParserOptions {
  /**
   * Whether bodies and headers are asked for; default: yes. Else there are the headers that tell the length and the id
   * (and some more), and of a body the notes at its end, or ``.
   */
  readonly bodies?: boolean;
  /** Told of each problem at once; they are not kept for the end then. */
  readonly onProblem?: (problem: LogProblem) => void;
}

/** What is left when a log is at its end. */
export interface LogEnd {
  readonly entries: ReadEntry[];
  /** What was wrong anywhere in the log; the first thousand things, where there were more. */
  readonly problems: readonly LogProblem[];
  /** How many things were wrong. */
  readonly problemCount: number;
}

/** What begins a heading, behind a line feed. The search is for this, as line feeds are everywhere. */
const MARK = Buffer.from('### (');
const LF = 0x0a;

/** The end of a longer entry is not kept: memory has a bound whatever the file is. Bytes. */
const LONGEST = 64 << 20;
/** Of what is no entry, a line that is kept until its end is there. Bytes. */
const LONGEST_LINE = 64 << 10;
const MOST_PROBLEMS = 1000;

/**
 * Reads a requests.log piece by piece, ours or the original's, with memory for one entry and one piece.
 * What is no entry is reported and passed over.
 */
export class LogParser {
  // As if a line feed stood in front of the file: it may begin with a heading at once.
  #bytes = Buffer.allocUnsafeSlow(1 << 17).fill(LF, 0, 1);
  /** Where the entry begins, with the line feed in front of its heading; or what is not yet known to be one. */
  #start = 0;
  #end = 1;
  /** The next heading is not before this. */
  #searched = 0;
  #inEntry = false;
  /** What follows belongs to an entry that was too long, and was told so. */
  #tooLong = false;
  /** Line feeds before `#start`; not the one in front of the file. */
  #lineFeeds = -1;
  /** What stands between entries, told when it ends. */
  #garbage: LogProblem | null = null;
  #problems: LogProblem[] = [];
  #problemCount = 0;
  readonly #bodies: boolean;
  readonly #onProblem: ((problem: LogProblem) => void) | null;

  constructor({ bodies = true, onProblem }: LogParserOptions = {}) {
    this.#bodies = bodies;
    this.#onProblem = onProblem ?? null;
  }

  /** Takes the next piece of the file, of any size, and gives the entries that are now complete. */
  push(piece: Uint8Array | string): ReadEntry[] {
    const entries: ReadEntry[] = [];
    this.#append(typeof piece === 'string' ? Buffer.from(piece) : piece);
    const bytes = this.#bytes.subarray(0, this.#end);
    for (;;) {
      const at = bytes.indexOf(MARK, this.#searched);
      if (at < 0) break;
      this.#searched = at + 1;
      if (at === 0 || bytes[at - 1] !== LF) continue;
      this.#close(at - 1, entries);
      this.#inEntry = true;
      this.#tooLong = false;
      this.#searched = at + MARK.length;
    }
    // The piece may have ended within the line feed and the mark.
    this.#searched = Math.max(this.#searched, this.#end - MARK.length + 1);
    if (!this.#inEntry) this.#close(this.#garbageEnd(), entries);
    else if (this.#end - this.#start > LONGEST) {
      this.#complain(this.#lineFeeds + 2, `the entry is longer than ${LONGEST} bytes; its end is left out`);
      this.#close(this.#searched - 1, entries);
      this.#inEntry = false;
      this.#tooLong = true;
    }
    return entries;
  }

  /**
   * Nothing more came for a while: gives the last entry, if it looks whole. Else it would be known to have ended
   * by the heading of the next one only.
   */
  rest(): ReadEntry[] {
    const entries: ReadEntry[] = [];
    const bytes = this.#bytes.subarray(this.#start, this.#end);
    const blank = bytes.indexOf('\n\n', 1);
    if (
      this.#inEntry &&
      blank > 0 &&
      bytes.length >= blank + 4 &&
      bytes.at(-1) === LF &&
      bytes.at(-2) === LF
    ) {
      this.#close(this.#end, entries);
      this.#inEntry = false;
    }
    return entries;
  }

  /** There is no more: reads what is left. The parser is used up. */
  end(): LogEnd {
    const entries: ReadEntry[] = [];
    this.#close(this.#end, entries);
    this.#reportGarbage();
    return { entries, problems: this.#problems, problemCount: this.#problemCount };
  }

  #append(piece: Uint8Array): void {
    const kept = this.#end - this.#start;
    if (this.#end + piece.length > this.#bytes.length) {
      const size = kept + piece.length;
      const room =
        size <= this.#bytes.length
          ? this.#bytes
          : Buffer.allocUnsafeSlow(Math.max(size, 2 * this.#bytes.length));
      this.#bytes.copy(room, 0, this.#start, this.#end);
      this.#bytes = room;
      this.#searched -= this.#start;
      this.#start = 0;
      this.#end = kept;
    }
    this.#bytes.set(piece, this.#end);
    this.#end += piece.length;
  }

  /** What began at `#start` ends before `to`. */
  #close(to: number, entries: ReadEntry[]): void {
    if (to <= this.#start) return;
    if (this.#inEntry) {
      this.#reportGarbage();
      const entry = readEntry(
        this.#bytes.subarray(this.#start, to),
        this.#lineFeeds + 2,
        this.#complain,
        this.#bodies,
      );
      if (entry !== null) entries.push(entry);
    } else this.#noteGarbage(to);
    this.#lineFeeds += lineFeeds(this.#bytes, this.#start, to);
    this.#start = to;
  }

  /** How far what is no entry can be passed over: by whole lines, so that they can be told, unless they have no end. */
  #garbageEnd(): number {
    const known = Math.max(this.#start, this.#searched - 1);
    if (known - this.#start > LONGEST_LINE) return known;
    return Math.max(this.#start, this.#bytes.subarray(0, known + 1).lastIndexOf(LF));
  }

  #noteGarbage(to: number): void {
    if (this.#garbage !== null || this.#tooLong) return;
    const text = this.#bytes.toString('utf8', this.#start, to);
    const begin = text.length - text.trimStart().length;
    if (begin === text.length) return;
    const line = this.#lineFeeds + text.slice(0, begin).split('\n').length;
    this.#garbage = { line, reason: `${excerpt(text.slice(begin))} is no part of an entry` };
  }

  #reportGarbage(): void {
    if (this.#garbage !== null) this.#complain(this.#garbage.line, this.#garbage.reason);
    this.#garbage = null;
  }

  #complain: Complain = (line, reason) => {
    this.#problemCount++;
    if (this.#onProblem !== null) this.#onProblem({ line, reason });
    else if (this.#problems.length < MOST_PROBLEMS) this.#problems.push({ line, reason });
  };
}

/** All entries of a log that is in memory. */
export function readLog(log: Uint8Array | string): LogEnd {
  const parser = new LogParser();
  const entries = parser.push(log);
  const end = parser.end();
  return { ...end, entries: entries.concat(end.entries) };
}
