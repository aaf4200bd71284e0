import type { Exchange } from '../exchange/exchange.js';
import type { HarEntry, HarTrace } from './har-archive.js';
import { harNoResponse, harPairs, harRequest, harResponse } from './har-message.js';
import { type HarStart, HarStarts, harTime, harTimings } from './har-times.js';

/** Who writes a HAR. */
export interface HarCreator {
  readonly name: string;
  readonly version: string;
}

function harTrace(exchange: Exchange): HarTrace {
  const { number, id, from, caller, service, parent, outcome, failure, timing } = exchange;
  const { requestTrailers, responseTrailers } = exchange;
  return {
    number,
    id: id === '' ? null : id,
    from,
    caller,
    service,
    parent,
    outcome,
    failure,
    timing,
    ...(requestTrailers.length === 0 ? {} : { requestTrailers: harPairs(requestTrailers) }),
    ...(responseTrailers.length === 0 ? {} : { responseTrailers: harPairs(responseTrailers) }),
  };
}

function commentOf({ number, from, service, parent, outcome, failure }: Exchange): string {
  const parts = [`${number} ${from} -> ${service}`];
  if (parent !== null) parts.push(`caused by ${parent}`);
  if (outcome !== null && outcome !== 'responded') parts.push(outcome);
  if (failure !== null) parts.push(failure.message);
  return parts.join('; ');
}

/** An exchange as an entry of a HAR. */
export function harEntry(exchange: Exchange, start: HarStart): HarEntry {
  const { request, response, failure } = exchange;
  const timings = harTimings(exchange.timing);
  return {
    startedDateTime: new Date(start.at).toISOString(),
    time: harTime(timings),
    request: harRequest(request),
    response:
      response === null
        ? harNoResponse(failure?.message ?? 'no response in the trace')
        : harResponse(response),
    cache: {},
    timings,
    comment: start.isKnown ? commentOf(exchange) : `${commentOf(exchange)}; start not known`,
    _resourceType: 'fetch',
    _requestshook: harTrace(exchange),
  };
}

const UNKNOWN_STARTS =
  'Recorded without times: an entry starts at the second that its response names in Date, or as late as the entry before it.';

/**
 * Writes a HAR 1.2 piece by piece, with memory for one exchange: `begin`, then each exchange, then `end`. What
 * they give, put together, is one JSON text.
 */
export class HarWriter {
  readonly #creator: HarCreator;
  readonly #starts = new HarStarts();
  #isFirst = true;
  #areStartsKnown = true;

  constructor(creator: HarCreator) {
    this.#creator = creator;
  }

  begin(): string {
    const { name, version } = this.#creator;
    // Firefox opens none without `pages`.
    return `{"log":{"version":"1.2","creator":${JSON.stringify({ name, version })},"pages":[],"entries":[`;
  }

  entry(exchange: Exchange): string {
    const start = this.#starts.next(exchange);
    this.#areStartsKnown &&= start.isKnown;
    const separator = this.#isFirst ? '\n' : ',\n';
    this.#isFirst = false;
    return separator + JSON.stringify(harEntry(exchange, start));
  }

  end(): string {
    return this.#areStartsKnown ? '\n]}}\n' : `\n],"comment":${JSON.stringify(UNKNOWN_STARTS)}}}\n`;
  }
}
