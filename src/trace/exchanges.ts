import type { Exchange, Failure, Outcome } from '../exchange/exchange.js';
import type { RequestMessage, ResponseMessage } from '../exchange/message.js';
import type { RequestFacts, ResponseFacts } from '../formats/journal.js';
import { isRequest, type TraceMessage } from './message.js';

/** In which order exchanges are given: of their requests, or as they are complete. */
export type ExchangeOrder = 'request' | 'completion';

/** What may wait for an earlier exchange's response, about. Characters. */
const MOST_WAITING = 16 << 20;
/** Exchanges that may be given after later ones; of more, the oldest are taken for unanswered. */
const MOST_LATE = 20_000;

interface Pending {
  readonly number: number;
  readonly request: RequestMessage | null;
  facts: RequestFacts | null;
  /** Whole, once its response came. */
  exchange: Exchange | null;
  weight: number;
}

/** What a bare log tells of how an exchange ended; the journal says it. */
function endInLog({ status, reason, body, from, service }: ResponseMessage): {
  outcome: Outcome;
  failure: Failure | null;
} {
  if (status === 499 && reason === 'Client Closed Request') {
    const message = `${from} closed its connection before the response was whole.`;
    return { outcome: 'clientGone', failure: { code: 'RH_CLIENT_GONE', message } };
  }
  if (body.brokenOff) {
    const message = `${service} broke off within its response.`;
    return { outcome: 'upstreamFailed', failure: { code: 'RH_UPSTREAM_FAILED', message } };
  }
  return { outcome: 'responded', failure: null };
}

/** The request of a response whose own is not in the trace: what the response tells of it. */
function missingRequest({ number, id, from, service, method, url }: ResponseMessage): RequestMessage {
  const body = { content: null, json: false, size: null, kept: 0, truncated: false, brokenOff: false };
  return { kind: 'request', number, id, from, service, method, url, headers: [], body };
}

/** One exchange of its messages and of what the journal says beside them. */
function exchangeOf(
  request: RequestMessage,
  facts: RequestFacts | null,
  response: ResponseMessage | null,
  end: ResponseFacts | null,
): Exchange {
  const { number, id, from, service, method, url } = request;
  const told = end ?? (response === null ? { outcome: null, failure: null } : endInLog(response));
  return {
    number,
    id,
    from,
    caller: facts?.caller ?? null,
    service,
    method,
    url,
    parent: facts?.parent ?? null,
    startedAt: facts?.startedAt ?? null,
    timing: end?.timing ?? null,
    // A request may have been recorded before it was whole; then the response's line has the rest.
    request: end?.requestBody ? { ...request, body: end.requestBody } : request,
    response,
    requestTrailers: end?.requestTrailers ?? [],
    responseTrailers: end?.responseTrailers ?? [],
    outcome: told.outcome,
    failure: told.failure,
  };
}

/** Characters of a message in memory, about. */
function weightOf({ headers, body }: RequestMessage | ResponseMessage): number {
  return 1024 + 24 * headers.length + (body.content?.length ?? 0);
}

/**
 * Puts exchanges together from messages, in constant memory. In the order of requests one waits for all before it; but
 * where that would be too much to keep, those that have their response go first, and the one without follows when it has.
 */
export class Exchanges {
  readonly #order: ExchangeOrder;
  /** In the order of their requests; what is to be given next is first. */
  readonly #queue = new Map<number, Pending>();
  /** Those that later ones were given before. */
  readonly #late = new Map<number, Pending>();
  #weight = 0;
  #run = 1;

  constructor(order: ExchangeOrder) {
    this.#order = order;
  }

  /** Takes the next message of the trace, and gives the exchanges that are ready now. */
  push(traced: TraceMessage): Exchange[] {
    const ready: Exchange[] = [];
    if (traced.run !== this.#run) {
      this.#run = traced.run;
      this.#giveAll(ready);
    }
    if (isRequest(traced)) {
      const { message, facts } = traced;
      const weight = weightOf(message);
      this.#queue.set(message.number, {
        number: message.number,
        request: message,
        facts,
        exchange: null,
        weight,
      });
      this.#weight += weight;
    } else this.#respond(traced.message, traced.facts, ready);
    while (this.#weight > MOST_WAITING && this.#queue.size > 1) this.#passOver(ready);
    return ready;
  }

  /** There is no more: gives the others, in the order of their requests. */
  end(): Exchange[] {
    const ready: Exchange[] = [];
    this.#giveAll(ready);
    return ready;
  }

  #respond(message: ResponseMessage, facts: ResponseFacts | null, ready: Exchange[]): void {
    const { number } = message;
    const pending = this.#queue.get(number) ?? this.#late.get(number) ?? this.#orphan(message);
    if (pending.exchange !== null) return;
    const earlier = facts?.caused?.filter((child) => !this.#belongs(child, number)) ?? [];
    const whole = exchangeOf(pending.request ?? missingRequest(message), pending.facts, message, facts);
    const exchange = earlier.length === 0 ? whole : { ...whole, causedEarlier: earlier };
    if (this.#order === 'completion' || this.#late.has(number)) {
      this.#remove(pending);
      ready.push(exchange);
      return;
    }
    pending.exchange = exchange;
    const weight = weightOf(message);
    pending.weight += weight;
    this.#weight += weight;
    this.#giveReady(ready);
  }

  /** What caused an exchange may be known only when the cause ends; those behind it wait for that. Whether it was still here. */
  #belongs(child: number, parent: number): boolean {
    const pending = this.#queue.get(child) ?? this.#late.get(child);
    if (pending === undefined) return false;
    if (pending.facts !== null) pending.facts = { ...pending.facts, parent };
    if (pending.exchange !== null) pending.exchange = { ...pending.exchange, parent };
    return true;
  }

  #orphan({ number }: ResponseMessage): Pending {
    const pending: Pending = { number, request: null, facts: null, exchange: null, weight: 0 };
    this.#queue.set(number, pending);
    return pending;
  }

  #giveReady(ready: Exchange[]): void {
    for (const pending of this.#queue.values()) {
      if (pending.exchange === null) return;
      this.#remove(pending);
      ready.push(pending.exchange);
    }
  }

  /** The first one without a response is set aside, and those behind it go on. */
  #passOver(ready: Exchange[]): void {
    const first = this.#queue.values().next().value as Pending;
    this.#remove(first);
    this.#late.set(first.number, first);
    if (this.#late.size > MOST_LATE) {
      const oldest = this.#late.values().next().value as Pending;
      this.#late.delete(oldest.number);
      ready.push(unanswered(oldest));
    }
    this.#giveReady(ready);
  }

  #giveAll(ready: Exchange[]): void {
    const all = [...this.#late.values(), ...this.#queue.values()].sort((a, b) => a.number - b.number);
    for (const pending of all) ready.push(pending.exchange ?? unanswered(pending));
    this.#late.clear();
    this.#queue.clear();
    this.#weight = 0;
  }

  #remove(pending: Pending): void {
    if (this.#queue.delete(pending.number)) this.#weight -= pending.weight;
    this.#late.delete(pending.number);
  }
}

function unanswered({ request, facts }: Pending): Exchange {
  return exchangeOf(request as RequestMessage, facts, null, null);
}
