import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { admit, hostFor } from './admit.js';
import type { ListenerPlace, ProxyContext } from './context.js';
import { reasonPhrase } from './forward/reason-phrase.js';
import { watchForBreak } from './forward/relay.js';
import type { UpgradeForwarder } from './forward/websocket.js';
import { LiveExchange } from './live-exchange.js';
import { REQUEST_FROM, REQUEST_ID } from './mark.js';
import { endWith, headText, ownAnswer } from './own-answer.js';
import { refuseConnection } from './refuse.js';
import { requestHeaders } from './request-headers.js';
import { pathOfTarget } from './request-target.js';
import { responseHeaders } from './response-headers.js';
import { type CallerServer, connectionEvent } from './server.js';
import { brokenOff } from './upstream-error.js';

/** Whether a request asks for a WebSocket (RFC 6455, 4.1). */
export function isWebSocket(req: IncomingMessage): boolean {
  return req.method === 'GET' && req.headers.upgrade?.trim().toLowerCase() === 'websocket';
}

/**
 * A request may offer another protocol (`h2c`) and expects an ordinary answer where that is not taken up
 * (RFC 9110, 7.8); http-proxy would cut its connection (13). It is read once more, without the offer.
 */
export function serveWithoutUpgrade(
  server: CallerServer,
  req: IncomingMessage,
  socket: Socket,
  head: Buffer,
): void {
  const lines = req.rawHeaders.filter(
    (_, i) => (req.rawHeaders[i - (i % 2)] as string).toLowerCase() !== 'upgrade',
  );
  let text = `${req.method} ${req.url} HTTP/${req.httpVersion}\r\n`;
  for (let i = 0; i + 1 < lines.length; i += 2) text += `${lines[i]}: ${lines[i + 1]}\r\n`;
  socket.unshift(Buffer.concat([Buffer.from(`${text}\r\n`, 'latin1'), head]));
  server.emit(connectionEvent(server), socket);
}

/** Serves a WebSocket handshake: it is logged with its 101, what follows passes unseen. */
export function serveUpgrade(
  context: ProxyContext,
  forwarder: UpgradeForwarder,
  req: IncomingMessage,
  socket: Socket,
  head: Buffer,
  listener: ListenerPlace,
): void {
  const call = admit(context, req, listener);
  if (call === null) {
    const message = `No service is mounted at ${pathOfTarget(req.url as string)}.`;
    refuseConnection(context, req, socket, listener, { status: 404, code: 'RH_NO_ROUTE', message });
    return;
  }
  const { upstream, mark } = call;
  const headers = requestHeaders(req.rawHeaders, {
    host: hostFor(req, upstream),
    mark,
    connection: 'Upgrade',
    upgrade: 'websocket',
  });
  const exchange =
    mark === null
      ? null
      : new LiveExchange(
          req,
          {
            mark,
            caller: call.caller,
            service: upstream.service.name,
            serviceType: upstream.service.type,
            method: 'GET',
            url: call.url,
            headers,
            arrivedAt: call.arrivedAt,
          },
          context.trace,
          context.settings,
        );
  if (exchange !== null) {
    exchange.onEnd = context.onEnd ?? null;
    context.onBegin?.(exchange);
    exchange.begin();
  }
  socket.once('close', () => exchange?.callerLeft());
  forwarder.forward({
    req,
    socket,
    head,
    upstream,
    path: call.path,
    headers,
    onSwitched: (proxyRes) => {
      exchange?.switched(101, proxyRes.statusMessage ?? '', proxyRes.rawHeaders);
      const own = mark === null ? [] : [REQUEST_ID, mark.id, REQUEST_FROM, mark.from];
      return [...proxyRes.rawHeaders, ...own];
    },
    onRefused: (proxyRes) => {
      exchange?.watchResponse(proxyRes);
      const status = proxyRes.statusCode as number;
      const lines = responseHeaders(proxyRes.rawHeaders, {
        status,
        mark,
        chunkedAllowed: false,
        contentLength: null,
        rewriteLink: (value) => context.linksFor(req, listener, upstream)?.rewriteHeaderValue(value) ?? value,
      });
      socket.write(
        headText(status, reasonPhrase(status, proxyRes.statusMessage), [...lines, 'Connection', 'close']),
        'latin1',
      );
      proxyRes.on('end', () => {
        exchange?.delivered();
        socket.destroySoon();
      });
      watchForBreak(proxyRes, (cause) => {
        exchange?.brokenOff(brokenOff(upstream, cause));
        socket.destroySoon();
      });
      proxyRes.pipe(socket, { end: false });
    },
    onFailure: (error) => {
      const answer = ownAnswer(error.status, error.message, mark);
      exchange?.answered('upstreamFailed', answer, { code: error.code, message: error.message });
      endWith(socket, answer);
    },
  });
}
