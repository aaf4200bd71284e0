import type { Socket } from 'node:net';
import { type CallerServer, connectionEvent } from './server.js';

/** Looks at a new connection, and calls `ready` when its requests may be read. */
export type Meet = (socket: Socket, ready: () => void) => void;

/**
 * Has each new connection met before anything is read from it; what its caller sends meanwhile waits in the socket. So
 * requests need not wait for what is found out about their connection, and the later ones on it pay nothing.
 */
export function meetConnections(server: CallerServer, meet: Meet): void {
  const event = connectionEvent(server);
  // Node's own listener, which reads requests.
  const [serve] = server.listeners(event) as [(this: CallerServer, socket: Socket) => void];
  server.removeListener(event, serve);
  server.on(event, (socket: Socket) => {
    const leave = () => socket.destroy();
    socket.on('error', leave);
    let met = false;
    meet(socket, () => {
      if (met) return;
      met = true;
      socket.removeListener('error', leave);
      // The proxy may have been stopped, or its caller have left without a word: that has been told, and Node would wait for it.
      if (!server.listening || socket.readableEnded) socket.destroy();
      if (!socket.destroyed) serve.call(server, socket);
    });
  });
}
