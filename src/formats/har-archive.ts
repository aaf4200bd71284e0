import type { Caller, Failure, Outcome, Timing } from '../exchange/exchange.js';

/**
 * The parts of an HTTP Archive that are written here, version 1.2
 * (http://www.softwareishard.com/blog/har-12-spec/). Fields of our own begin with `_`, as it says they must.
 */

export interface HarPair {
  readonly name: string;
  readonly value: string;
}

export interface HarCookie extends HarPair {
  readonly path?: string;
  readonly domain?: string;
  /** ISO 8601. */
  readonly expires?: string;
  readonly httpOnly?: boolean;
  readonly secure?: boolean;
}

export interface HarPostData {
  readonly mimeType: string;
  /** Either `text` or `params`; a body that is no text has no `params`, and is in `_base64`. */
  readonly text?: string;
  readonly params?: readonly [];
  readonly _base64?: string;
  readonly comment?: string;
}

export interface HarRequest {
  readonly method: string;
  readonly url: string;
  readonly httpVersion: string;
  readonly cookies: readonly HarCookie[];
  readonly headers: readonly HarPair[];
  readonly queryString: readonly HarPair[];
  readonly postData?: HarPostData;
  /** Bytes; -1: not known. */
  readonly headersSize: number;
  readonly bodySize: number;
}

export interface HarContent {
  /** Bytes, content codings undone. */
  readonly size: number;
  readonly mimeType: string;
  readonly text?: string;
  readonly encoding?: 'base64';
  readonly comment?: string;
}

export interface HarResponse {
  /** 0: there was none, as browsers write it. */
  readonly status: number;
  readonly statusText: string;
  readonly httpVersion: string;
  readonly cookies: readonly HarCookie[];
  readonly headers: readonly HarPair[];
  readonly content: HarContent;
  readonly redirectURL: string;
  readonly headersSize: number;
  readonly bodySize: number;
  /** Chromium's: bytes that were received, where they are known. */
  readonly _transferSize?: number;
  /** Chromium's: why there is no response. */
  readonly _error?: string;
}

/** ms; -1: does not apply. */
export interface HarTimings {
  readonly blocked: number;
  readonly dns: number;
  readonly connect: number;
  readonly ssl: number;
  readonly send: number;
  readonly wait: number;
  readonly receive: number;
  readonly comment?: string;
}

/** What a HAR has no place for. */
export interface HarTrace {
  /** 1, 2, 3, ... in the order of the requests in the trace. */
  readonly number: number;
  readonly id: string | null;
  readonly from: string;
  readonly caller: Caller | null;
  readonly service: string;
  /** Number of the exchange that caused this one. */
  readonly parent: number | null;
  readonly outcome: Outcome | null;
  readonly failure: Failure | null;
  /** null: not known, as in a bare log. */
  readonly timing: Timing | null;
  readonly requestTrailers?: readonly HarPair[];
  readonly responseTrailers?: readonly HarPair[];
}

export interface HarEntry {
  /** ISO 8601. */
  readonly startedDateTime: string;
  /** ms, the sum of `timings` without those that are -1. */
  readonly time: number;
  readonly request: HarRequest;
  readonly response: HarResponse;
  readonly cache: Readonly<Record<string, never>>;
  readonly timings: HarTimings;
  /** `5 openstack -> keystone`, and what else is to be known at once. */
  readonly comment: string;
  /** Chromium's: the column "Type". */
  readonly _resourceType: 'fetch';
  readonly _requestshook: HarTrace;
}
