import type { Exchange } from '../../src/exchange/exchange.js';
import type { HeaderLines } from '../../src/exchange/headers.js';
import { type Body, NO_BODY, type RequestMessage, type ResponseMessage } from '../../src/exchange/message.js';
import { isJson } from '../../src/formats/json-text.js';

/** A whole body of a trace. */
export function aBody(content: string | Uint8Array | null, facts: Partial<Body> = {}): Body {
  const size = content === null ? 0 : Buffer.byteLength(content);
  const json = typeof content === 'string' && isJson(content);
  return { ...NO_BODY, content, json, size, kept: size, ...facts };
}

/** What an exchange of a test may name; the rest is made up. */
export interface Given extends Partial<Omit<Exchange, 'request' | 'response'>> {
  readonly requestHeaders?: HeaderLines;
  readonly requestBody?: Body | string | Uint8Array | null;
  readonly status?: number;
  readonly reason?: string;
  readonly responseHeaders?: HeaderLines;
  readonly responseBody?: Body | string | Uint8Array | null;
  readonly response?: null;
}

const bodyOf = (body: Given['requestBody']): Body =>
  body === undefined || body === null
    ? NO_BODY
    : typeof body === 'string' || body instanceof Uint8Array
      ? aBody(body)
      : body;

/** A valid exchange in one call. */
export function anExchange(given: Given = {}): Exchange {
  const {
    number = 1,
    id = `${number}`.padStart(32, '0'),
    from = 'openstack',
    service = 'glance-api',
  } = given;
  const { method = 'GET', url = 'http://10.0.0.5/image/v2/images' } = given;
  const head = { number, id, from, service, method, url };
  const request: RequestMessage = {
    kind: 'request',
    ...head,
    headers: given.requestHeaders ?? ['Host', '10.0.0.5', 'User-Agent', 'test', 'Accept', '*/*'],
    body: bodyOf(given.requestBody),
  };
  const response: ResponseMessage = {
    kind: 'response',
    ...head,
    status: given.status ?? 200,
    reason: given.reason ?? 'OK',
    headers: given.responseHeaders ?? ['Content-Type', 'application/json'],
    body: bodyOf(given.responseBody),
  };
  return {
    ...head,
    caller: given.caller ?? null,
    parent: given.parent ?? null,
    startedAt: given.startedAt ?? null,
    timing: given.timing ?? null,
    request,
    response: given.response === null ? null : response,
    requestTrailers: given.requestTrailers ?? [],
    responseTrailers: given.responseTrailers ?? [],
    outcome: given.outcome ?? (given.response === null ? null : 'responded'),
    failure: given.failure ?? null,
  };
}
