import { type Call, type Clues, readClues, type TreePlace } from '../callers/call.js';
import { Calls } from '../callers/calls.js';
import { type CallerSources, identifyCaller } from '../callers/identify.js';
import type { CallerProcesses, ConnectionEnds } from '../callers/process/caller-processes.js';
import type { Caller } from '../exchange/exchange.js';
import type { HeaderLines } from '../exchange/headers.js';
import type { CallFacts } from '../proxy/context.js';
import type { ExchangeStart } from '../proxy/live-exchange.js';

/** The processes behind connections. */
export type Processes = Pick<CallerProcesses, 'of' | 'heldBy'>;

/** What of an exchange the tree has to do with. */
export interface TreeExchange {
  readonly start: Pick<ExchangeStart, 'caller' | 'url' | 'service' | 'serviceType' | 'method' | 'headers'>;
  /** The connection that its request came by. */
  readonly connection: ConnectionEnds;
  /** Its place in the tree, which `begin` gives it. */
  call: TreePlace | null;
}

/** A request's facts, whose connection may be another process's. */
export type TreeFacts = Omit<CallFacts, 'connection'> & { readonly connection: ConnectionEnds };

/** Names the callers of a running proxy, and finds out which request caused which. */
export class CallTree {
  readonly #calls: Calls;
  readonly #sources: CallerSources;
  readonly #processes: Processes | null;
  /** What was read of the request that was named last; as a rule it is the next to begin, in the same turn. */
  #read: Clues | null = null;

  /** @param processes null: callers are named by what they say. */
  constructor(sources: Omit<CallerSources, 'calls'>, processes: Processes | null) {
    this.#processes = processes;
    this.#calls = new Calls((call, candidates) => void this.#settleByProcess(call, candidates));
    this.#sources = { ...sources, calls: this.#calls };
  }

  /** Who sent a request. */
  identify(facts: TreeFacts): Caller {
    const { connection, headers, address, method, path, service, serviceType, listenerFrom } = facts;
    const process = this.#processes?.of(connection) ?? null;
    const pid = process?.pid ?? null;
    const clues = readClues({ connection, headers, method, path, service, serviceType, pid });
    this.#read = clues;
    const place = {
      connection,
      headers,
      address,
      method,
      path,
      service,
      serviceType,
      listenerFrom,
      process,
    };
    return identifyCaller(this.#sources, place, clues);
  }

  /** A request is sent on: it gets its place. */
  begin(exchange: TreeExchange): void {
    const { name, confidence } = exchange.start.caller;
    exchange.call = this.#calls.begins(this.#cluesOf(exchange), name, confidence !== 'guess');
  }

  #cluesOf({ start, connection }: TreeExchange): Clues {
    const { caller, url, service, serviceType, method, headers } = start;
    const read = this.#read;
    this.#read = null;
    if (
      read !== null &&
      read.connection === connection &&
      read.service === service &&
      read.method === method &&
      url.endsWith(read.path)
    )
      return read;
    const path = url.slice(url.indexOf('/', 'https://'.length));
    const pid = caller.process?.pid ?? null;
    return readClues({ service, serviceType, method, path, headers, connection, pid });
  }

  /** The head of the service's response is there. */
  responded({ call }: TreeExchange, status: number, headers: HeaderLines): void {
    if (call !== null) this.#calls.responded(call as Call, status, headers);
  }

  /** The exchange is over. */
  ends({ call }: TreeExchange): void {
    if (call !== null) this.#calls.ends(call as Call);
  }

  /** Where a call could have been caused by several requests: the one whose connection ends at the process that calls. */
  async #settleByProcess(call: Call, candidates: readonly Call[]): Promise<void> {
    const { pid } = call.clues;
    if (this.#processes === null || pid === null) return;
    const sent = candidates.flatMap((candidate) => {
      const { upstream } = candidate;
      return upstream === null ? [] : [{ candidate, upstream }];
    });
    const held = await this.#processes.heldBy(
      pid,
      sent.map(({ upstream }) => upstream),
    );
    const own = sent.filter((_, i) => held[i] === true);
    if (own.length === 1) this.#calls.handledBy(call, (own[0] as (typeof own)[number]).candidate);
  }
}
