interface Stamped<T> {
  readonly time: number;
  readonly item: T;
}

interface Queue<T> {
  items: Stamped<T>[];
  /** Nothing earlier than that will come. */
  completeUpTo: number;
}

/**
 * Brings what several sources tell, each in the order of its times, into one order by time. What a source may still
 * have something earlier than is held back.
 */
export class Merge<S, T> {
  readonly #queues = new Map<S, Queue<T>>();
  readonly #leaving = new Set<S>();
  #size = 0;

  /** Items that are held back. */
  get size(): number {
    return this.#size;
  }

  /** A source is there, from that time on. */
  join(source: S, time: number): void {
    this.#queues.set(source, { items: [], completeUpTo: time });
  }

  /** A source told something; of one that did not join, nothing is taken. */
  add(source: S, time: number, item: T): void {
    const queue = this.#queues.get(source);
    if (queue === undefined) return;
    queue.items.push({ time, item });
    this.#size += 1;
  }

  /** A source has told everything up to a time; Infinity: it is not to be waited for. */
  complete(source: S, time: number): void {
    const queue = this.#queues.get(source);
    if (queue !== undefined) queue.completeUpTo = time;
  }

  /** A source is gone, and has told everything. */
  leave(source: S): void {
    this.complete(source, Number.POSITIVE_INFINITY);
    if (this.#queues.get(source)?.items.length === 0) this.#queues.delete(source);
    else this.#leaving.add(source);
  }

  /** Gives what nothing earlier can come before any more, in order. */
  take(): T[] {
    let limit = Number.POSITIVE_INFINITY;
    for (const { completeUpTo } of this.#queues.values()) limit = Math.min(limit, completeUpTo);
    const ready: Stamped<T>[] = [];
    for (const [source, queue] of this.#queues) {
      const later = queue.items.findIndex(({ time }) => time > limit);
      const count = later < 0 ? queue.items.length : later;
      for (const stamped of queue.items.splice(0, count)) ready.push(stamped);
      if (queue.items.length === 0 && this.#leaving.delete(source)) this.#queues.delete(source);
    }
    this.#size -= ready.length;
    // Equal times stay in the order of their source.
    return ready.sort((a, b) => a.time - b.time).map(({ item }) => item);
  }
}
