import type { LiveExchange } from './live-exchange.js';

/** A place in the list; its neighbours are forgotten when it is taken out. */
interface Place {
  readonly exchange: LiveExchange;
  previous: Place | null;
  next: Place | null;
}

/**
 * The exchanges under way. A linked list, as each exchange passes through it: the engine's own sets leave a trail of
 * outgrown tables behind, which keep what was in them alive until the next full collection.
 */
export class LiveExchanges {
  #first: Place | null = null;

  /** Adds an exchange. Gives what takes it out again. */
  add(exchange: LiveExchange): () => void {
    const place: Place = { exchange, previous: null, next: this.#first };
    if (this.#first !== null) this.#first.previous = place;
    this.#first = place;
    return () => this.#remove(place);
  }

  #remove(place: Place): void {
    const { previous, next } = place;
    if (previous === null && this.#first !== place) return;
    if (previous === null) this.#first = next;
    else previous.next = next;
    if (next !== null) next.previous = previous;
    place.previous = null;
    place.next = null;
  }

  get isEmpty(): boolean {
    return this.#first === null;
  }

  /** Those under way now, the latest first. */
  get all(): LiveExchange[] {
    const all: LiveExchange[] = [];
    for (let place = this.#first; place !== null; place = place.next) all.push(place.exchange);
    return all;
  }
}
