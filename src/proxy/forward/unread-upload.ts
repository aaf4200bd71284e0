import type { IncomingMessage } from 'node:http';

/** ms for which the rest of an upload is read and thrown away, so that its sender gets to read the answer. */
const LINGER = 2_000;

/**
 * The answer is there but the upload is not over, and nobody reads it any more. Closing at once would
 * reset the connection, and the caller might lose the answer (RFC 9112, 9.6): what comes is thrown away
 * for a moment, then the connection is closed. Where the upload ends in that time it stays open.
 */
export function discardRest(req: IncomingMessage): void {
  if (req.complete) {
    req.resume();
    return;
  }
  req.unpipe();
  req.resume();
  const timer = setTimeout(() => req.socket.destroySoon(), LINGER);
  req.once('end', () => clearTimeout(timer));
  req.socket.once('close', () => clearTimeout(timer));
}
