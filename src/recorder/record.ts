import type { Caller, Failure, Outcome, Timing } from '../exchange/exchange.js';
import type { HeaderLines } from '../exchange/headers.js';
import type { ImageHashes } from '../formats/journal.js';

/**
 * What the proxy hands to the recorder: a message as it passed, untouched. Nothing is decoded,
 * masked or rendered on the thread that serves requests.
 */

/** A body as it passed: its first bytes and its size. */
export interface TappedBody {
  /** The kept bytes, in pieces; together at most the capture limit. */
  readonly chunks: readonly Uint8Array[];
  /** Bytes in `chunks`. */
  readonly kept: number;
  /** Bytes on the wire; null where the body broke off or goes on. */
  readonly size: number | null;
  /** The sender closed the connection within the body. */
  readonly brokenOff: boolean;
  /** SHA-256 of the whole body, hex, where it was asked for and the body was not kept whole. */
  readonly sha256?: string;
  /** Of the whole body, where it is the data of an image and digests were asked for. */
  readonly imageHashes?: ImageHashes;
}

/** What every record of one exchange repeats, so that each can be rendered by itself. */
export interface RecordHead {
  readonly number: number;
  readonly id: string;
  readonly from: string;
  readonly service: string;
  readonly method: string;
  /** Absolute, at the service. */
  readonly url: string;
}

/** A request, recorded when it was complete or its capture limit was reached. */
export interface RequestRecord extends RecordHead {
  readonly kind: 'request';
  readonly caller: Caller;
  /** OpenStack service type, where known. */
  readonly serviceType: string | null;
  readonly parent: number | null;
  /** ms since the epoch. */
  readonly startedAt: number;
  /** As sent to the service; one character a byte. */
  readonly headers: HeaderLines;
  readonly body: TappedBody;
}

/** A response, and with it the end of its exchange. */
export interface ResponseRecord extends RecordHead {
  readonly kind: 'response';
  readonly status: number;
  /** May be empty, as it came. */
  readonly reason: string;
  /** As received from the service, with the two of ours; one character a byte. */
  readonly headers: HeaderLines;
  readonly body: TappedBody;
  readonly timing: Timing;
  readonly outcome: Outcome;
  readonly failure: Failure | null;
  readonly requestTrailers: HeaderLines;
  readonly responseTrailers: HeaderLines;
  /** The request's body once more, where the request was recorded before its end. */
  readonly requestBody: TappedBody | null;
  /** The request's header lines, with `requestBody` only. */
  readonly requestHeaders: HeaderLines | null;
  /** Numbers of exchanges that it caused, of which that was not known when their requests were recorded. */
  readonly caused: readonly number[];
}

export type MessageRecord = RequestRecord | ResponseRecord;

/** Takes what passed, in the order in which it is to stand in the trace. Never throws, never waits. */
export interface Trace {
  record(record: MessageRecord): void;
  /** The number of the next exchange: 1, 2, 3, ... */
  nextNumber(): number;
}

/** The body of a message that has none. */
export const NOTHING_TAPPED: TappedBody = { chunks: [], kept: 0, size: 0, brokenOff: false };
