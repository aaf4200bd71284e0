import { Worker } from 'node:worker_threads';
import type { FileState } from './append-file.js';
import { pack } from './pack.js';
import type { MessageRecord, Trace } from './record.js';
import type { FromWriter, ToWriter, WriterSettings } from './writer-messages.js';

/** ms within which a message is handed on to the files. */
const DELAY = 20;
/** Bytes of bodies and headers, about, after which a batch is handed over at once. */
const BATCH_BYTES = 512 * 1024;
/** Bytes, about, that may be under way to the files before new requests are held. */
const BEHIND = 64 * 1024 * 1024;
/** Bytes, about, beyond which messages are left out of the trace, and counted. */
const TOO_FAR_BEHIND = 256 * 1024 * 1024;
/** ms for which a request is held at most; traffic never depends on the trace. */
const LONGEST_HOLD = 5_000;

/** What a trace came to, at its end. */
export interface TraceSummary {
  readonly messages: number;
  /** Messages that are missing in at least one file. */
  readonly lost: number;
}

export interface RecorderEvents {
  /** A file cannot be written, or can be again. */
  readonly onFileState: (state: FileState) => void;
  /** Something in the writing thread went wrong that is not a file's fault. */
  readonly onFault: (message: string) => void;
}

/** Rough bytes of a record in memory. */
function weightOf(record: MessageRecord): number {
  return record.body.kept + record.headers.length * 32 + 512;
}

/**
 * Takes messages from the proxy, in their order, and hands them in batches to the thread that renders
 * and writes them. It never throws and never waits.
 *
 *     proxy --record()--> batch --20 ms or 512 KiB--> writing thread --> requests.log, journal, ...
 */
export class Recorder implements Trace {
  readonly #worker: Worker;
  readonly #events: RecorderEvents;
  #batch: MessageRecord[] = [];
  #batchBytes = 0;
  #timer: NodeJS.Timeout | null = null;
  #underWay: number[] = [];
  #underWayBytes = 0;
  #exchanges = 0;
  #messages = 0;
  #leftOut = 0;
  #held: (() => void)[] = [];
  #closed: ((lost: number) => void) | null = null;
  #failed = false;
  #closing = false;

  constructor(settings: WriterSettings, events: RecorderEvents) {
    this.#events = events;
    this.#worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: settings });
    this.#worker.on('message', (message: FromWriter) => this.#hear(message));
    this.#worker.on('error', (error: Error) => this.#stopped(error.message));
    this.#worker.on('exit', (code) => this.#stopped(`it ended with ${code}`));
  }

  nextNumber(): number {
    this.#exchanges += 1;
    return this.#exchanges;
  }

  record(record: MessageRecord): void {
    this.#messages += 1;
    const weight = weightOf(record);
    if (this.#failed || this.#underWayBytes + this.#batchBytes > TOO_FAR_BEHIND) {
      this.#leftOut += 1;
      return;
    }
    this.#batch.push(record);
    this.#batchBytes += weight;
    if (this.#batchBytes >= BATCH_BYTES) this.#send();
    else this.#timer ??= setTimeout(() => this.#send(), DELAY);
  }

  /**
   * Calls back at once, or, where the files cannot keep up, when they have caught up or after 5 s: new
   * requests slow down rather than memory grows or a message is lost.
   */
  whenNotBehind(go: () => void): void {
    if (this.#underWayBytes < BEHIND) {
      go();
      return;
    }
    let gone = false;
    const once = () => {
      if (gone) return;
      gone = true;
      clearTimeout(timer);
      go();
    };
    const timer = setTimeout(once, LONGEST_HOLD);
    this.#held.push(once);
  }

  /** Goes on in new files at the same paths (SIGHUP, after logrotate moved the old ones away). */
  reopen(): void {
    this.#send();
    this.#post({ kind: 'reopen' });
  }

  /** Resolves when everything recorded so far is in the files, or known to be lost. */
  flush(): Promise<void> {
    this.#send();
    if (this.#underWay.length === 0 || this.#failed) return Promise.resolve();
    return new Promise((resolve) => {
      const poll = () => (this.#underWay.length === 0 || this.#failed ? resolve() : this.#drained.push(poll));
      poll();
    });
  }

  readonly #drained: (() => void)[] = [];

  /** Writes the rest and closes the files. */
  async close(): Promise<TraceSummary> {
    this.#send();
    this.#closing = true;
    let lost = 0;
    if (!this.#failed) {
      lost = await new Promise<number>((resolve) => {
        this.#closed = resolve;
        this.#post({ kind: 'close' });
      });
    }
    await this.#worker.terminate();
    return { messages: this.#messages, lost: lost + this.#leftOut };
  }

  #send(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#batch.length === 0 || this.#failed) return;
    const batch = pack(this.#batch);
    const leftOut = this.#leftOut;
    this.#leftOut = 0;
    this.#post({ kind: 'batch', batch, leftOut }, [batch.bodies]);
    this.#underWay.push(this.#batchBytes);
    this.#underWayBytes += this.#batchBytes;
    this.#batch = [];
    this.#batchBytes = 0;
  }

  #post(message: ToWriter, move: ArrayBuffer[] = []): void {
    if (!this.#failed) this.#worker.postMessage(message, move);
  }

  #hear(message: FromWriter): void {
    switch (message.kind) {
      case 'written':
        this.#underWayBytes -= this.#underWay.shift() ?? 0;
        if (this.#underWayBytes < BEHIND / 2) for (const go of this.#held.splice(0)) go();
        for (const check of this.#drained.splice(0)) check();
        break;
      case 'file':
        this.#events.onFileState(message.state);
        break;
      case 'fault':
        this.#events.onFault(message.message);
        break;
      case 'closed':
        this.#closed?.(message.lost);
        this.#closed = null;
    }
  }

  /** The writing thread is gone: traffic goes on, and what would have been written is counted. */
  #stopped(why: string): void {
    if (this.#failed) return;
    this.#failed = true;
    if (!this.#closing)
      this.#events.onFault(`The thread that writes the trace stopped: ${why}. Restart to trace again.`);
    this.#leftOut += this.#batch.length;
    this.#closed?.(0);
    for (const go of this.#held.splice(0)) go();
    for (const check of this.#drained.splice(0)) check();
  }
}
