import type { Caller, Exchange, Outcome, Timing } from '../exchange/exchange.js';
import { type HeaderLines, headerPairs } from '../exchange/headers.js';
import type { Message } from '../exchange/message.js';
import { type CallFacts, callFacts } from './call-list.js';
import { type JournalBody, journalBody } from './journal.js';

type Pairs = [name: string, value: string][];

/** A message of an exchange in JSON. */
export interface MessageJson {
  readonly headers: Pairs;
  readonly body: JournalBody;
  readonly trailers?: Pairs;
}

/** A whole exchange in JSON: what `list` says of it, and all the rest. */
export interface ExchangeJson extends CallFacts {
  /** How the caller was known; null: a bare log does not tell. */
  readonly caller: Caller | null;
  /** null: it has not ended in this trace. */
  readonly outcome: Outcome | null;
  readonly timing: Timing | null;
  readonly request: MessageJson;
  readonly response: MessageJson | null;
}

function messageJson({ headers, body }: Message, trailers: HeaderLines): MessageJson {
  return {
    headers: [...headerPairs(headers)],
    body: journalBody(body, undefined),
    ...(trailers.length === 0 ? {} : { trailers: [...headerPairs(trailers)] }),
  };
}

/** An exchange as a value that JSON can hold; bodies as in the journal, bytes in base64. */
export function exchangeJson(exchange: Exchange): ExchangeJson {
  const { caller, outcome, timing, request, response, requestTrailers, responseTrailers } = exchange;
  return {
    ...callFacts(exchange),
    caller,
    outcome,
    timing,
    request: messageJson(request, requestTrailers),
    response: response === null ? null : messageJson(response, responseTrailers),
  };
}
