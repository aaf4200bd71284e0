import type { Server } from 'node:https';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { tcpBeneath } from './forward/tcp-beneath.js';

/** ms that a new connection has for its TLS handshake; Node's own limit begins anew with each byte. */
const LIMIT = 30_000;

/** What comes of connections that are never secured. */
export interface HandshakeEvents {
  /** Plain HTTP came; the connection is for the listener to answer on. */
  readonly onPlain: (socket: Socket) => void;
  /** The handshake failed; the connection is closed. Not called where the caller just left. */
  readonly onFailed: (peer: string, error: NodeJS.ErrnoException) => void;
}

/**
 * Connections to an https listener until their handshakes are over: each has its time, and one that begins as HTTP does is no
 * handshake, though Node would take it for a failed one, on which nothing can be answered.
 */
export class Handshakes {
  readonly #begun = new Map<Socket, NodeJS.Timeout>();

  constructor(server: Server, { onPlain, onFailed }: HandshakeEvents, limit = LIMIT) {
    // Node's own listener, which begins a handshake.
    const [begin] = server.listeners('connection') as [(this: Server, socket: Socket) => void];
    server.removeListener('connection', begin);
    server.on('connection', (socket: Socket) => {
      const timer = setTimeout(() => socket.destroy(), limit);
      this.#begun.set(socket, timer);
      socket.once('close', () => this.#over(socket));
      socket.on('error', () => socket.destroy());
      // Asked for while it is there, the address is kept for the message.
      void socket.remoteAddress;
      socket.once('readable', () => {
        const first: Buffer | null = socket.read();
        if (first === null) {
          socket.destroy();
          return;
        }
        socket.unshift(first);
        if (!beginsAsHttp(first)) begin.call(server, socket);
        else onPlain(socket);
      });
    });
    server.on('secureConnection', (secured: TLSSocket) => {
      this.#over(tcpBeneath(secured));
    });
    // Node's own would have it answered as a request that cannot be read.
    server.removeAllListeners('tlsClientError');
    server.on('tlsClientError', (error: NodeJS.ErrnoException, secured: TLSSocket) => {
      const socket = tcpBeneath(secured);
      secured.destroy();
      if (error.code === 'ECONNRESET') return;
      onFailed(`${socket.remoteAddress}:${socket.remotePort}`, error);
    });
  }

  #over(socket: Socket): void {
    clearTimeout(this.#begun.get(socket));
    this.#begun.delete(socket);
  }

  /** Cuts those that are under way. */
  cut(): void {
    for (const socket of this.#begun.keys()) socket.destroy();
  }
}

/** A method begins with a letter, the first record of a handshake with 22 (RFC 8446, 5.1). */
function beginsAsHttp(bytes: Buffer): boolean {
  return /^[A-Za-z]/.test(bytes.toString('latin1', 0, 1));
}
