import type { Agent, ClientRequest } from 'node:http';
import type { Socket } from 'node:net';

/** Node's Agent calls the first when a connection becomes idle, the second when it is used again. */
interface Keeper {
  keepSocketAlive(socket: Socket): boolean;
  reuseSocket(socket: Socket, request: ClientRequest): void;
}

function giveUp(this: Socket): void {
  this.destroy();
}

/**
 * Gives up an idle connection on which the service says something unasked: whatever it is, the next
 * request's answer must not be looked for behind it.
 */
export function distrustIdle(agent: Agent): void {
  const keeper = agent as unknown as Keeper;
  const { keepSocketAlive, reuseSocket } = keeper;
  keeper.keepSocketAlive = function (this: Keeper, socket) {
    const kept = keepSocketAlive.call(this, socket);
    if (kept) socket.on('data', giveUp);
    return kept;
  };
  keeper.reuseSocket = function (this: Keeper, socket, request) {
    socket.removeListener('data', giveUp);
    reuseSocket.call(this, socket, request);
  };
}
