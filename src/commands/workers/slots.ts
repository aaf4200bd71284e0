/** Slots are told apart from their earlier uses by what stands above this. */
const MOST = 2 ** 20;

/**
 * Things under way, by handles that are never used again. The engine's own maps leave a trail of outgrown tables behind
 * when each request passes through them, which keep what was in them alive until the next full collection.
 */
export class Slots<T> {
  readonly #items: (T | null)[] = [];
  readonly #handles: number[] = [];
  readonly #free: number[] = [];

  /** Takes something up, and gives the handle that it is found by: 1 or more. */
  add(item: T): number {
    const slot = this.#free.pop() ?? this.#items.length;
    const handle = (this.#handles[slot] ?? slot) + MOST;
    this.#items[slot] = item;
    this.#handles[slot] = handle;
    return handle;
  }

  /** null: it was given up, or never there. */
  get(handle: number): T | null {
    return this.#holds(handle) ? (this.#items[handle % MOST] as T) : null;
  }

  /** Puts something else in its place. */
  set(handle: number, item: T): void {
    if (this.#holds(handle)) this.#items[handle % MOST] = item;
  }

  /** Gives something up. */
  remove(handle: number): void {
    if (!this.#holds(handle)) return;
    this.#items[handle % MOST] = null;
    this.#free.push(handle % MOST);
  }

  #holds(handle: number): boolean {
    const slot = handle % MOST;
    return this.#handles[slot] === handle && this.#items[slot] !== null;
  }

  /** All that is there now. */
  get all(): T[] {
    return this.#items.filter((item) => item !== null);
  }
}
