import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HeaderLines } from '../exchange/headers.js';
import { type AdmittedCall, admit, hostFor } from './admit.js';
import { answerCaller } from './answer.js';
import type { ListenerPlace, ProxyContext } from './context.js';
import { LiveExchange } from './live-exchange.js';
import type { Mark } from './mark.js';
import { ownAnswer, sendOwnAnswer } from './own-answer.js';
import { refuse, refuseFraming } from './refuse.js';
import { requestHeaders } from './request-headers.js';
import { beginsOn } from './under-way.js';
import { brokenOff, UpstreamError } from './upstream-error.js';

/** Serves one request: finds its service, sends it on, passes the answer back, and has both traced. */
export function serve(
  context: ProxyContext,
  req: IncomingMessage,
  res: ServerResponse,
  listener: ListenerPlace,
): void {
  if (refuseFraming(context, req, res, listener)) return;
  const call = admit(context, req, listener);
  if (call === null) {
    refuse(context, req, res, listener);
    return;
  }
  const { upstream, mark } = call;
  const headers = requestHeaders(req.rawHeaders, {
    host: hostFor(req, upstream),
    mark,
    connection: 'keep-alive',
  });
  const exchange = mark === null ? null : beginExchange(context, req, call, mark, headers);
  beginsOn(req.socket, { res, exchange });
  const fail = (error: UpstreamError): void => {
    const answer = ownAnswer(error.status, error.message, mark);
    exchange?.answered('upstreamFailed', answer, { code: error.code, message: error.message });
    sendOwnAnswer(req, res, answer);
  };
  context.forwarder.forward({
    req,
    res,
    upstream,
    path: call.path,
    headers,
    onFailure: fail,
    onCallerLeft: () => exchange?.callerLeft(),
    onSocket: (socket) => {
      if (exchange?.call) exchange.call.upstream = socket;
    },
    onResponse: (proxyRes) => {
      if (exchange !== null) {
        exchange.watchResponse(proxyRes);
        context.onResponse?.(exchange, proxyRes);
      }
      const onJson = context.onJson;
      answerCaller(
        req,
        res,
        proxyRes,
        {
          mark,
          links: () => context.linksFor(req, listener, upstream),
          holdsJson: context.holdsJson,
          onJson: onJson && ((bytes) => onJson(upstream, listener, req, bytes)),
        },
        {
          onDelivered: () => exchange?.delivered(),
          onBrokenOff: (cause) => exchange?.brokenOff(brokenOff(upstream, cause)),
          onUnfit: ({ message }) => {
            const what = `${upstream.service.name} at ${upstream.origin} sent a response that cannot be passed on: ${message}`;
            fail(new UpstreamError(what, { code: 'RH_UPSTREAM_UNFIT', status: 502, phase: 'response' }));
          },
        },
      );
    },
  });
}

/** Begins to trace an exchange. */
function beginExchange(
  context: ProxyContext,
  req: IncomingMessage,
  call: AdmittedCall,
  mark: Mark,
  headers: HeaderLines,
): LiveExchange {
  const { service } = call.upstream;
  const exchange = new LiveExchange(
    req,
    {
      mark,
      caller: call.caller,
      service: service.name,
      serviceType: service.type,
      method: req.method as string,
      url: call.url,
      headers,
      arrivedAt: call.arrivedAt,
    },
    context.trace,
    context.settings,
  );
  exchange.onEnd = context.onEnd ?? null;
  context.onBegin?.(exchange);
  exchange.begin();
  return exchange;
}
