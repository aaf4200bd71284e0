import { TRACE_FILES } from '../config/trace-files.js';
import type { FileState } from './append-file.js';
import { type Batch, BatchWriter } from './batch.js';
import { HeldRequests } from './held-requests.js';
import type { MessageRecord, Trace } from './record.js';
import type { FromWriter, Owed, WriterSettings } from './writer-messages.js';
import { WritingThread } from './writing-thread.js';

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

export interface RecorderOptions {
  /** The script of the writing thread. */
  readonly worker?: URL;
  readonly longestHold?: number;
  /** ms after which a writing thread that died more than once is started again, the first time; doubled each time. */
  readonly restartAfter?: number;
}

/** A batch that was handed over and is not written yet. */
interface UnderWay {
  readonly bytes: number;
  readonly messages: number;
  /** Messages that it was told to be left out before. */
  readonly leftOut: number;
}

/**
 * Takes messages from the proxy, in their order, and hands them in batches to the thread that renders
 * and writes them. It never throws and never waits.
 *
 *     proxy --record()--> batch --20 ms or 512 KiB--> writing thread --> requests.log, journal, ...
 *
 * Where the process is killed (SIGKILL, no memory), what is with the kernel stays: lost are at most the messages of
 * the last 20 ms, or of the last 512 KiB where that is less, and of the batches that the thread has not written yet,
 * which is one while it keeps up with the traffic. The next start repairs what was cut in two.
 */
export class Recorder implements Trace {
  readonly #thread: WritingThread;
  readonly #events: RecorderEvents;
  readonly #batch = new BatchWriter();
  /** Batches that wait for a thread to be there. */
  #ready: { readonly batch: Batch; readonly messages: number }[] = [];
  #readyBytes = 0;
  #timer: NodeJS.Timeout | null = null;
  #underWay: UnderWay[] = [];
  #underWayBytes = 0;
  /** What the thread had not whole in the files when it spoke last. */
  #owed: Owed = { missing: 0, unnoted: 0 };
  #exchanges = 0;
  #messages = 0;
  /** Messages that will never come to the writing thread. */
  #lost = 0;
  /** Those of them that it was not told of yet. */
  #untold = 0;
  #sent = 0;
  #written = 0;
  readonly #held: HeldRequests;
  #flushing: { readonly upTo: number; readonly done: () => void }[] = [];
  #closed: ((lost: number) => void) | null = null;
  #closing = false;

  constructor(settings: WriterSettings, events: RecorderEvents, options: RecorderOptions = {}) {
    this.#events = events;
    this.#held = new HeldRequests(options.longestHold ?? LONGEST_HOLD);
    const { log, dir, files = TRACE_FILES, secrets, captureLimit, digest = false } = settings;
    this.#thread = new WritingThread(options.worker ?? new URL('./worker.js', import.meta.url), {
      settings: { log, dir, files, secrets, captureLimit, digest },
      onMessage: (message) => this.#hear(message),
      onStart: () => this.#send(this.#untold > 0),
      onEnd: (why, again) => this.#stopped(why, again),
      ...(options.restartAfter === undefined ? {} : { restartAfter: options.restartAfter }),
    });
  }

  nextNumber(): number {
    this.#exchanges += 1;
    return this.#exchanges;
  }

  record(record: MessageRecord): void {
    if (!this.#takesMore()) return;
    try {
      this.#batch.add(record);
    } catch (error) {
      this.#couldNotTake(error);
      return;
    }
    this.#taken();
  }

  /** The same for a record that another process packed (`BatchWriter`): it stands here under this number, with these links. */
  recordPacked(packed: Buffer, number: number, links: readonly number[]): void {
    if (!this.#takesMore()) return;
    try {
      this.#batch.addPacked(packed, number, links);
    } catch (error) {
      this.#couldNotTake(error);
      return;
    }
    this.#taken();
  }

  /** Messages never came here: they are counted, and noted where they are missing. */
  leftOut(messages: number): void {
    this.#messages += messages;
    this.#send();
    this.#leaveOut(messages);
  }

  /** Whether there is room for a message, which is counted in any case. */
  #takesMore(): boolean {
    this.#messages += 1;
    if (!this.#closing && this.#bytes <= TOO_FAR_BEHIND) return true;
    // A note of what is left out stands behind what came before.
    this.#send();
    this.#leaveOut(1);
    return false;
  }

  /** No memory for its body, for one. */
  #couldNotTake(error: unknown): void {
    this.#send();
    this.#leaveOut(1);
    this.#events.onFault(`1 message could not be handed to the files: ${(error as Error).message}`);
  }

  #taken(): void {
    if (this.#batch.length >= BATCH_BYTES) this.#send();
    else this.#timer ??= setTimeout(() => this.#send(), DELAY);
  }

  /** Bytes that are not known to be written. */
  get #bytes(): number {
    return this.#underWayBytes + this.#readyBytes + this.#batch.length;
  }

  /**
   * Calls back at once, or, where the files cannot keep up, when it is its turn or after 5 s: then as many requests
   * begin as exchanges are written, so that requests slow down rather than memory grows or a message is lost.
   */
  whenNotBehind(go: () => void): void {
    if (this.#bytes < BEHIND && this.#held.size === 0) go();
    else this.#held.hold(go);
  }

  /** Goes on in new files at the same paths (SIGHUP, after logrotate moved the old ones away). */
  reopen(): void {
    this.#send();
    this.#thread.post({ kind: 'reopen' });
  }

  /** Resolves when everything recorded so far is in the files, known to be lost, or waits for a thread to be there again. */
  flush(): Promise<void> {
    this.#send();
    if (this.#written === this.#sent) return Promise.resolve();
    return new Promise((done) => this.#flushing.push({ upTo: this.#sent, done }));
  }

  /** Writes the rest and closes the files. To be called once. */
  async close(): Promise<TraceSummary> {
    this.#thread.lastStart();
    this.#send();
    this.#closing = true;
    const lost = await new Promise<number>((resolve) => {
      this.#closed = resolve;
      if (!this.#thread.post({ kind: 'close', leftOut: this.#untold })) resolve(0);
    });
    this.#leaveOut(this.#batch.messages + this.#ready.reduce((sum, { messages }) => sum + messages, 0));
    await this.#thread.end();
    return { messages: this.#messages, lost: lost + this.#lost };
  }

  #send(evenEmpty = false): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#batch.messages > 0 || (evenEmpty && this.#ready.length === 0)) {
      const { messages } = this.#batch;
      const batch = this.#batch.take();
      this.#ready.push({ batch, messages });
      this.#readyBytes += batch.length;
    }
    if (!this.#thread.isThere) return;
    for (const { batch, messages } of this.#ready) {
      const { length } = batch;
      const leftOut = this.#untold;
      this.#thread.post({ kind: 'batch', batch, leftOut }, [batch.bytes]);
      this.#untold = 0;
      this.#sent += 1;
      this.#underWay.push({ bytes: length, messages, leftOut });
      this.#underWayBytes += length;
    }
    this.#ready = [];
    this.#readyBytes = 0;
  }

  #leaveOut(messages: number): void {
    this.#lost += messages;
    this.#untold += messages;
  }

  #hear(message: FromWriter): void {
    switch (message.kind) {
      case 'written': {
        const { bytes = 0, messages = 0 } = this.#underWay.shift() ?? {};
        this.#underWayBytes -= bytes;
        this.#written += 1;
        this.#owed = message.owed;
        if (message.bytes !== undefined) this.#batch.reuse(message.bytes);
        this.#goneOn(Math.ceil(messages / 2));
        break;
      }
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

  /**
   * The writing thread is gone, and with it what it had: that is counted, and noted in the trace by the next one. `again`: ms
   * until that is there; what comes meanwhile waits here. null: there will be none.
   */
  #stopped(why: string, again: number | null): void {
    const taken = this.#underWay.reduce((sum, { messages }) => sum + messages, 0);
    const lost = this.#owed.missing + taken;
    this.#lost += lost;
    this.#untold +=
      this.#owed.unnoted + taken + this.#underWay.reduce((sum, { leftOut }) => sum + leftOut, 0);
    this.#owed = { missing: 0, unnoted: 0 };
    this.#written = this.#sent;
    this.#underWay = [];
    this.#underWayBytes = 0;
    if (again !== null || this.#closed !== null) {
      const next = again === null ? '' : ` It is started again${again === 0 ? '' : ` in ${again / 1000} s`}.`;
      const what = lost === 0 ? 'Nothing is' : lost === 1 ? '1 message is' : `${lost} messages are`;
      this.#events.onFault(
        `The thread that writes the trace stopped: ${why}. ${what} missing in the trace; traffic goes on.${next}`,
      );
    }
    this.#closed?.(0);
    this.#goneOn();
  }

  /** Lets go what waited for the files, or for what is lost. `exchanges`: so many were written. */
  #goneOn(exchanges = 0): void {
    if (this.#underWayBytes < BEHIND / 2) this.#held.letGo();
    else if (this.#underWayBytes < BEHIND) this.#held.letGo(exchanges);
    for (let at = this.#flushing[0]; at !== undefined && at.upTo <= this.#written; at = this.#flushing[0])
      this.#flushing.shift()?.done();
  }
}
