import type { Agent, ClientRequest } from 'node:http';
import type { Socket } from 'node:net';

/** Whether a connection is idle, kept at the connection itself. */
const IDLE = Symbol('idle');
type Watched = Socket & { [IDLE]?: boolean };

/** Node's Agent calls the first when a connection becomes idle, the second when it is used again. */
interface Keeper {
  keepSocketAlive(socket: Watched): boolean;
  reuseSocket(socket: Watched, request: ClientRequest): void;
}

function giveUpIdle(this: Watched): void {
  if (this[IDLE] === true) this.destroy();
}

/**
 * Gives up an idle connection on which the service says something unasked: whatever it is, the next
 * request's answer must not be looked for behind it. Each connection is listened to from when it is idle first; to begin and
 * end that with each request would cost more than all else here.
 */
export function distrustIdle(agent: Agent): void {
  const keeper = agent as unknown as Keeper;
  const { keepSocketAlive, reuseSocket } = keeper;
  keeper.keepSocketAlive = function (this: Keeper, socket) {
    const kept = keepSocketAlive.call(this, socket);
    if (kept) {
      if (socket[IDLE] === undefined) socket.on('data', giveUpIdle);
      socket[IDLE] = true;
    }
    return kept;
  };
  keeper.reuseSocket = function (this: Keeper, socket, request) {
    socket[IDLE] = false;
    reuseSocket.call(this, socket, request);
  };
}
