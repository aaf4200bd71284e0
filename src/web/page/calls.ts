import type { CallLine, OrphanLine, RequestLine, ResponseLine } from '../wire.js';
import { Numbers } from './numbers.js';
import { Words } from './words.js';

/** Calls that a page keeps; of more, the oldest go. */
export const MOST_CALLS = 200_000;
/** Calls that go at a time: to make room for one costs as much as for many. */
const AT_A_TIME = 20_000;

/** There is a response, none yet, or there will be none. */
export const OPEN = 0;
export const ANSWERED = 1;
export const LOST = 2;

const NONE = Number.NaN;
const orNone = (value: number | null) => value ?? NONE;

/** What a call is asked for in one go. */
export interface Call {
  readonly number: number;
  readonly from: string;
  readonly service: string;
  readonly method: string;
  readonly target: string;
  /** The path as a diagram has it. */
  readonly shown: string;
  /** 0: none. */
  readonly status: number;
  readonly reason: string;
  readonly failure: string | null;
}

/**
 * All calls that the page knows, column by column: a hundred thousand of them take some 30 MB. A call is addressed
 * by its index, which changes when the oldest ones go (`dropped` tells by how much).
 */
export class Calls {
  readonly names = new Words();
  readonly methods = new Words();
  readonly reasons = new Words();
  /** Counts every change. */
  version = 0;
  /** Nobody adds to the trace, as far as is known: what is open in it has no response. */
  finished = false;
  /** Calls, and messages, that went to make room. */
  dropped = 0;
  droppedMessages = 0;

  /** Ids of names. */
  readonly callers = new Set<number>();
  readonly services = new Set<number>();

  readonly number = new Numbers(Uint32Array);
  readonly from = new Numbers(Uint32Array);
  readonly service = new Numbers(Uint32Array);
  readonly method = new Numbers(Uint16Array);
  readonly parent = new Numbers(Uint32Array);
  readonly startedAt = new Numbers(Float64Array);
  readonly status = new Numbers(Uint16Array);
  readonly reason = new Numbers(Uint32Array);
  readonly end = new Numbers(Uint8Array);
  readonly requestComplete = new Numbers(Float64Array);
  readonly responseHead = new Numbers(Float64Array);
  readonly responseComplete = new Numbers(Float64Array);
  readonly requestBytes = new Numbers(Float64Array);
  readonly responseBytes = new Numbers(Float64Array);
  readonly token = new Numbers(Uint32Array);
  readonly subject = new Numbers(Uint32Array);
  /** In the order of the trace: 2 * index of the call, and 1 more for a response. */
  readonly messages = new Numbers(Uint32Array);

  #targets: string[] = [];
  #named: (string | 0)[] = [];
  readonly #failures = new Map<number, string>();
  readonly #indexes = new Map<number, number>();
  /** Numbers of calls that a service works on, by the id of its name. */
  readonly #underWay = new Map<number, Set<number>>();
  /** The first call that may be open. */
  #firstOpen = 0;

  get size(): number {
    return this.number.length;
  }

  /** -1: the page does not know it. */
  indexOf(number: number): number {
    return this.#indexes.get(number) ?? -1;
  }

  /** When the response was complete, ms after the start; NaN: not known. */
  duration(i: number): number {
    return this.responseComplete.at(i);
  }

  target(i: number): string {
    return this.#targets[i] ?? '';
  }

  /** The path with names for its identifiers. */
  shown(i: number): string {
    const named = this.#named[i];
    return named ? named : (this.target(i).split('?', 1)[0] ?? '');
  }

  failure(i: number): string | null {
    return this.#failures.get(this.number.at(i)) ?? null;
  }

  /** Whether no response is to be expected any more. */
  isLost(i: number): boolean {
    const end = this.end.at(i);
    return end === LOST || (end === OPEN && this.finished);
  }

  /** Whether something went wrong with it: broken off, no response, or 400 and above. */
  isFailed(i: number): boolean {
    return this.status.at(i) >= 400 || this.isLost(i) || this.#failures.has(this.number.at(i));
  }

  /** The next call that fits, in a direction (1 or -1); -1: there is none. */
  nextFitting(from: number, direction: number, fits: (i: number) => boolean): number {
    for (let i = from + direction; i >= 0 && i < this.size; i += direction) if (fits(i)) return i;
    return -1;
  }

  call(i: number): Call {
    return {
      number: this.number.at(i),
      from: this.names.word(this.from.at(i)),
      service: this.names.word(this.service.at(i)),
      method: this.methods.word(this.method.at(i)),
      target: this.target(i),
      shown: this.shown(i),
      status: this.status.at(i),
      reason: this.reasons.word(this.reason.at(i)),
      failure: this.failure(i),
    };
  }

  add(line: CallLine): void {
    this.version++;
    switch (line[0]) {
      case '>':
        // Whoever lost the connection within some lines gets them again.
        if (this.#indexes.has(line[1])) return;
        this.#begin(line, line[7], line[8], line[9], line[10], line[11]);
        this.messages.push(2 * (this.size - 1));
        if (this.size >= MOST_CALLS + AT_A_TIME) this.#drop(AT_A_TIME);
        break;
      case '?':
        if (this.#indexes.has(line[1])) return;
        this.#begin(line, 0, null, null, 0, 0);
        break;
      case '<':
        this.#respond(line);
        break;
      case 'run':
        for (let i = this.#firstOpen; i < this.size; i++) if (this.end.at(i) === OPEN) this.end.put(i, LOST);
        this.#firstOpen = this.size;
        this.#underWay.clear();
    }
  }

  #begin(
    [, number, from, service, method, target, named]: RequestLine | OrphanLine,
    parent: number,
    startedAt: number | null,
    bytes: number | null,
    token: number,
    subject: number,
  ): void {
    this.#indexes.set(number, this.size);
    const [caller, callee] = [this.names.idOf(from), this.names.idOf(service)];
    this.callers.add(caller);
    this.services.add(callee);
    const cause = parent === 0 && startedAt === null ? this.#causeOf(caller) : parent;
    const underWay = this.#underWay.get(callee) ?? new Set();
    this.#underWay.set(callee, underWay.add(number));
    this.number.push(number);
    this.from.push(caller);
    this.service.push(callee);
    this.method.push(this.methods.idOf(method));
    this.parent.push(cause);
    this.startedAt.push(orNone(startedAt));
    this.status.push(0);
    this.reason.push(0);
    this.end.push(OPEN);
    this.requestComplete.push(NONE);
    this.responseHead.push(NONE);
    this.responseComplete.push(NONE);
    this.requestBytes.push(orNone(bytes));
    this.responseBytes.push(NONE);
    this.token.push(token);
    this.subject.push(subject);
    this.#targets.push(target);
    this.#named.push(named);
  }

  /**
   * A bare log does not name causes. A call by a service that works on exactly one other at that moment was caused
   * by that one; 0: it cannot be told.
   */
  #causeOf(caller: number): number {
    const open = this.#underWay.get(caller);
    if (open?.size !== 1) return 0;
    for (const number of open) return number;
    return 0;
  }

  #respond(line: ResponseLine): void {
    const [, number, status, reason, failure, requestComplete, head, complete, bytes, sent, subject] = line;
    const i = this.indexOf(number);
    // Its request went to make room.
    if (i < 0 || this.end.at(i) === ANSWERED) return;
    this.#underWay.get(this.service.at(i))?.delete(number);
    this.status.put(i, status);
    this.reason.put(i, this.reasons.idOf(reason));
    this.end.put(i, ANSWERED);
    this.requestComplete.put(i, orNone(requestComplete));
    this.responseHead.put(i, orNone(head));
    this.responseComplete.put(i, orNone(complete));
    this.responseBytes.put(i, orNone(bytes));
    if (sent !== null) this.requestBytes.put(i, sent);
    if (subject !== 0) this.subject.put(i, subject);
    if (failure !== 0) this.#failures.set(number, failure);
    this.messages.push(2 * i + 1);
  }

  #drop(count: number): void {
    for (let i = 0; i < count; i++) {
      this.#indexes.delete(this.number.at(i));
      this.#failures.delete(this.number.at(i));
    }
    for (const column of this.#columns()) column.drop(count);
    this.#targets = this.#targets.slice(count);
    this.#named = this.#named.slice(count);
    for (let i = 0; i < this.size; i++) this.#indexes.set(this.number.at(i), i);
    const { messages } = this;
    let kept = 0;
    for (let m = 0; m < messages.length; m++) {
      const message = messages.at(m) - 2 * count;
      if (message >= 0) messages.put(kept++, message);
    }
    this.droppedMessages += messages.length - kept;
    messages.length = kept;
    this.dropped += count;
    this.#firstOpen = Math.max(0, this.#firstOpen - count);
  }

  #columns() {
    return [
      this.number,
      this.from,
      this.service,
      this.method,
      this.parent,
      this.startedAt,
      this.status,
      this.reason,
      this.end,
      this.requestComplete,
      this.responseHead,
      this.responseComplete,
      this.requestBytes,
      this.responseBytes,
      this.token,
      this.subject,
    ];
  }
}
