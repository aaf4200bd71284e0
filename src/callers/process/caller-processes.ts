import { Worker } from 'node:worker_threads';
import type { Ends, Found, FoundProcess } from './look-up.js';
import { isOwnAddress } from './own-addresses.js';
import type { FromLookUp, ToLookUp } from './worker-messages.js';

/** ms for which the requests of a new connection wait for the name of its process at most; it takes about two. */
const LONGEST_WAIT = 500;
/** After so many look-ups in a row that took longer than that, nobody waits until one is quick again. */
const PATIENCE = 8;

/** Addresses and ports of a connection, as its socket has them; undefined: it is not connected. */
export interface ConnectionEnds {
  readonly remoteAddress?: string | undefined;
  readonly remotePort?: number | undefined;
  readonly localAddress?: string | undefined;
  readonly localPort?: number | undefined;
}

/** What is told of the look-ups. */
export interface CallerProcessEvents {
  /** Once: this user may not see the processes of others. */
  readonly onDenied: (message: string) => void;
  /** The thread that looks up failed; callers are named by other means from then on. */
  readonly onFault: (error: Error) => void;
  /** Whether a process belongs to this program; default: this very process does. */
  readonly isOwn?: (pid: number) => boolean;
}

/**
 * The processes at the other ends of connections from this host (Linux). Each connection is looked up once, in a
 * thread of its own, from when it is accepted; later requests on it find the answer there.
 */
export class CallerProcesses {
  readonly #events: CallerProcessEvents;
  readonly #longestWait: number;
  readonly #worker: Worker | null;
  readonly #known = new WeakMap<ConnectionEnds, FoundProcess | null>();
  readonly #asked = new Map<number, (answer: FromLookUp | null) => void>();
  #lastId = 0;
  #slow = 0;
  #denied = false;
  #failed = false;

  /** @param longestWait ms that a new connection waits at most; 0: not at all. */
  constructor(events: CallerProcessEvents, longestWait: number = LONGEST_WAIT) {
    this.#events = events;
    this.#longestWait = longestWait;
    this.#worker = process.platform === 'linux' ? this.#start() : null;
  }

  #start(): Worker {
    const worker = new Worker(new URL('./worker.js', import.meta.url), {
      // MiB; it has little to do.
      resourceLimits: { maxYoungGenerationSizeMb: 3 },
    });
    worker.unref();
    worker.on('message', (answer: FromLookUp) => {
      this.#asked.get(answer.id)?.(answer);
      this.#asked.delete(answer.id);
    });
    worker.on('error', (error: Error) => this.#stopped(error));
    return worker;
  }

  /**
   * A connection was accepted: looks up who is at its other end. Calls `ready` once that is known or is taking too long (500
   * ms); at once for a connection from another host, or one that is known.
   */
  connected(socket: ConnectionEnds, ready: () => void): void {
    const ends = this.#known.has(socket) ? null : endsOf(socket);
    if (ends === null || this.#worker === null || this.#failed) {
      ready();
      return;
    }
    this.#known.set(socket, null);
    let waiting = this.#longestWait > 0 && this.#slow < PATIENCE;
    const giveUp = () => {
      if (!waiting) return;
      this.#slow++;
      waiting = false;
      ready();
    };
    // Where this thread was held up itself, the answer may be there already: timers come before messages.
    const timer = waiting ? setTimeout(() => setImmediate(giveUp), this.#longestWait) : null;
    if (!waiting) ready();
    const began = performance.now();
    this.#ask({ kind: 'find', id: 0, connection: ends }, (answer) => {
      if (timer !== null) clearTimeout(timer);
      if (answer?.kind === 'found') this.#known.set(socket, this.#seen(answer.found));
      if (performance.now() - began < this.#longestWait) this.#slow = 0;
      if (!waiting) return;
      waiting = false;
      ready();
    });
  }

  /** The process that a connection came from; null: not known, not of this host, or this very process. */
  of(socket: ConnectionEnds): FoundProcess | null {
    return this.#known.get(socket) ?? null;
  }

  /** Which of these connections to services on this host end at that process. */
  async heldBy(pid: number, sockets: readonly ConnectionEnds[]): Promise<boolean[]> {
    const ends = sockets.map(endsOf);
    const connections = ends.filter((one) => one !== null);
    if (this.#worker === null || this.#failed || connections.length === 0) return sockets.map(() => false);
    const answer = await new Promise<FromLookUp | null>((resolve) =>
      this.#ask({ kind: 'heldBy', id: 0, pid, connections }, resolve),
    );
    const held = answer?.kind === 'held' ? answer.held : [];
    let next = 0;
    return ends.map((one) => one !== null && held[next++] === true);
  }

  /** Stops the thread. */
  async close(): Promise<void> {
    this.#failed = true;
    await this.#worker?.terminate();
    this.#forgetAsked();
  }

  #ask(question: ToLookUp, answered: (answer: FromLookUp | null) => void): void {
    const id = ++this.#lastId;
    this.#asked.set(id, answered);
    this.#worker?.postMessage({ ...question, id });
  }

  #seen(found: Found): FoundProcess | null {
    if (found === null) return null;
    if ('pid' in found) return found.pid === process.pid || this.#events.isOwn?.(found.pid) ? null : found;
    if (!this.#denied && found.uid !== process.geteuid?.() && process.geteuid?.() !== 0) {
      this.#denied = true;
      this.#events.onDenied(
        `a process of another user (${found.uid}) called, and this user may not see which one: such callers are named by rules, tokens and User-Agent. Run as root to name them by their process`,
      );
    }
    return null;
  }

  #stopped(error: Error): void {
    if (this.#failed) return;
    this.#failed = true;
    this.#forgetAsked();
    this.#events.onFault(error);
  }

  #forgetAsked(): void {
    const asked = [...this.#asked.values()];
    this.#asked.clear();
    for (const answered of asked) answered(null);
  }
}

/** A connection as its other end sees it; null: that is not on this host. */
function endsOf({ remoteAddress, remotePort, localAddress, localPort }: ConnectionEnds): Ends | null {
  if (!remoteAddress || !remotePort || !localAddress || !localPort) return null;
  if (!isOwnAddress(remoteAddress)) return null;
  return {
    own: { address: remoteAddress, port: remotePort },
    far: { address: localAddress, port: localPort },
  };
}
