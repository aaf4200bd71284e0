import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { LiveExchange } from './live-exchange.js';

/** What a connection is busy with. */
export interface UnderWay {
  readonly res: ServerResponse;
  /** null: it is not traced. */
  readonly exchange: LiveExchange | null;
}

/**
 * Where a connection keeps it. In a WeakMap it would stay alive until the next request on the connection, however idle
 * that is, and each quick collection would carry it along with its bodies.
 */
const UNDER_WAY = Symbol('what the connection is busy with');
type Busy = Socket & { [UNDER_WAY]?: UnderWay | undefined };

/** The connection is busy with that from now on, for the case that the rest of its request is unreadable. */
export function beginsOn(socket: Socket, underWay: UnderWay): void {
  (socket as Busy)[UNDER_WAY] = underWay;
}

/** What a connection was made busy with last; undefined: nothing, or it is over. */
export function underWayOn(socket: Socket): UnderWay | undefined {
  return (socket as Busy)[UNDER_WAY];
}

/** A response is over. */
export function endsOn(socket: Socket, res: ServerResponse): void {
  if ((socket as Busy)[UNDER_WAY]?.res === res) (socket as Busy)[UNDER_WAY] = undefined;
}
