import type { HeaderLines } from './headers.js';

/**
 * What was kept of a message's body, readable: content encodings undone, secrets hidden.
 * A body that is not text is kept as bytes; how it is shown is the business of a format.
 */
export interface Body {
  /** null: the message had no body. A string: text, as sent (not indented). Bytes: not text. */
  readonly content: string | Uint8Array | null;
  /** Whether `content` is one whole JSON text (RFC 8259). */
  readonly json: boolean;
  /** Bytes of the body on the wire, null where it broke off before its end was known. */
  readonly size: number | null;
  /** Bytes of the body on the wire that `content` was made from. */
  readonly kept: number;
  /**
   * Whether `content` lacks the end of what was sent: because of the capture limit, because the sender of a
   * request left, or because its coding is damaged.
   */
  readonly truncated: boolean;
  /** The service closed the connection within the body; if not `truncated`, `content` is all that came. */
  readonly brokenOff: boolean;
}

/** The body of a message that has none. */
export const NO_BODY: Body = {
  content: null,
  json: false,
  size: 0,
  kept: 0,
  truncated: false,
  brokenOff: false,
};

/** What a request and its response have in common; both headings of the log show it. */
export interface MessageHead {
  /** Of the exchange: 1, 2, 3, ... in the order of the requests in the trace. */
  readonly number: number;
  /** 32 hex digits, or what the caller sent as X-Requestshook-Request-Id. */
  readonly id: string;
  /** Who called. */
  readonly from: string;
  /** Who was called. */
  readonly service: string;
  readonly method: string;
  /** Absolute, at the service itself, query included, secrets hidden. */
  readonly url: string;
  /** As sent to, or received from, the service; with the two headers of ours; text, secrets hidden. */
  readonly headers: HeaderLines;
  readonly body: Body;
}

/** A request as it stands in a trace. */
export interface RequestMessage extends MessageHead {
  readonly kind: 'request';
}

/** A response as it stands in a trace. */
export interface ResponseMessage extends MessageHead {
  readonly kind: 'response';
  readonly status: number;
  /** The server's own phrase, or the standard one where it sent none. */
  readonly reason: string;
}

/** One line of a diagram, one entry of the log, one section of body.md. */
export type Message = RequestMessage | ResponseMessage;
