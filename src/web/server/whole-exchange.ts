import type { Exchange } from '../../exchange/exchange.js';
import { type HeaderLines, headerPairs } from '../../exchange/headers.js';
import type { Message } from '../../exchange/message.js';
import { splitUrl } from '../../formats/diagram.js';
import { journalBody } from '../../formats/journal.js';
import { chooseOperation } from '../../openstack/operations-choice.js';
import { serviceTypeAt } from '../../openstack/services.js';
import type { WireExchange, WireMessage } from '../wire.js';

function wireMessage({ headers, body }: Message, trailers: HeaderLines): WireMessage {
  return {
    headers: [...headerPairs(headers)],
    ...(trailers.length === 0 ? {} : { trailers: [...headerPairs(trailers)] }),
    body: journalBody(body, undefined),
  };
}

/** The documented operation that an exchange is; null: not known. */
function referenceOf({ service, method, url, request }: Exchange): WireExchange['reference'] {
  const { path, query } = splitUrl(url);
  const target = path + query;
  const type = serviceTypeAt(service, target);
  if (type === null) return null;
  const { content } = request.body;
  const operation = chooseOperation(type, method, target, typeof content === 'string' ? content : null);
  if (operation === null) return null;
  const { title, path: template, url: place } = operation;
  return { title, method: operation.method, path: template, url: place };
}

/** All that the page shows of one exchange. */
export function wireExchange(exchange: Exchange, curl: string | null): WireExchange {
  const { number, id, from, service, method, url, startedAt, caller, timing, outcome, failure } = exchange;
  const { request, response, requestTrailers, responseTrailers } = exchange;
  return {
    number,
    id: id === '' ? null : id,
    from,
    service,
    method,
    url,
    status: response?.status ?? null,
    reason: response?.reason ?? null,
    startedAt,
    caller,
    timing,
    outcome,
    failure,
    request: wireMessage(request, requestTrailers),
    response: response === null ? null : wireMessage(response, responseTrailers),
    reference: referenceOf(exchange),
    curl,
  };
}
