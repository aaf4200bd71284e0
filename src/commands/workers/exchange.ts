import type { TreePlace } from '../../callers/call.js';
import type { ConnectionEnds } from '../../callers/process/caller-processes.js';
import type { Caller } from '../../exchange/exchange.js';
import { requestHeaders } from '../../proxy/request-headers.js';
import { loggedResponseHeaders } from '../../proxy/response-headers.js';
import { type MessageRecord, NOTHING_TAPPED, type RecordHead } from '../../recorder/record.js';
import type { TreeExchange } from '../call-tree.js';
import type { Ask, Ends } from './messages.js';

/** A connection of a worker to a service, whose ends the worker is asked for. */
export class RemoteUpstream implements ConnectionEnds {
  readonly #ask: () => Promise<Ends | null>;
  remoteAddress: string | undefined;
  remotePort: number | undefined;
  localAddress: string | undefined;
  localPort: number | undefined;

  constructor(ask: () => Promise<Ends | null>) {
    this.#ask = ask;
  }

  /** Resolves when its ends are known, or cannot be. */
  async find(): Promise<void> {
    Object.assign(this, await this.#ask());
  }
}

/** A traced exchange that a worker serves. */
export class Exchange implements TreeExchange {
  readonly start: TreeExchange['start'];
  readonly connection: ConnectionEnds;
  call: TreePlace | null = null;
  /** 1, 2, 3, ... once one of its messages is in the trace, 0 before. */
  number = 0;
  /** Why its service failed, where it did. */
  serviceFailure: string | null = null;
  readonly #ask: Ask;

  constructor(ask: Ask, caller: Caller, connection: ConnectionEnds) {
    const { url, service, serviceType, method, headers } = ask;
    this.start = { caller, url, service, serviceType, method, headers };
    this.connection = connection;
    this.#ask = ask;
  }

  /** Where the worker's connection to the service is found out. */
  isAt({ ends }: { readonly ends: () => Promise<Ends | null> }): void {
    if (this.call !== null) this.call.upstream = new RemoteUpstream(ends);
  }

  /** What stands in the trace where its worker died: its request, unless that is there, and how it ended. */
  brokenOff(nextNumber: () => number): MessageRecord[] {
    const { id, startedAt } = this.#ask;
    const { caller, url, service, serviceType, method } = this.start;
    const mark = { id, from: caller.name };
    const isRecorded = this.number > 0;
    if (!isRecorded) this.number = nextNumber();
    const head: RecordHead = { number: this.number, id, from: caller.name, service, method, url };
    const headers = requestHeaders(this.start.headers, { host: null, mark, connection: 'keep-alive' });
    const body = { ...NOTHING_TAPPED, size: null };
    const parent = isRecorded ? null : (this.call?.recorded(this.number) ?? null);
    const request: MessageRecord = {
      kind: 'request',
      ...head,
      caller,
      serviceType,
      parent,
      startedAt,
      headers,
      body,
    };
    const response: MessageRecord = {
      kind: 'response',
      ...head,
      status: 499,
      reason: 'Client Closed Request',
      headers: loggedResponseHeaders([], mark),
      body: NOTHING_TAPPED,
      timing: {
        requestComplete: null,
        responseHead: null,
        responseComplete: Math.max(0, Date.now() - startedAt),
      },
      outcome: 'clientGone',
      failure: {
        code: 'RH_WORKER_DIED',
        message: 'The worker process that served it died before the response was whole.',
      },
      requestTrailers: [],
      responseTrailers: [],
      requestBody: null,
      requestHeaders: null,
      caused: this.call?.foundLate ?? [],
    };
    return isRecorded ? [response] : [request, response];
  }
}
