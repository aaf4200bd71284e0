import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { type CallerServer, connectionEvent } from './server.js';
import { endsOn } from './under-way.js';

/**
 * The connections of callers, and what each is busy with. Node's own reckoning takes a response for done
 * that waits in its buffers for a slow reader, never gives up a connection that served requests while the
 * server closes, and forgets those that were upgraded.
 */
export class Connections {
  /** Responses under way on each connection. */
  readonly #busy = new Map<Socket, number>();
  #closing = false;

  constructor(server: CallerServer) {
    server.on(connectionEvent(server), (socket: Socket) => {
      // A connection comes again after an offer of another protocol.
      if (this.#busy.has(socket)) return;
      this.#busy.set(socket, 0);
      socket.once('close', () => this.#busy.delete(socket));
    });
    // `close` calls this.
    server.closeIdleConnections = () => this.#closeIdle();
  }

  /** A request was read; the connection is in use until its answer is out. */
  begin(socket: Socket, res: ServerResponse): void {
    const busy = this.#busy.get(socket);
    if (busy === undefined) return;
    this.#busy.set(socket, busy + 1);
    if (this.#closing) res.shouldKeepAlive = false;
    res.once('close', () => {
      endsOn(socket, res);
      const left = (this.#busy.get(socket) ?? 1) - 1;
      if (left > 0) this.#busy.set(socket, left);
      else if (this.#closing) socket.destroySoon();
      else if (!socket.destroyed) this.#busy.set(socket, 0);
    });
  }

  /** The connection carries another protocol from now on; it is in use until it is closed. */
  beginUpgrade(socket: Socket): void {
    this.#busy.set(socket, Number.POSITIVE_INFINITY);
  }

  #closeIdle(): void {
    this.#closing = true;
    for (const [socket, busy] of this.#busy) if (busy === 0) socket.destroy();
  }

  /** Cuts what is still open. */
  cut(): void {
    for (const socket of this.#busy.keys()) socket.destroy();
  }
}
