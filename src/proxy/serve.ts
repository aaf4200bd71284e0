import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Settings } from '../config/settings.js';
import type { Caller } from '../exchange/exchange.js';
import type { HeaderLines } from '../exchange/headers.js';
import type { Trace } from '../recorder/record.js';
import { answerCaller } from './answer.js';
import type { CallerLinks } from './caller-links.js';
import { whenCallerLeaves } from './forward/caller-gone.js';
import type { Forwarder } from './forward/forward.js';
import { isUnframed } from './forward/outgoing.js';
import { type EndedExchange, LiveExchange } from './live-exchange.js';
import { type Mark, newRequestId } from './mark.js';
import { type OwnAnswer, ownAnswer, sendOwnAnswer } from './own-answer.js';
import { requestHeaders } from './request-headers.js';
import { pathOfTarget } from './request-target.js';
import { pathAt, type Route, type Routes } from './routes.js';
import type { Upstream } from './upstream.js';
import { UpstreamError } from './upstream-error.js';

/** What of a request tells who sent it. */
export interface CallFacts {
  readonly headers: HeaderLines;
  /** Remote address of the connection. */
  readonly address: string;
  readonly method: string;
  /** Path and query at the service. */
  readonly path: string;
  readonly service: string;
  readonly serviceType: string | null;
  readonly connection: Socket;
  /** The name given to the listener, or null. */
  readonly listenerFrom: string | null;
}

/** A call, as filters see it. */
export interface Call {
  readonly from: string;
  readonly to: string;
  readonly method: string;
  readonly url: string;
}

/** What a request meets on its way; shared by all listeners. */
export interface ProxyContext {
  readonly settings: Settings;
  readonly routes: Routes;
  readonly forwarder: Forwarder;
  readonly trace: Trace;
  /** Calls back when a new request may be served: at once, unless the trace cannot keep up. */
  readonly whenNotBehind?: (go: () => void) => void;
  /** Name and id that came with the request, or null where they are not well formed. */
  readonly incomingId: (headers: HeaderLines) => string | null;
  readonly identify: (facts: CallFacts) => Caller;
  /** A connection was accepted: its requests are read once `ready` was called. */
  readonly onConnection?: (socket: Socket, listener: ListenerPlace, ready: () => void) => void;
  /** Whether a call is to be traced; can change at run time. */
  readonly isTraced: (call: Call) => boolean;
  /** Links for the caller of this request, or null where they stay as they are. */
  readonly linksFor: (
    req: IncomingMessage,
    listener: ListenerPlace,
    upstream: Upstream,
  ) => CallerLinks | null;
  /** Whether JSON answers are held until they are whole, for their links. */
  readonly holdsJson: boolean;
  /** Sees each JSON answer of a service whole. */
  readonly onJson?:
    | ((upstream: Upstream, listener: ListenerPlace, req: IncomingMessage, bytes: Uint8Array) => void)
    | undefined;
  /** An exchange is traced from now on; it gets its place in the tree of calls. */
  readonly onBegin?: (exchange: LiveExchange) => void;
  /** The head of the service's response is there; the caller has nothing of it yet. */
  readonly onResponse?: (exchange: LiveExchange, proxyRes: IncomingMessage) => void;
  readonly onEnd?: (ended: EndedExchange) => void;
  /** What each connection is busy with, for the case that the rest of its request is unreadable. */
  readonly underWay: WeakMap<
    Socket,
    { readonly res: ServerResponse; readonly exchange: LiveExchange | null }
  >;
  /** A request was refused that is no HTTP. */
  readonly onRefused: (peer: string, status: number, message: string) => void;
  /** A fault that is not the network's: told, never thrown. */
  readonly onFault: (error: unknown, where: string) => void;
}

/** The listener that a request came by. */
export interface ListenerPlace {
  readonly host: string;
  readonly port: number;
  readonly from: string | null;
  /** The only service behind it, or null. */
  readonly upstream: Upstream | null;
}

/** A request that found its service, and how it is traced. */
export interface AdmittedCall {
  readonly upstream: Upstream;
  readonly path: string;
  readonly url: string;
  readonly caller: Caller;
  /** null: neither traced nor marked. */
  readonly mark: Mark | null;
  readonly arrivedAt: number;
}

/** Finds the service of a request, its caller, and whether it is traced; null: no route takes it. */
export function admit(
  context: ProxyContext,
  req: IncomingMessage,
  listener: ListenerPlace,
): AdmittedCall | null {
  const arrivedAt = performance.now();
  const target = pathOfTarget(req.url as string);
  const route: Route | null =
    listener.upstream === null
      ? context.routes.find(target)
      : { upstream: listener.upstream, path: pathAt(listener.upstream, target) };
  if (route === null) return null;
  const { upstream, path } = route;
  const url = upstream.origin + path;
  const method = req.method as string;
  const caller = callerOf(context, req, path, upstream.service, listener);
  const traced = context.isTraced({ from: caller.name, to: upstream.service.name, method, url });
  const mark = traced ? markOf(context, req, caller) : null;
  return { upstream, path, url, caller, mark, arrivedAt };
}

function callerOf(
  context: ProxyContext,
  req: IncomingMessage,
  path: string,
  service: { readonly name: string; readonly type: string | null },
  listener: ListenerPlace,
): Caller {
  return context.identify({
    headers: req.rawHeaders,
    address: req.socket.remoteAddress ?? '',
    method: req.method as string,
    path,
    service: service.name,
    serviceType: service.type,
    connection: req.socket,
    listenerFrom: listener.from,
  });
}

function markOf(context: ProxyContext, req: IncomingMessage, caller: Caller): Mark {
  return { id: context.incomingId(req.rawHeaders) ?? newRequestId(), from: caller.name };
}

/** Serves one request: finds its service, sends it on, passes the answer back, and has both traced. */
export function serve(
  context: ProxyContext,
  req: IncomingMessage,
  res: ServerResponse,
  listener: ListenerPlace,
): void {
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
  const exchange = mark === null ? null : beginExchange(context, req, res, { ...call, mark, headers });
  context.underWay.set(req.socket, { res, exchange });
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

/** How the trace tells that a service broke off within its response. */
export function brokenOff(upstream: Upstream, cause: Error | null): { code: string; message: string } {
  if (cause instanceof UpstreamError) return { code: cause.code, message: cause.message };
  return {
    code: 'RH_UPSTREAM_BROKE_OFF',
    message: `${upstream.service.name} at ${upstream.origin} closed the connection within its response`,
  };
}

/** The Host to send to a service, null: the caller's own. HTTP/1.0 callers need not send one, but services want it. */
export function hostFor(req: IncomingMessage, { service, host }: Upstream): string | null {
  return service.preserveHost && req.headers.host !== undefined ? null : host;
}

/** Begins to trace an exchange. */
function beginExchange(
  context: ProxyContext,
  req: IncomingMessage,
  res: ServerResponse,
  call: AdmittedCall & { mark: Mark; headers: HeaderLines },
): LiveExchange {
  const { service } = call.upstream;
  const exchange = new LiveExchange(
    req,
    {
      mark: call.mark,
      caller: call.caller,
      service: service.name,
      serviceType: service.type,
      method: req.method as string,
      url: call.url,
      headers: call.headers,
      arrivedAt: call.arrivedAt,
    },
    context.trace,
    context.settings,
  );
  exchange.onEnd = context.onEnd ?? null;
  whenCallerLeaves(req, res, () => exchange.callerLeft());
  context.onBegin?.(exchange);
  exchange.begin();
  return exchange;
}

/** What stands for the called service where no service was asked. */
const PROXY_ITSELF = 'requestshook';

/** Answers a request that no route takes with a list of those there are. */
function refuse(
  context: ProxyContext,
  req: IncomingMessage,
  res: ServerResponse,
  listener: ListenerPlace,
): void {
  const arrivedAt = performance.now();
  const path = pathOfTarget(req.url as string);
  const caller = callerOf(context, req, path, { name: PROXY_ITSELF, type: null }, listener);
  const url = `http://${listener.host.includes(':') ? `[${listener.host}]` : listener.host}:${listener.port}${path}`;
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
