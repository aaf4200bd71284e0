import type { IncomingMessage } from 'node:http';
import type { Caller } from '../exchange/exchange.js';
import type { ListenerPlace, ProxyContext } from './context.js';
import { type Mark, newRequestId } from './mark.js';
import { pathOfTarget } from './request-target.js';
import { pathAt, type Route, type Routes } from './routes.js';
import type { Upstream } from './upstream.js';

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
  const route = routeOf(context.routes, req, listener);
  if (route === null) return null;
  const { upstream, path } = route;
  const url = upstream.origin + path;
  const method = req.method as string;
  const caller = callerOf(context, req, path, upstream.service, listener);
  const traced = context.isTraced({ from: caller.name, to: upstream.service.name, method, url });
  const mark = traced ? markOf(context, req, caller) : null;
  return { upstream, path, url, caller, mark, arrivedAt };
}

/** The route of a request, null: no service takes it. */
export function routeOf(routes: Routes, req: IncomingMessage, listener: ListenerPlace): Route | null {
  const target = pathOfTarget(req.url as string);
  return listener.upstream === null
    ? routes.find(target)
    : { upstream: listener.upstream, path: pathAt(listener.upstream, target) };
}

/** Who sent a request. */
export function callerOf(
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

/** What marks a traced exchange. */
export function markOf(context: ProxyContext, req: IncomingMessage, caller: Caller): Mark {
  return { id: context.incomingId(req.rawHeaders) ?? newRequestId(), from: caller.name };
}

/** The Host to send to a service, null: the caller's own. HTTP/1.0 callers need not send one, but services want it. */
export function hostFor(req: IncomingMessage, { service, host }: Upstream): string | null {
  return service.preserveHost && req.headers.host !== undefined ? null : host;
}
