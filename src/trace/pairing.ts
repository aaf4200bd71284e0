import type { LogEntry } from '../formats/log.js';

/** Requests that wait for their response at most; of more, the oldest are taken for unanswered. */
const MOST_WAITING = 20_000;

interface Waiting {
  readonly number: number;
  readonly method: string;
  readonly url: string;
}

/**
 * Finds the request of each response in a log, and numbers the exchanges in the order of their requests. By the
 * id, method and URL: a caller may pass its own id on with another call. In a log without ids by caller, service,
 * method and URL.
 */
export class LogPairing {
  /** By id, or by the ends where there is none; the oldest key first. */
  readonly #waiting = new Map<string, Waiting | Waiting[]>();
  #size = 0;
  #last = 0;

  /** The number of a request's exchange. */
  request(entry: LogEntry, id: string): number {
    this.#last++;
    const key = id === '' ? endsOf(entry) : id;
    const waiting = { number: this.#last, method: entry.method, url: entry.url };
    const others = this.#waiting.get(key);
    if (others === undefined) this.#waiting.set(key, waiting);
    else if (Array.isArray(others)) others.push(waiting);
    else this.#waiting.set(key, [others, waiting]);
    this.#size++;
    if (this.#size > MOST_WAITING) this.#forgetOldest();
    return this.#last;
  }

  /**
   * The number of a response's exchange. One without a request in the log gets the next number, and `isOrphan`.
   */
  response(entry: LogEntry, id: string): { readonly number: number; readonly isOrphan: boolean } {
    const number = this.#take(id === '' ? endsOf(entry) : id, entry, id !== '');
    if (number !== null) return { number, isOrphan: false };
    this.#last++;
    return { number: this.#last, isOrphan: true };
  }

  #take(key: string, { method, url }: LogEntry, byId: boolean): number | null {
    const found = this.#waiting.get(key);
    if (found === undefined) return null;
    const waiting = Array.isArray(found) ? found : [found];
    const at = byId ? lastFitting(waiting, method, url) : waiting.findIndex((one) => one.url === url);
    if (at < 0) return null;
    const [taken] = waiting.splice(at, 1) as [Waiting];
    if (waiting.length === 0) this.#waiting.delete(key);
    this.#size--;
    return taken.number;
  }

  #forgetOldest(): void {
    const [key, found] = this.#waiting.entries().next().value as [string, Waiting | Waiting[]];
    if (Array.isArray(found) && found.length > 1) found.shift();
    else this.#waiting.delete(key);
    this.#size--;
  }
}

/**
 * An id that is used again and again is used by one caller, call after call: where an answer never came, the next
 * one belongs to the last request. (Without ids it is many callers at once, and the first come is served first.)
 * The original shows some URLs with more of their query in the response.
 */
function lastFitting(waiting: readonly Waiting[], method: string, url: string): number {
  const exact = waiting.findLastIndex((one) => one.url === url && one.method === method);
  if (exact >= 0) return exact;
  const path = withoutQuery(url);
  return waiting.findLastIndex((one) => one.method === method && withoutQuery(one.url) === path);
}

const withoutQuery = (url: string) => url.split('?', 1)[0];

// No name holds a parenthesis, and no method or URL a space.
const endsOf = ({ from, service, method, url }: LogEntry) => `(${from})(${service}) ${method} ${url}`;
