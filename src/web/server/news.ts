import type { ServerResponse } from 'node:http';
import type { PageState } from '../wire.js';
import { begin } from './answer.js';
import type { CallLog } from './call-log.js';

/** Pages that may listen at the same time; a browser holds six connections to one address. */
const MOST_LISTENERS = 64;
/** ms between two signs of life, for whatever stands in between. */
const ALIVE = 25_000;
/** Bytes that may wait for a page that does not read; it is cut off, and comes back where it left. */
const MOST_WAITING = 8 * 1024 * 1024;

const POSITION = /^(?:(\w{1,40})-)?(\d{1,15})$/;

interface Listener {
  readonly res: ServerResponse;
  position: number;
}

/** Tells pages what is new, by server-sent events (WHATWG HTML, 9.2): `calls` with lines, and `state`. */
export class News {
  readonly #log: CallLog;
  readonly state: () => PageState;
  readonly #listeners = new Set<Listener>();
  readonly #alive: NodeJS.Timeout;

  constructor(log: CallLog, state: () => PageState) {
    this.#log = log;
    this.state = state;
    this.#alive = setInterval(() => {
      for (const { res } of this.#listeners) res.write(': alive\n\n');
    }, ALIVE);
    this.#alive.unref();
  }

  /** Answers with all that comes behind a position, as `position` gave it. false: there are too many already. */
  listen(res: ServerResponse, after: string): boolean {
    if (this.#listeners.size >= MOST_LISTENERS) return false;
    const [, epoch, position] = POSITION.exec(after) ?? [];
    const { epoch: own } = this.state();
    // What a page has from another start cannot be gone on with: it is told so by the state, and begins anew.
    const isOwn = epoch === undefined || epoch === own;
    const listener = { res, position: isOwn ? Number(position ?? 0) : Number.POSITIVE_INFINITY };
    this.#listeners.add(listener);
    res.on('close', () => this.#listeners.delete(listener));
    begin(res, 200, { 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' });
    res.write('retry: 1000\n\n');
    this.#sendState(listener);
    this.#sendCalls(listener);
    return true;
  }

  /** The position behind all lines so far. */
  get position(): string {
    return `${this.state().epoch}-${this.#log.end}`;
  }

  /** There may be new lines. */
  tellCalls(): void {
    for (const listener of this.#listeners) this.#sendCalls(listener);
  }

  /** The state is another one. */
  tellState(): void {
    for (const listener of this.#listeners) this.#sendState(listener);
  }

  close(): void {
    clearInterval(this.#alive);
    for (const { res } of this.#listeners) res.end();
  }

  #sendState({ res }: Listener): void {
    res.write(`event: state\ndata: ${JSON.stringify(this.state())}\n\n`);
  }

  #sendCalls(listener: Listener): void {
    const { res } = listener;
    if (res.writableLength > MOST_WAITING) {
      res.destroy();
      return;
    }
    const { end } = this.#log;
    if (listener.position >= end) return;
    const position = Math.max(listener.position, this.#log.start);
    for (const bytes of this.#log.from(position)) {
      res.write(`event: calls\ndata: ${bytes.toString().trimEnd().replaceAll('\n', '\ndata: ')}\n`);
      // Only behind the last piece the position is right.
      res.write('\n');
    }
    listener.position = end;
    const place = this.position;
    res.write(`id: ${place}\nevent: position\ndata: ${place}\n\n`);
  }
}
