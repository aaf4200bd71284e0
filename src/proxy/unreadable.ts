import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { ProxyContext } from './context.js';
import type { HandshakeEvents } from './handshakes.js';
import { endWith, ownAnswer, sendOwnAnswer } from './own-answer.js';
import { isAboutCertificate, tlsReason } from './tls-failure.js';
import { beginsOn, underWayOn } from './under-way.js';

/** Connections on which something came that is no HTTP; what comes behind it means nothing. */
const spoilt = new WeakSet<Socket>();

/**
 * What is no HTTP request is answered 400 (431 where it is too large, 408 where it does not end), and told.
 * Where it is the body of a request that is under way, that request is logged so; a request before it is
 * answered first.
 */
export function answerUnreadable(context: ProxyContext, error: NodeJS.ErrnoException, socket: Socket): void {
  if (spoilt.has(socket)) return;
  spoilt.add(socket);
  // The caller has left, perhaps within its request.
  if (error.code === 'ECONNRESET' || error.code === 'HPE_INVALID_EOF_STATE' || !socket.writable) {
    socket.destroySoon();
    return;
  }
  const status =
    error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  const message = `The request cannot be read: ${error.message}`;
  const answer = ownAnswer(status, message, null);
  context.onRefused(`${socket.remoteAddress}:${socket.remotePort}`, status, message);
  const current = underWayOn(socket);
  if (current === undefined || current.res.writableFinished) {
    endWith(socket, answer);
  } else if (current.res.req.complete) {
    current.res.once('finish', () => endWith(socket, answer));
  } else if (current.res.headersSent) {
    socket.destroySoon();
  } else {
    current.exchange?.answered('refused', answer, { code: error.code ?? 'RH_BAD_REQUEST', message });
    endWith(socket, answer);
  }
}

/** How connections to an https listener that are never secured are answered, where they can be, and told. */
export function handshakeEvents(context: ProxyContext): HandshakeEvents {
  return {
    onPlain: (socket) => {
      const message = 'Plain HTTP came to a port that speaks https: write https:// in its URL.';
      context.onRefused(`${socket.remoteAddress}:${socket.remotePort}`, 400, message);
      endWith(socket, ownAnswer(400, message, null));
    },
    onFailed: (peer, error) => context.onRefused(peer, null, handshakeFailure(error)),
  };
}

/** Why a TLS handshake failed, in words. */
function handshakeFailure({ code, message }: NodeJS.ErrnoException): string {
  const reason = tlsReason(message);
  if (isAboutCertificate(code))
    return `A caller does not trust the certificate of this listener (${reason}): give it the authority, as with OS_CACERT, and call the host that the certificate names.`;
  return `The TLS handshake failed: ${reason}.`;
}

/** What Node's parser lets through though it must be answered 400, or null. */
function fault(req: IncomingMessage): string | null {
  if (req.httpVersionMajor < 1) return 'HTTP/0.9 has no headers: it is not served';
  let hosts = 0;
  const { rawHeaders } = req;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] as string;
    if (name.length === 4 && name.toLowerCase() === 'host') hosts++;
  }
  // RFC 9112, 3.2. Node reads the first of several, others the last.
  if (hosts > 1) return 'it has more than one Host';
  if (hosts === 0 && req.httpVersion !== '1.0') return 'it has no Host';
  return null;
}

/** Answers a request that is readable but unfit; false: it is fit. */
export function refuseUnfit(context: ProxyContext, req: IncomingMessage, res: ServerResponse): boolean {
  const what = fault(req);
  if (what === null) return false;
  const message = `The request is refused: ${what}.`;
  beginsOn(req.socket, { res, exchange: null });
  context.onRefused(`${req.socket.remoteAddress}:${req.socket.remotePort}`, 400, message);
  res.shouldKeepAlive = false;
  sendOwnAnswer(req, res, ownAnswer(400, message, null));
  return true;
}
