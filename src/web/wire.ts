/**
 * What the page's server tells the page. Calls come as lines of JSON, each an array whose first element says what
 * happened; so a hundred thousand of them are read in a moment. Both sides are built together: no version is named.
 */

/** A request stands in the trace. */
export type RequestLine = readonly [
  kind: '>',
  number: number,
  from: string,
  service: string,
  method: string,
  /** Path and query at the service. */
  target: string,
  /** The path with names for its identifiers, as in the diagram; 0: it has none. */
  named: string | 0,
  /** Number of the exchange that caused this one; 0: none, or not known. */
  parent: number,
  /** ms since the epoch; null: a bare log does not tell. */
  startedAt: number | null,
  /** Bytes of the body on the wire; null: not known. */
  bytes: number | null,
  /** The token it was sent with, and the one it is about: small numbers that are the same for the same token; 0: none. */
  token: number,
  subject: number,
];

/** The response to it, or what was made of its end. */
export type ResponseLine = readonly [
  kind: '<',
  number: number,
  status: number,
  reason: string,
  /** What went wrong, for people; 0: nothing. */
  failure: string | 0,
  /** ms after `startedAt`; null: not known, or never. */
  requestComplete: number | null,
  responseHead: number | null,
  responseComplete: number | null,
  bytes: number | null,
  /** Of the request, where its line did not tell; null: nothing new. */
  requestBytes: number | null,
  /** The token that it issues. */
  subject: number,
];

/** What is known of a call of which only the response stands in the trace; that follows. */
export type OrphanLine = readonly [
  kind: '?',
  number: number,
  from: string,
  service: string,
  method: string,
  target: string,
  named: string | 0,
];

/** The proxy was started again: what is open of the run before gets no response any more. */
export type RunLine = readonly [kind: 'run'];

export type CallLine = RequestLine | ResponseLine | OrphanLine | RunLine;

/** What the page shows beside the calls. */
export interface PageState {
  /** Of this start of the server; positions of another one mean nothing to it. */
  readonly epoch: string;
  /** Name of the file that is shown. */
  readonly file: string;
  /** The trace has been read as far as it goes. */
  readonly whole: boolean;
  /** Whether the proxy traces at the moment; null: there is no proxy here, only its trace. */
  readonly enabled: boolean | null;
  /** URLs that were handed to callers and belong to no route: calls to these will not be seen. */
  readonly strays: readonly string[];
  /** What could not be read of the trace: the first few, and how many there are. */
  readonly problems: readonly string[];
  readonly problemCount: number;
  /** Messages that passed and could not be written, as the trace says. */
  readonly missing: number;
  readonly version: string;
}

/** A body as it is sent to the page; as in the journal. */
export interface WireBody {
  readonly text?: string;
  readonly base64?: string;
  readonly json?: true;
  readonly size: number | null;
  readonly kept?: number;
  readonly truncated?: true;
  readonly brokenOff?: true;
}

export interface WireMessage {
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly trailers?: readonly (readonly [name: string, value: string])[];
  readonly body: WireBody;
}

/** One exchange, whole. */
export interface WireExchange {
  readonly number: number;
  readonly id: string | null;
  readonly from: string;
  readonly service: string;
  readonly method: string;
  readonly url: string;
  readonly status: number | null;
  readonly reason: string | null;
  readonly startedAt: number | null;
  readonly caller: {
    readonly name: string;
    readonly source: string;
    readonly reason?: string;
    readonly confidence?: string;
    readonly process?: { readonly pid: number; readonly command: string };
  } | null;
  readonly timing: {
    readonly requestComplete: number | null;
    readonly responseHead: number | null;
    readonly responseComplete: number | null;
  } | null;
  readonly outcome: string | null;
  readonly failure: { readonly code: string; readonly message: string } | null;
  readonly request: WireMessage;
  readonly response: WireMessage | null;
  /** The documented operation that it is. */
  readonly reference: {
    readonly title: string;
    readonly method: string;
    readonly path: string;
    readonly url: string | null;
  } | null;
  /** The same call as a command. */
  readonly curl: string | null;
}

/** What can be taken away. */
export const DOWNLOADS = {
  log: 'requests.log',
  diagram: 'diagram.md',
  page: 'page.tar',
  har: 'trace.har',
} as const;

export type Download = keyof typeof DOWNLOADS;
