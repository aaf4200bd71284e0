import { TraceError } from '../exchange/errors.js';
import type { RequestMessage, ResponseMessage } from '../exchange/message.js';
import { type JournalEntry, JournalParser } from '../formats/journal-parser.js';
import { entryId, entryMessage } from '../formats/log-message.js';
import { LogParser, type ReadEntry } from '../formats/log-reader.js';
import { JournalNumbers } from './journal-numbers.js';
import { traceKind } from './kind.js';
import type { TraceMessage } from './message.js';
import { LogPairing } from './pairing.js';
import type { TraceProblem } from './problem.js';

export interface DecoderOptions {
  /** Whether bodies are asked for; without them a log is read faster. */
  readonly bodies: boolean;
  readonly onProblem: (problem: TraceProblem) => void;
}

/** Reads one file of a trace, of either kind. */
interface FileDecoder {
  push(piece: Uint8Array): TraceMessage[];
  /** What is there and looks whole, when nothing more came for a while. */
  rest(): TraceMessage[];
  end(): TraceMessage[];
}

/** What is told of messages that are missing, where they would stand. */
const gap = (line: number, missing: number) => ({
  line,
  reason:
    missing === 1
      ? '1 message is missing here: it could not be written'
      : `${missing} messages are missing here: they could not be written`,
  missing,
});

/** What the recorder writes into the log in place of messages that it lost. */
function lostMessages(entry: ReadEntry): string | null {
  if (entry.service !== 'requestshook' || entry.method !== 'LOST') return null;
  return /^requestshook:messages\?count=(\d+)$/.exec(entry.url)?.[1] ?? null;
}

/**
 * Turns what is read of a trace into its messages, numbered, in their order. What is read from several files, as
 * when a log is rotated, is one trace.
 */
export class TraceDecoder {
  readonly #options: DecoderOptions;
  readonly #pairing = new LogPairing();
  readonly #numbers = new JournalNumbers();
  #file: string;
  #decoder: FileDecoder | null = null;
  #beginning: Buffer = Buffer.alloc(0);

  constructor(file: string, options: DecoderOptions) {
    this.#file = file;
    this.#options = options;
  }

  /** Takes the next piece of the file. Throws a TraceError where it is no trace. */
  push(piece: Uint8Array): TraceMessage[] {
    if (this.#decoder !== null) return this.#decoder.push(piece);
    this.#beginning = Buffer.concat([this.#beginning, piece]);
    return this.#begin(false);
  }

  rest(): TraceMessage[] {
    return this.#decoder?.rest() ?? [];
  }

  /** The file is at its end; what is pushed next belongs to another one. */
  end(): TraceMessage[] {
    const messages = this.#decoder === null && this.#beginning.length > 0 ? this.#begin(true) : [];
    messages.push(...(this.#decoder?.end() ?? []));
    this.#decoder = null;
    return messages;
  }

  #begin(atEnd: boolean): TraceMessage[] {
    const kind = traceKind(this.#beginning, atEnd);
    if (kind === null) return [];
    if (kind === 'binary') throw new TraceError(`${this.#file}: no trace, but a binary file`);
    this.#decoder = kind === 'log' ? this.#logDecoder() : this.#journalDecoder();
    const beginning = this.#beginning;
    this.#beginning = Buffer.alloc(0);
    return this.#decoder.push(beginning);
  }

  #tell = (problem: Omit<TraceProblem, 'file'>): void => {
    this.#options.onProblem({ file: this.#file, ...problem });
  };

  #logDecoder(): FileDecoder {
    const parser = new LogParser({ bodies: this.#options.bodies, onProblem: this.#tell });
    const messages = (entries: readonly ReadEntry[]) => {
      const read: TraceMessage[] = [];
      for (const entry of entries) {
        const message = this.#logMessage(entry);
        if (message !== null) read.push(message);
      }
      return read;
    };
    return {
      push: (piece) => messages(parser.push(piece)),
      rest: () => messages(parser.rest()),
      end: () => messages(parser.end().entries),
    };
  }

  #logMessage(entry: ReadEntry): TraceMessage | null {
    const lost = lostMessages(entry);
    const { line } = entry;
    if (lost !== null) {
      this.#tell(gap(line, Number(lost)));
      return null;
    }
    const id = entryId(entry);
    if (entry.kind === 'request') {
      const message = entryMessage(entry, this.#pairing.request(entry, id), id) as RequestMessage;
      return { line, run: 1, message, facts: null };
    }
    const { number, isOrphan } = this.#pairing.response(entry, id);
    if (isOrphan) this.#tell({ line, reason: 'the request of this response is not in the trace' });
    return { line, run: 1, message: entryMessage(entry, number, id) as ResponseMessage, facts: null };
  }

  #journalDecoder(): FileDecoder {
    const parser = new JournalParser({ onProblem: this.#tell });
    const messages = (entries: readonly JournalEntry[]) => {
      const read: TraceMessage[] = [];
      for (const entry of entries) {
        const message = this.#journalMessage(entry);
        if (message !== null) read.push(message);
      }
      return read;
    };
    return {
      push: (piece) => messages(parser.push(piece)),
      rest: () => [],
      end: () => messages(parser.end()),
    };
  }

  #journalMessage({ record, line }: JournalEntry): TraceMessage | null {
    const numbers = this.#numbers;
    if (record.kind === 'gap') {
      this.#tell(gap(line, record.lost));
      return null;
    }
    if (record.kind === 'request') {
      const number = numbers.request(record.message.number);
      const { parent } = record.facts;
      const facts = { ...record.facts, parent: parent === null ? null : numbers.other(parent) };
      return { line, run: numbers.run, message: { ...record.message, number }, facts };
    }
    const number = numbers.other(record.message.number);
    const { caused } = record.facts;
    const facts =
      caused === undefined
        ? record.facts
        : { ...record.facts, caused: caused.map((other) => numbers.other(other)) };
    return { line, run: numbers.run, message: { ...record.message, number }, facts };
  }
}
