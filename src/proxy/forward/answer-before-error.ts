import type { Socket } from 'node:net';

/** Turns of the event loop in which what the service had sent is read; the kernel has all of it by then. */
const TURNS = 4;

type Done = (error?: Error | null) => void;

/** Tells of a failed write some turns later, of a good one at once. */
function failLate(done: Done): Done {
  return (error) => {
    // TLS that failed has nothing to be read, and Node would take the wait for a connection that was closed.
    if (error == null || (error as NodeJS.ErrnoException).code === 'EPROTO') {
      done(error);
      return;
    }
    let turns = 0;
    const next = () => (++turns > TURNS ? done(error) : setImmediate(next));
    next();
  };
}

/**
 * A service that refuses an upload answers and closes its connection, with the upload still under way. Then
 * writing fails, and Node drops the connection with the answer unread in it: the caller would get a 502
 * instead of the 401 (24). So a write that fails takes a moment, in which the answer is read.
 */
export function readAnswerBeforeError(socket: Socket): void {
  const { _write, _writev } = socket;
  socket._write = function (this: Socket, chunk, encoding, done) {
    _write.call(this, chunk, encoding, failLate(done));
  };
  if (_writev !== undefined) {
    socket._writev = function (this: Socket, chunks, done) {
      _writev.call(this, chunks, failLate(done));
    };
  }
}
