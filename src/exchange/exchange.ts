import type { HeaderLines } from './headers.js';
import type { RequestMessage, ResponseMessage } from './message.js';

/** How a caller came to be known; the first source that answers wins, in this order. */
export type CallerSource =
  | 'header'
  | 'listener'
  | 'process'
  | 'rule'
  | 'inference'
  | 'user-agent'
  | 'unknown';

/** `certain`: said, or seen where it can not be otherwise. `likely`: what is usual. `guess`: nothing better is known. */
export type Confidence = 'certain' | 'likely' | 'guess';

/** A process of the proxy's own host. */
export interface CallerProcess {
  readonly pid: number;
  /** Its command line, secrets hidden. */
  readonly command: string;
}

/** Who called, and why we think so. */
export interface Caller {
  /** `[A-Za-z0-9._:@+-]{1,64}` */
  readonly name: string;
  readonly source: CallerSource;
  /** For people: the rule that fitted, the process's command line, what the inference rests on. */
  readonly reason?: string;
  readonly confidence?: Confidence;
  /** The process at the other end of the connection, where that is on the proxy's host and could be seen. */
  readonly process?: CallerProcess;
}

/**
 * How an exchange ended. `responded`: the caller got the service's response whole. `clientGone`: the
 * caller left before that. `upstreamFailed`: the service could not be reached, or broke off.
 * `refused`: the proxy answered by itself, no service was asked.
 */
export type Outcome = 'responded' | 'clientGone' | 'upstreamFailed' | 'refused';

/** Why an exchange did not end as `responded`. */
export interface Failure {
  /** Stable, for programs: `RH_UPSTREAM_CONNECT`, `RH_UPSTREAM_TIMEOUT`, or the code that Node gave. */
  readonly code: string;
  /** For people: what was tried, where, what came instead. */
  readonly message: string;
}

/** When things happened, in ms after `startedAt` (monotonic, microsecond resolution); null: it did not. */
export interface Timing {
  readonly requestComplete: number | null;
  readonly responseHead: number | null;
  readonly responseComplete: number | null;
}

/** One request and its response, complete by itself: whoever made it, readers need nothing else. */
export interface Exchange {
  /** 1, 2, 3, ... in the order of the requests in the trace. */
  readonly number: number;
  readonly id: string;
  readonly from: string;
  /** null in a bare log, which has the name alone. */
  readonly caller: Caller | null;
  readonly service: string;
  readonly method: string;
  readonly url: string;
  /** Number of the exchange that caused this one, null: none, or not known. */
  readonly parent: number | null;
  /** Numbers of exchanges that it caused and that were given before it, when that was not known yet; nothing: none. */
  readonly causedEarlier?: readonly number[];
  /** Wall clock, ms since the epoch with fractions; null in a bare log. */
  readonly startedAt: number | null;
  readonly timing: Timing | null;
  readonly request: RequestMessage;
  /** null: none came, or the trace ends before it. */
  readonly response: ResponseMessage | null;
  readonly requestTrailers: HeaderLines;
  readonly responseTrailers: HeaderLines;
  /** null: the trace ends before the exchange did. */
  readonly outcome: Outcome | null;
  readonly failure: Failure | null;
}
