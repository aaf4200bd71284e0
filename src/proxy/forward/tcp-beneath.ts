import type { Socket } from 'node:net';

/**
 * The TCP connection that a secured one was made of by a server; a plain one is its own. Node (20 to 24) has it in `_parent` and gives it
 * in no other way, as `resetAndDestroy` and the address of one whose handshake failed need it.
 */
export function tcpBeneath(socket: Socket): Socket {
  return (socket as Socket & { readonly _parent?: Socket | null })._parent ?? socket;
}
