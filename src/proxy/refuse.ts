import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { addressText } from '../config/address.js';
import { callerOf, markOf } from './admit.js';
import type { ListenerPlace, ProxyContext } from './context.js';
import { isUnframed } from './forward/outgoing.js';
import { LiveExchange } from './live-exchange.js';
import type { Mark } from './mark.js';
import { endWith, type OwnAnswer, ownAnswer, sendOwnAnswer } from './own-answer.js';
import { requestHeaders } from './request-headers.js';
import { pathOfTarget } from './request-target.js';
import type { Routes } from './routes.js';

/** What stands for the called service where no service was asked. */
export const PROXY_ITSELF = 'requestshook';

/** Answers a request that no route takes with a list of those there are. */
export function refuse(
  context: ProxyContext,
  req: IncomingMessage,
  res: ServerResponse,
  listener: ListenerPlace,
): void {
  const { mark, exchange, path } = begin(context, req, listener);
  const answer = notRouted(context.routes, path, mark);
  const end = () =>
    exchange?.answered('refused', answer, {
      code: 'RH_NO_ROUTE',
      message: `no service is mounted at ${path}`,
    });
  if (isUnframed(req)) {
    end();
  } else {
    // A small body is read by then and stands in the trace.
    req.once('end', end);
    res.once('close', end);
  }
  sendOwnAnswer(req, res, answer);
}

const REFUSED = Symbol('refused for the framing of a request');
type Refused = Socket & { [REFUSED]?: true };

/**
 * Refuses a request whose Transfer-Encoding is empty at its end, not chunked (RFC 9112, 6.1 and 6.3), and all that follows on its
 * connection: Node takes it for none, and the next reader may not. Whether it was refused.
 */
export function refuseFraming(
  context: ProxyContext,
  req: IncomingMessage,
  res: ServerResponse,
  listener: ListenerPlace,
): boolean {
  const socket: Refused = req.socket;
  if (socket[REFUSED] === true) return true;
  const codings = req.headers['transfer-encoding'];
  // Whatever else is not chunked, Node's parser refuses by itself.
  if (codings === undefined || !/(?:^|,)[ \t]*$/.test(codings)) return false;
  socket[REFUSED] = true;
  const { mark, exchange } = begin(context, req, listener);
  const message = 'The request has a Transfer-Encoding that does not end in chunked.';
  const answer = ownAnswer(400, message, mark);
  exchange?.answered('refused', answer, { code: 'RH_UNREADABLE', message });
  res.shouldKeepAlive = false;
  sendOwnAnswer(req, res, answer);
  return true;
}

/** The same for a connection that is no longer read as HTTP: a tunnel or another protocol was asked for. */
export function refuseConnection(
  context: ProxyContext,
  req: IncomingMessage,
  socket: Socket,
  listener: ListenerPlace,
  { status, code, message }: { readonly status: number; readonly code: string; readonly message: string },
): void {
  const { mark, exchange } = begin(context, req, listener);
  const answer = ownAnswer(status, message, mark);
  exchange?.answered('refused', answer, { code, message });
  endWith(socket, answer);
}

/** Begins to trace a request that no service is asked. `mark` and `exchange` null: it is not traced. */
function begin(
  context: ProxyContext,
  req: IncomingMessage,
  listener: ListenerPlace,
): { readonly path: string; readonly mark: Mark | null; readonly exchange: LiveExchange | null } {
  const arrivedAt = performance.now();
  const path = pathOfTarget(req.url as string);
  const method = req.method as string;
  const caller = callerOf(context, req, path, { name: PROXY_ITSELF, type: null }, listener);
  const url = ownUrl(listener, path);
  if (!context.isTraced({ from: caller.name, to: PROXY_ITSELF, method, url }))
    return { path, mark: null, exchange: null };
  const mark = markOf(context, req, caller);
  const headers = requestHeaders(req.rawHeaders, { host: null, mark, connection: 'keep-alive' });
  const start = { mark, caller, service: PROXY_ITSELF, serviceType: null, method, url, headers, arrivedAt };
  const exchange = new LiveExchange(req, start, context.trace, context.settings);
  exchange.onEnd = context.onEnd ?? null;
  context.onBegin?.(exchange);
  exchange.begin();
  return { path, mark, exchange };
}

/** The URL of a request that no service is asked. */
export function ownUrl(listener: ListenerPlace, path: string): string {
  return `${listener.scheme}://${addressText(listener)}${path}`;
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
