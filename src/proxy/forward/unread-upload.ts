import type { IncomingMessage, ServerResponse } from 'node:http';

/** ms for which the rest of an upload is read and thrown away once its answer is out, so that its sender gets to read it. */
const LINGER = 2_000;

/**
 * The answer is there but the upload is not over, and nobody takes it any more. Closing at once would
 * reset the connection, and the caller might lose the answer (RFC 9112, 9.6): what comes is thrown away
 * for a moment, then the connection is closed. Where the upload ends in that time it stays open.
 */
export function discardRest(req: IncomingMessage, res: ServerResponse): void {
  req.unpipe();
  req.resume();
  if (req.complete) return;
  const { socket } = req;
  let timer: NodeJS.Timeout | undefined;
  const linger = () => {
    if (!req.complete && !socket.destroyed) timer = setTimeout(() => socket.destroySoon(), LINGER);
  };
  const done = () => {
    clearTimeout(timer);
    socket.removeListener('close', done);
  };
  if (res.writableFinished) linger();
  else res.once('finish', linger);
  req.once('end', done);
  socket.once('close', done);
}
