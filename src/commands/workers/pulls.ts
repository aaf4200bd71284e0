import { Merge } from './merge.js';
import { monotonic, type SentRecord } from './worker-trace.js';

/** ms within which the workers are asked for what they have, once one has something. */
const DELAY = 20;
/** ms after which the others do not wait for a worker that does not answer. */
const PATIENCE = 1_000;

/** A worker, as what its messages go through. */
export interface PulledWorker {
  /** Asks it to send all that it has. */
  pull(): void;
  /** A message's turn has come; null: it is gone, and what it had begun will not end. */
  inOrder(record: SentRecord | null): void;
  /** It does not answer; what it has will stand later than it should. */
  tooSlow(): void;
}

/**
 * Asks the workers for their messages, and puts those in one order. A message waits until each worker has told all that it
 * has from before: about 20 ms, and a second where one hangs.
 */
export class Pulls {
  readonly #merge = new Merge<
    PulledWorker,
    { readonly worker: PulledWorker; readonly record: SentRecord | null }
  >();
  readonly #workers = new Set<PulledWorker>();
  /** Those that did not answer in time. */
  readonly #slow = new Set<PulledWorker>();
  /** Those whose answer is waited for. */
  readonly #asked = new Set<PulledWorker>();
  #timer: NodeJS.Timeout | null = null;
  #impatient: NodeJS.Timeout | null = null;
  #again = false;

  join(worker: PulledWorker): void {
    this.#workers.add(worker);
    this.#merge.join(worker, monotonic());
  }

  add(worker: PulledWorker, record: SentRecord): void {
    this.#merge.add(worker, record.time, { worker, record });
  }

  /** A worker has something, or something waits. */
  soon(): void {
    if (this.#impatient !== null) this.#again = true;
    else this.#timer ??= setTimeout(() => this.#pull(), DELAY);
  }

  /** A worker has sent all from before that time. */
  pulled(worker: PulledWorker, time: number): void {
    this.#merge.complete(worker, time);
    this.#slow.delete(worker);
    this.#asked.delete(worker);
    if (this.#asked.size === 0) this.#round();
  }

  /** A worker is gone; what it sent is there. */
  leave(worker: PulledWorker): void {
    this.#merge.add(worker, monotonic(), { worker, record: null });
    this.#merge.leave(worker);
    this.#workers.delete(worker);
    this.#slow.delete(worker);
    this.#asked.delete(worker);
    if (this.#asked.size === 0) this.#round();
    else this.soon();
  }

  #pull(): void {
    this.#timer = null;
    for (const worker of this.#workers) {
      worker.pull();
      if (!this.#slow.has(worker)) this.#asked.add(worker);
    }
    this.#impatient = setTimeout(() => this.#lose(), PATIENCE);
    if (this.#asked.size === 0) this.#round();
  }

  /** Everybody has answered. */
  #round(): void {
    if (this.#impatient !== null) clearTimeout(this.#impatient);
    this.#impatient = null;
    this.#hand();
    if (this.#again || this.#merge.size > 0) this.soon();
    this.#again = false;
  }

  #lose(): void {
    for (const worker of this.#asked) {
      this.#slow.add(worker);
      this.#merge.complete(worker, Number.POSITIVE_INFINITY);
      worker.tooSlow();
    }
    this.#asked.clear();
    this.#round();
  }

  #hand(): void {
    for (const { worker, record } of this.#merge.take()) worker.inOrder(record);
  }
}
