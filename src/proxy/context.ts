import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Settings } from '../config/settings.js';
import type { Caller } from '../exchange/exchange.js';
import type { HeaderLines } from '../exchange/headers.js';
import type { Trace } from '../recorder/record.js';
import type { CallerLinks } from './caller-links.js';
import type { Forwarder } from './forward/forward.js';
import type { EndedExchange, LiveExchange } from './live-exchange.js';
import type { Routes } from './routes.js';
import type { Upstream } from './upstream.js';

/** What of a request tells who sent it. */
export interface CallFacts {
  readonly headers: HeaderLines;
  /** Remote address of the connection. */
  readonly address: string;
  readonly method: string;
  /** Path and query at the service. */
  readonly path: string;
  readonly service: string;
  readonly serviceType: string | null;
  readonly connection: Socket;
  /** The name given to the listener, or null. */
  readonly listenerFrom: string | null;
}

/** A call, as filters see it. */
export interface Call {
  readonly from: string;
  readonly to: string;
  readonly method: string;
  readonly url: string;
}

/** What a request meets on its way; shared by all listeners. */
export interface ProxyContext {
  readonly settings: Settings;
  readonly routes: Routes;
  readonly forwarder: Forwarder;
  readonly trace: Trace;
  /** Calls back when a request may be served: at once, unless the trace cannot keep up, or others are asked about it. */
  readonly beforeServing?: (req: IncomingMessage, listener: ListenerPlace, go: () => void) => void;
  /** Name and id that came with the request, or null where they are not well formed. */
  readonly incomingId: (headers: HeaderLines) => string | null;
  readonly identify: (facts: CallFacts) => Caller;
  /** A connection was accepted: its requests are read once `ready` was called. */
  readonly onConnection?: (socket: Socket, listener: ListenerPlace, ready: () => void) => void;
  /** Whether a call is to be traced; can change at run time. */
  readonly isTraced: (call: Call) => boolean;
  /** Links for the caller of this request, or null where they stay as they are. */
  readonly linksFor: (
    req: IncomingMessage,
    listener: ListenerPlace,
    upstream: Upstream,
  ) => CallerLinks | null;
  /** Whether JSON answers are held until they are whole, for their links. */
  readonly holdsJson: boolean;
  /** Sees each JSON answer of a service whole. */
  readonly onJson?:
    | ((upstream: Upstream, listener: ListenerPlace, req: IncomingMessage, bytes: Uint8Array) => void)
    | undefined;
  /** An exchange is traced from now on; it gets its place in the tree of calls. */
  readonly onBegin?: (exchange: LiveExchange) => void;
  /** The head of the service's response is there; the caller has nothing of it yet. */
  readonly onResponse?: (exchange: LiveExchange, proxyRes: IncomingMessage) => void;
  readonly onEnd?: (ended: EndedExchange) => void;
  /** A request was refused that is no HTTP. `status` null: nothing could be answered, as its TLS handshake failed. */
  readonly onRefused: (peer: string, status: number | null, message: string) => void;
  /** A fault that is not the network's: told, never thrown. */
  readonly onFault: (error: unknown, where: string) => void;
}

/** The listener that a request came by. */
export interface ListenerPlace {
  readonly host: string;
  readonly port: number;
  readonly scheme: 'http' | 'https';
  readonly from: string | null;
  /** The only service behind it, or null. */
  readonly upstream: Upstream | null;
}
