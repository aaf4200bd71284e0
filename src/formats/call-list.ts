import { BoundedMap } from '../exchange/bounded-map.js';
import type { Exchange, Failure } from '../exchange/exchange.js';
import type { CallRow } from './call-table.js';
import { splitUrl } from './diagram.js';

/** An exchange in a line of `list --json`: what can be said of it in few words. */
export interface CallFacts {
  readonly number: number;
  /** null: the log has none. */
  readonly id: string | null;
  readonly from: string;
  readonly service: string;
  readonly method: string;
  readonly url: string;
  /** Of the URL, without the query. */
  readonly path: string;
  /** null: no response. */
  readonly status: number | null;
  readonly reason: string | null;
  /** ms since the epoch; null: not known, as in a bare log. */
  readonly startedAt: number | null;
  /** Until the response was complete; null: not known, or it never was. */
  readonly durationMs: number | null;
  /** Bytes of the bodies on the wire; null: not known. */
  readonly requestBytes: number | null;
  readonly responseBytes: number | null;
  /** Number of the exchange that caused this one; null: none, or not known. */
  readonly parent: number | null;
  /** Numbers of those above that this one caused, which was not known yet when they were shown. Only there where there are some. */
  readonly causedEarlier?: readonly number[];
  readonly failure: Failure | null;
}

/** What is said of an exchange in few words. */
export function callFacts(exchange: Exchange): CallFacts {
  const { number, id, from, service, method, url, startedAt, parent, failure, request, response } = exchange;
  const { causedEarlier } = exchange;
  return {
    number,
    id: id === '' ? null : id,
    from,
    service,
    method,
    url,
    path: splitUrl(url).path,
    status: response?.status ?? null,
    reason: response?.reason ?? null,
    startedAt,
    durationMs: exchange.timing?.responseComplete ?? null,
    requestBytes: request.body.size,
    responseBytes: response?.body.size ?? null,
    parent,
    ...(causedEarlier && { causedEarlier }),
    failure,
  };
}

/** How many exchanges are remembered for their calls; a call's parent is seldom far away. */
const REMEMBERED = 20_000;

/** Tells how deep calls are nested, given exchange after exchange. */
export class CallDepths {
  /** Of those that are nested themselves; the oldest first. */
  readonly #depths = new BoundedMap<number, number>(REMEMBERED);

  depth({ number, parent }: Pick<Exchange, 'number' | 'parent'>): number {
    // Who causes a call was there before it; a trace that says otherwise is not followed.
    if (parent === null || parent >= number) return 0;
    const depth = (this.#depths.get(parent) ?? 0) + 1;
    this.#depths.set(number, depth);
    return depth;
  }
}

/** The row of an exchange in a table of calls. */
export function callRow(exchange: Exchange, depth: number): CallRow {
  const { number, from, service, method, url, startedAt, request, response, failure, causedEarlier } =
    exchange;
  const { path, query } = splitUrl(url);
  return {
    number,
    from: exchange.caller?.confidence === 'guess' ? `${from}?` : from,
    service,
    method,
    path: path + query,
    status: response?.status ?? null,
    startedAt,
    durationMs: exchange.timing?.responseComplete ?? null,
    requestBytes: request.body.size,
    responseBytes: response?.body.size ?? null,
    failure: failure?.message ?? (response === null ? 'no response in the trace' : null),
    note: causedEarlier === undefined ? null : `as is known now, it caused ${causedEarlier.join(', ')} above`,
    depth,
  };
}
