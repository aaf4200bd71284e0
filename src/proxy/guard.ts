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
  /** The same, with a fault told and `instead` given. */
  const met =
    <A extends unknown[], T>(where: string, instead: T, act: (...args: A) => T) =>
    (...args: A): T => {
      try {
        return act(...args);
      } catch (error) {
        tell(error, where);
        return instead;
      }
    };
  const guardLinks = (links: CallerLinks): CallerLinks => ({
    rewriteBody: met('changing links', null, (bytes) => links.rewriteBody(bytes)),
    rewriteHeaderValue: (value) =>
      met('changing links', value, (given: string) => links.rewriteHeaderValue(given))(value),
  });
  const findLinks = met('finding links to change', null, parts.linksFor);
  const { trace, onJson, onConnection, onBegin, onResponse, onEnd } = parts;
  const meet =
    onConnection &&
    met(
      'meeting a connection',
      true,
      (...args: Parameters<typeof onConnection>) => void onConnection(...args),
    );
  return {
    ...parts,
    trace: {
      nextNumber: met('numbering an exchange', 0, () => trace.nextNumber()),
      record: met('recording a message', undefined, (record) => trace.record(record)),
    },
    incomingId: met('reading the request id', null, parts.incomingId),
    identify: met('finding out who called', { name: 'unknown', source: 'unknown' } as const, parts.identify),
    isTraced: met('asking the filters', true, parts.isTraced),
    linksFor: (req, listener, upstream) => {
      const links = findLinks(req, listener, upstream);
      return links === null ? null : guardLinks(links);
    },
    onJson: onJson && met('reading an answer', undefined, onJson),
    ...(meet && {
      onConnection: (socket, listener, ready) => {
        if (meet(socket, listener, ready)) ready();
      },
    }),
    ...(onBegin && { onBegin: met('beginning', undefined, onBegin) }),
    ...(onResponse && { onResponse: met('looking at a response', undefined, onResponse) }),
    ...(onEnd && { onEnd: met('ending an exchange', undefined, onEnd) }),
    onRefused: met('telling a refusal', undefined, parts.onRefused),
    onFault: tell,
  };
}
