import type { IncomingMessage, ServerResponse } from 'node:http';

/** ms without a byte of it, after which the rest of an upload is no longer waited for. */
const QUIET = 2_000;
/** ms for which the rest of an upload is read and thrown away once its answer is out. */
const LONGEST = 30_000;

/**
 * The answer is there but the upload is not over, and nobody takes it any more. Closing at once would
 * reset the connection, and the caller might lose the answer (RFC 9112, 9.6): what comes is thrown away
 * for a while, then the connection is closed. Where the upload ends before that it stays open.
 */
export function discardRest(req: IncomingMessage, res: ServerResponse): void {
  req.unpipe();
  req.resume();
  if (req.complete) return;
  const { socket } = req;
  const close = () => socket.destroySoon();
  let quiet: NodeJS.Timeout | undefined;
  let longest: NodeJS.Timeout | undefined;
  const linger = () => {
    if (req.complete || socket.destroyed) return;
    quiet = setTimeout(close, QUIET);
    longest = setTimeout(close, LONGEST);
  };
  const done = () => {
    clearTimeout(quiet);
    clearTimeout(longest);
    socket.removeListener('close', done);
  };
  if (res.writableFinished) linger();
  else res.once('finish', linger);
  req.on('data', () => quiet?.refresh());
  req.once('end', done);
  socket.once('close', done);
}
