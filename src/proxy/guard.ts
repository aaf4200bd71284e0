import type { CallerLinks } from './caller-links.js';
import type { ProxyParts } from './proxy.js';

/**
 * The parts that the proxy is given, each met by a `try`: they are called from listeners, where a throw
 * ends the process (http-proxy 8). A rule, a filter or a sink that fails is told, and the traffic goes on.
 */
export function guarded(parts: ProxyParts): ProxyParts {
  const tell = (error: unknown, where: string): void => {
    try {
      parts.onFault(error, where);
    } catch {
      // Nobody is left to be told.
    }
  };
  const attempt = <T>(where: string, instead: T, act: () => T): T => {
    try {
      return act();
    } catch (error) {
      tell(error, where);
      return instead;
    }
  };
  const guardLinks = (links: CallerLinks): CallerLinks => ({
    rewriteBody: (bytes) => attempt('changing links', null, () => links.rewriteBody(bytes)),
    rewriteHeaderValue: (value) => attempt('changing links', value, () => links.rewriteHeaderValue(value)),
  });
  const { onJson, onConnection, onBegin, onResponse, onEnd } = parts;
  return {
    ...parts,
    trace: {
      nextNumber: () => attempt('numbering an exchange', 0, () => parts.trace.nextNumber()),
      record: (record) => attempt('recording a message', undefined, () => parts.trace.record(record)),
    },
    incomingId: (headers) => attempt('reading the request id', null, () => parts.incomingId(headers)),
    identify: (facts) =>
      attempt('finding out who called', { name: 'unknown', source: 'unknown' } as const, () =>
        parts.identify(facts),
      ),
    isTraced: (call) => attempt('asking the filters', true, () => parts.isTraced(call)),
    linksFor: (req, listener, upstream) => {
      const links = attempt('finding links to change', null, () => parts.linksFor(req, listener, upstream));
      return links === null ? null : guardLinks(links);
    },
    onJson:
      onJson &&
      ((upstream, listener, req, bytes) =>
        attempt('reading an answer', undefined, () => onJson(upstream, listener, req, bytes))),
    ...(onConnection && {
      onConnection: (socket, listener, ready) => {
        if (attempt('meeting a connection', true, () => void onConnection(socket, listener, ready))) ready();
      },
    }),
    ...(onBegin && { onBegin: (exchange) => attempt('beginning', undefined, () => onBegin(exchange)) }),
    ...(onResponse && {
      onResponse: (exchange, proxyRes) =>
        attempt('looking at a response', undefined, () => onResponse(exchange, proxyRes)),
    }),
    ...(onEnd && { onEnd: (ended) => attempt('ending an exchange', undefined, () => onEnd(ended)) }),
    onRefused: (peer, status, message) =>
      attempt('telling a refusal', undefined, () => parts.onRefused(peer, status, message)),
    onFault: tell,
  };
}
