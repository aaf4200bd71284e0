/** Requests that wait until the files have caught up, in the order in which they came, each for so long at most. */
export class HeldRequests {
  readonly #longest: number;
  readonly #waiting = new Map<() => void, NodeJS.Timeout>();

  /** @param longest ms; traffic never depends on the trace. */
  constructor(longest: number) {
    this.#longest = longest;
  }

  get size(): number {
    return this.#waiting.size;
  }

  hold(go: () => void): void {
    // A function of its own, since the same may be held twice.
    const once = () => {
      clearTimeout(this.#waiting.get(once));
      if (this.#waiting.delete(once)) go();
    };
    this.#waiting.set(once, setTimeout(once, this.#longest));
  }

  /** Lets those go that have waited longest: so many, or all. */
  letGo(count = this.#waiting.size): void {
    // Those that come meanwhile are not among them.
    for (const go of [...this.#waiting.keys()].slice(0, count)) go();
  }
}
