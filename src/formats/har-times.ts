import type { Exchange, Timing } from '../exchange/exchange.js';
import { headerValue } from '../exchange/headers.js';
import type { HarTimings } from './har-archive.js';

/** The last ms of the year 9999: what ISO 8601 writes with four digits. */
const LAST = Date.UTC(10_000, 0) - 1;

/** When an exchange began, and how that is known. */
export interface HarStart {
  /** ms since the epoch. */
  readonly at: number;
  readonly isKnown: boolean;
}

const isTime = (at: number | null): at is number => at !== null && at >= 0 && at <= LAST;

/**
 * When exchanges began, one after the other. A bare log has no times, and a HAR must: the response's Date says it to
 * the second; without one it is as late as the exchange before, at first the epoch. Never earlier than the one before,
 * as viewers sort by it.
 */
export class HarStarts {
  #last = 0;

  next({ startedAt, response }: Exchange): HarStart {
    if (isTime(startedAt)) {
      this.#last = startedAt;
      return { at: startedAt, isKnown: true };
    }
    const date = Date.parse((response && headerValue(response.headers, 'date')) ?? '');
    if (isTime(date)) this.#last = Math.max(this.#last, date);
    return { at: this.#last, isKnown: false };
  }
}

/** To the microsecond, which is what was measured. */
const rounded = (ms: number) => Math.max(0, Math.round(ms * 1000) / 1000);

const UNKNOWN = { blocked: -1, dns: -1, connect: -1, ssl: -1 };

/**
 * How long sending, waiting and receiving took. Of a connection nothing is known: it may have been open before. The spec
 * wants those three not negative, so that 0 stands for what is not known; the comment says so.
 */
export function harTimings(timing: Timing | null): HarTimings {
  const whole = timing?.responseComplete ?? timing?.responseHead ?? timing?.requestComplete ?? null;
  if (timing === null || whole === null) {
    return { ...UNKNOWN, send: 0, wait: 0, receive: 0, comment: 'not known' };
  }
  const head = timing.responseHead ?? whole;
  // An early answer comes while the request is still being sent.
  const sent = Math.min(timing.requestComplete ?? head, head);
  const times = { send: rounded(sent), wait: rounded(head - sent), receive: rounded(whole - head) };
  const { requestComplete, responseHead, responseComplete } = timing;
  const notes =
    responseComplete === null
      ? { comment: responseHead === null ? 'no response came' : 'the response was never complete' }
      : requestComplete === null || responseHead === null
        ? { comment: 'not known in part' }
        : requestComplete > responseHead
          ? { comment: 'the response began before the request was whole' }
          : {};
  return { ...UNKNOWN, ...times, ...notes };
}

/** ms in all. */
export function harTime({ send, wait, receive }: HarTimings): number {
  return rounded(send + wait + receive);
}
