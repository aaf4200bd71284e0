import { type TransferListItem, Worker } from 'node:worker_threads';
import type { FromWriter, ToWriter, WriterSettings } from './writer-messages.js';

/** ms after which a thread that died a second time is started again; twice as long each time. */
const RESTART_AFTER = 1_000;
/** ms beyond which that does not grow. */
const LONGEST_PAUSE = 60_000;
/** ms after which a thread that lived counts as sound: if it dies then, the next one is there at once. */
const SOUND = 60_000;

export interface ThreadEvents {
  readonly settings: WriterSettings;
  readonly onMessage: (message: FromWriter) => void;
  /** A thread is there again, and takes messages. Not told of the first one. */
  readonly onStart: () => void;
  /** It died, with all that it had. `again`: ms until the next one is there; null: that was the last. */
  readonly onEnd: (why: string, again: number | null) => void;
  readonly restartAfter?: number;
}

/**
 * The thread that writes the trace. One that dies (no memory, a defect of ours) is started again, at once the first
 * time, then after 1 s, 2 s, 4 s, ... and at most a minute, so that one which dies of each message costs no more.
 */
export class WritingThread {
  readonly #script: URL;
  readonly #events: ThreadEvents;
  #worker: Worker | null = null;
  #startedAt = 0;
  /** Deaths in a row. */
  #deaths = 0;
  #restart: NodeJS.Timeout | null = null;
  #last = false;

  constructor(script: URL, events: ThreadEvents) {
    this.#script = script;
    this.#events = events;
    this.#start();
  }

  /** Whether there is one that takes messages. */
  get isThere(): boolean {
    return this.#worker !== null;
  }

  /** Sends a message; false: nobody is there. Throws where it cannot be copied. */
  post(message: ToWriter, moved: TransferListItem[] = []): boolean {
    if (this.#worker === null) return false;
    this.#worker.postMessage(message, moved);
    return true;
  }

  /** Starts it at once where it waits to be started; if it dies from now on it is not started again. */
  lastStart(): void {
    this.#last = true;
    if (this.#restart === null) return;
    clearTimeout(this.#restart);
    this.#startAgain();
  }

  async end(): Promise<void> {
    this.#last = true;
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }

  #start(): void {
    const worker = new Worker(this.#script, { workerData: this.#events.settings });
    let why: string | null = null;
    worker.on('message', this.#events.onMessage);
    worker.on('error', (error: Error) => (why = error.message));
    worker.on('exit', (code) => {
      if (this.#worker === worker) this.#died(why ?? `it ended with ${code}`);
    });
    this.#worker = worker;
    this.#startedAt = performance.now();
  }

  #died(why: string): void {
    this.#worker = null;
    if (this.#last) {
      this.#events.onEnd(why, null);
      return;
    }
    if (performance.now() - this.#startedAt > SOUND) this.#deaths = 0;
    const first = this.#events.restartAfter ?? RESTART_AFTER;
    const pause = this.#deaths === 0 ? 0 : Math.min(first * 2 ** (this.#deaths - 1), LONGEST_PAUSE);
    this.#deaths += 1;
    this.#restart = setTimeout(() => this.#startAgain(), pause);
    this.#events.onEnd(why, pause);
  }

  #startAgain(): void {
    this.#restart = null;
    try {
      this.#start();
    } catch (error) {
      // No thread is to be had at the moment.
      this.#died((error as Error).message);
      return;
    }
    this.#events.onStart();
  }
}
