import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { TreePlace } from '../callers/call.js';
import type { Caller, Failure, Outcome } from '../exchange/exchange.js';
import type { HeaderLines } from '../exchange/headers.js';
import { NOTHING_TAPPED, type TappedBody, type Trace } from '../recorder/record.js';
import { wallClock } from './clock.js';
import { isUnframed } from './forward/outgoing.js';
import type { Mark } from './mark.js';
import { loggedResponseHeaders } from './response-headers.js';
import { BodyTap } from './tap.js';

/** What is known of an exchange when its request is sent on. */
export interface ExchangeStart {
  readonly mark: Mark;
  readonly caller: Caller;
  readonly service: string;
  readonly serviceType: string | null;
  readonly method: string;
  /** Absolute, at the service. */
  readonly url: string;
  /** As sent to the service. */
  readonly headers: HeaderLines;
  /** Monotonic ms of the request's arrival (`performance.now()`). */
  readonly arrivedAt: number;
}

/** What of an exchange is kept. */
export interface CaptureSettings {
  readonly captureLimit: number;
  readonly digest: boolean;
}

/** How an exchange ended, for those who keep a list of what is under way. */
export interface EndedExchange {
  readonly exchange: LiveExchange;
  readonly number: number;
  readonly start: ExchangeStart;
  readonly status: number;
  readonly outcome: Outcome;
  readonly failure: Failure | null;
  readonly durationMs: number;
  readonly requestBytes: number;
  readonly responseBytes: number;
}

/**
 * An exchange under way: watches both messages pass and records each once, in the order that readers
 * expect: a request before its response, a response before whatever its receipt causes.
 */
export class LiveExchange {
  readonly start: ExchangeStart;
  readonly #trace: Trace;
  readonly #capture: CaptureSettings;
  readonly #wallClock: number;
  readonly #req: IncomingMessage;
  /** null: the request announces no body. */
  readonly #requestTap: BodyTap | null;
  #number = 0;
  #requestWasWhole = false;
  #requestComplete: number | null = null;
  #responseTap: BodyTap | null = null;
  #responseHead: number | null = null;
  #proxyRes: IncomingMessage | null = null;
  #ended = false;
  /** Its place in the tree of calls, null: it has none. Given before `begin`. */
  call: TreePlace | null = null;
  /** Takes it out of the list of those under way. */
  leaveList: () => void = () => {};
  /** Called once, when the exchange has ended and is recorded. */
  onEnd: ((ended: EndedExchange) => void) | null = null;

  constructor(req: IncomingMessage, start: ExchangeStart, trace: Trace, capture: CaptureSettings) {
    this.start = start;
    this.#req = req;
    this.#trace = trace;
    this.#capture = capture;
    this.#wallClock = wallClock(start.arrivedAt);
    this.#requestTap = isUnframed(req) ? null : new BodyTap(capture.captureLimit, this.#digest('PUT'));
  }

  /** The connection that the request came by. */
  get connection(): Socket {
    return this.#req.socket;
  }

  /** Begins to watch the request; one without a body is recorded at once. */
  begin(): void {
    const req = this.#req;
    const tap = this.#requestTap;
    if (tap === null) {
      // No body follows, so the request is complete; of an upgrade Node would tell no end either.
      this.#requestEnd();
    } else {
      req.on('data', (chunk: Buffer) => {
        tap.push(chunk);
        if (this.#number === 0 && this.#requestIsSettled(tap, chunk)) this.#recordRequest();
      });
      req.once('end', () => this.#requestEnd());
    }
  }

  /** 1, 2, 3, ... once the request is recorded, 0 before. */
  get number(): number {
    return this.#number;
  }

  #requestEnd(): void {
    this.#requestComplete = this.#elapsed();
    if (this.#number === 0) this.#recordRequest();
  }

  /** Whether nothing that is still to come can change how the request is shown. */
  #requestIsSettled(tap: BodyTap, chunk: Buffer): boolean {
    const length = Number(this.#req.headers['content-length'] ?? Number.NaN);
    if (tap.size === length) return false; // Its end follows in this very tick.
    if (tap.full) return !Number.isNaN(length);
    return (
      tap.firstChunk === chunk && this.#req.headers['content-encoding'] === undefined && looksBinary(chunk)
    );
  }

  #recordRequest(): void {
    const { start } = this;
    const whole = this.#requestComplete !== null;
    const tap = this.#requestTap;
    const length = Number(this.#req.headers['content-length'] ?? Number.NaN);
    const size = whole ? (tap?.size ?? 0) : Number.isNaN(length) ? null : length;
    this.#requestWasWhole = whole;
    this.#number = this.#trace.nextNumber();
    this.#trace.record({
      kind: 'request',
      number: this.#number,
      id: start.mark.id,
      from: start.mark.from,
      service: start.service,
      method: start.method,
      url: start.url,
      caller: start.caller,
      serviceType: start.serviceType,
      parent: this.call?.recorded(this.#number) ?? null,
      startedAt: this.#wallClock,
      headers: start.headers,
      body: tap?.body(size, { complete: whole }) ?? NOTHING_TAPPED,
    });
  }

  /** Watches the service's response pass. */
  watchResponse(proxyRes: IncomingMessage): void {
    this.#proxyRes = proxyRes;
    this.#responseHead = this.#elapsed();
    const tap = new BodyTap(this.#capture.captureLimit, this.#digest('GET'));
    this.#responseTap = tap;
    proxyRes.on('data', tap.push);
  }

  /** The caller got the service's response whole. */
  delivered(): void {
    this.#endWithService('responded', null);
  }

  /** The service closed the connection within its response. */
  brokenOff(failure: Failure): void {
    this.#endWithService('upstreamFailed', failure);
  }

  /** The proxy answered by itself, because the service failed or was not asked. */
  answered(outcome: 'upstreamFailed' | 'refused', answer: ProxyAnswer, failure: Failure): void {
    this.#end(outcome, failure, answer);
  }

  /** The caller closed its connection before the response was whole. */
  callerLeft(): void {
    this.#cut(
      'RH_CLIENT_GONE',
      `${this.start.caller.name} closed its connection before the response was whole.`,
    );
  }

  /** The proxy was stopped while the exchange was under way. */
  interrupted(): void {
    this.#cut('RH_SHUTDOWN', 'The proxy was stopped before the response was whole.');
  }

  #cut(code: string, what: string): void {
    const begun =
      this.#proxyRes === null ? '' : ` The service had begun to answer ${this.#proxyRes.statusCode}.`;
    this.#end(
      'clientGone',
      { code, message: what + begun },
      {
        status: 499,
        reason: 'Client Closed Request',
        headers: loggedResponseHeaders([], this.start.mark),
        body: NOTHING_TAPPED,
      },
    );
  }

  /** A protocol switch: 101, and from then on no message that could be logged. */
  switched(status: number, reason: string, headers: HeaderLines): void {
    this.#responseHead = this.#elapsed();
    this.#end('responded', null, {
      status,
      reason,
      headers: loggedResponseHeaders(headers, this.start.mark),
      body: NOTHING_TAPPED,
    });
  }

  #endWithService(outcome: Outcome, failure: Failure | null): void {
    const proxyRes = this.#proxyRes as IncomingMessage;
    const tap = this.#responseTap as BodyTap;
    const brokenOff = outcome !== 'responded';
    this.#end(outcome, failure, {
      status: proxyRes.statusCode as number,
      reason: proxyRes.statusMessage ?? '',
      headers: loggedResponseHeaders(proxyRes.rawHeaders, this.start.mark),
      body: tap.body(brokenOff ? null : tap.size, { brokenOff, complete: true }),
    });
  }

  #end(outcome: Outcome, failure: Failure | null, answer: ProxyAnswer): void {
    if (this.#ended) return;
    this.#ended = true;
    // An answer may come before the upload is over, and a caller may leave within it.
    if (this.#number === 0) this.#recordRequest();
    const responseComplete = this.#elapsed();
    const requestBody =
      this.#requestWasWhole || this.#requestTap === null
        ? null
        : this.#requestTap.body(this.#requestComplete === null ? null : this.#requestTap.size, {
            brokenOff: this.#requestComplete === null,
            complete: true,
          });
    // Written out here and above: to spread objects into others costs more than all that is in them.
    const { start } = this;
    const { mark } = start;
    this.#trace.record({
      kind: 'response',
      number: this.#number,
      id: mark.id,
      from: mark.from,
      service: start.service,
      method: start.method,
      url: start.url,
      status: answer.status,
      reason: answer.reason,
      headers: answer.headers,
      body: answer.body,
      timing: {
        requestComplete: this.#requestComplete,
        responseHead: this.#responseHead,
        responseComplete,
      },
      outcome,
      failure,
      requestTrailers: this.#req.rawTrailers,
      responseTrailers: this.#proxyRes?.rawTrailers ?? [],
      requestBody,
      requestHeaders: requestBody === null ? null : start.headers,
      caused: this.call?.foundLate ?? [],
    });
    this.onEnd?.({
      exchange: this,
      number: this.#number,
      start,
      status: answer.status,
      outcome,
      failure,
      durationMs: responseComplete,
      requestBytes: this.#requestTap?.size ?? 0,
      responseBytes: this.#responseTap?.size ?? answer.body.size ?? 0,
    });
  }

  /** What is hashed of a body, with --digest: `method` is the one that has an image's data in it. */
  #digest(method: string): 'none' | 'large' | 'image' {
    if (!this.#capture.digest) return 'none';
    return this.start.method === method && IMAGE_DATA.test(this.start.url) ? 'image' : 'large';
  }

  /** ms since the request arrived, with microseconds. */
  #elapsed(): number {
    return Math.round((performance.now() - this.start.arrivedAt) * 1000) / 1000;
  }
}

/** Where Glance takes and gives the data of an image. */
const IMAGE_DATA = /\/v2\/images\/[^/?]+\/file(?:\?|$)/;

/** A response as it is recorded where it is not, or not only, the service's. */
export interface ProxyAnswer {
  readonly status: number;
  readonly reason: string;
  readonly headers: HeaderLines;
  readonly body: TappedBody;
}

/** Whether a body that begins so is certainly not text: an image upload, for one. */
function looksBinary(chunk: Uint8Array): boolean {
  if (chunk.length < 32) return false;
  if (chunk.includes(0)) return true;
  // A character may be cut at the end of the chunk.
  for (let cut = 0; cut < 4; cut++) if (isUtf8(chunk.subarray(0, chunk.length - cut))) return false;
  return true;
}
