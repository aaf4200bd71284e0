import type { IncomingMessage, ServerResponse } from 'node:http';
import { addressText } from '../config/address.js';
import { callerOf, markOf } from './admit.js';
import type { ListenerPlace, ProxyContext } from './context.js';
import { isUnframed } from './forward/outgoing.js';
import { LiveExchange } from './live-exchange.js';
import type { Mark } from './mark.js';
import { type OwnAnswer, ownAnswer, sendOwnAnswer } from './own-answer.js';
import { requestHeaders } from './request-headers.js';
import { pathOfTarget } from './request-target.js';
import type { Routes } from './routes.js';

/** What stands for the called service where no service was asked. */
const PROXY_ITSELF = 'requestshook';

/** Answers a request that no route takes with a list of those there are. */
export function refuse(
  context: ProxyContext,
  req: IncomingMessage,
  res: ServerResponse,
  listener: ListenerPlace,
): void {
  const arrivedAt = performance.now();
  const path = pathOfTarget(req.url as string);
  const caller = callerOf(context, req, path, { name: PROXY_ITSELF, type: null }, listener);
  const url = `${listener.scheme}://${addressText(listener)}${path}`;
  const traced = context.isTraced({ from: caller.name, to: PROXY_ITSELF, method: req.method as string, url });
  const mark = traced ? markOf(context, req, caller) : null;
  const answer = notRouted(context.routes, path, mark);
  if (mark !== null) {
    const headers = requestHeaders(req.rawHeaders, { host: null, mark, connection: 'keep-alive' });
    const start = {
      mark,
      caller,
      service: PROXY_ITSELF,
      serviceType: null,
      method: req.method as string,
      url,
      headers,
      arrivedAt,
    };
    const exchange = new LiveExchange(req, start, context.trace, context.settings);
    exchange.onEnd = context.onEnd ?? null;
    context.onBegin?.(exchange);
    exchange.begin();
    const message = `no service is mounted at ${path}`;
    const end = () => exchange.answered('refused', answer, { code: 'RH_NO_ROUTE', message });
    if (isUnframed(req)) {
      end();
    } else {
      // A small body is read by then and stands in the trace.
      req.once('end', end);
      res.once('close', end);
    }
  }
  sendOwnAnswer(req, res, answer);
}

function notRouted(routes: Routes, path: string, mark: Mark | null): OwnAnswer {
  const list = routes.upstreams.map(({ service }) => ({
    prefix: service.mount === '' ? '/' : service.mount,
    service: service.name,
    url: service.url,
  }));
  return ownAnswer(
    404,
    `No service is mounted at ${path.split('?', 1)[0]}. The routes are listed here.`,
    mark,
    {
      routes: list,
    },
  );
}
