import http from 'node:http';
import https from 'node:https';
import type { LookupFunction, Socket } from 'node:net';
import type { ServiceSettings } from '../../config/settings.js';
import { readAnswerBeforeError } from './answer-before-error.js';
import { distrustIdle } from './idle-connections.js';
import { type Outgoing, storeHead } from './outgoing.js';
import { upstreamTls } from './upstream-tls.js';

/** Idle connections kept for each service. */
const MAX_IDLE = 256;
/**
 * ms after which an idle connection is given up, unless the service announced less (Keep-Alive:
 * timeout=N). Shorter than the 5 s of Node's and Apache's servers, so that the service seldom closes first.
 */
const IDLE = 4_000;

/** Where a service is, as Node connects to it. */
interface Address {
  readonly host: string;
  readonly port: string;
}

/** Node's Agent calls these for each request; it is where a request gets its connection. */
interface RequestAdder {
  addRequest(request: http.ClientRequest, options: object): void;
  createSocket(request: http.ClientRequest, options: object, done: unknown): void;
  createConnection(...args: unknown[]): Socket | undefined;
  getName(): string;
  options: object;
  freeSockets: object;
}

/** Options of a request that is given a connection which is there: of them Node wants to know only that there is no name for TLS to be found. */
const NO_OPTIONS = { servername: '' };

/**
 * An agent for one service. Each request gets the head that belongs to it (see `Outgoing`), and one that asks for it
 * (`freshConnection`) a connection of its own, never an idle one: a service may close an idle connection just
 * as it is used, and a request that cannot be sent again would then fail through no fault of its own. The
 * connection joins the idle ones afterwards.
 */
function forService<A extends http.Agent>(agent: A, address: Address): A {
  const adder = agent as unknown as RequestAdder;
  const { addRequest, createSocket, createConnection, options: own } = adder;
  adder.addRequest = function (this: typeof adder, request, options) {
    // Node keeps the first 1000 lines of a response's head, and drops the rest without a word.
    request.maxHeadersCount = 0;
    const { head, freshConnection } = options as Outgoing;
    storeHead(request, head);
    // All else that http-proxy put into the options is the same for each request, and the agent's own: Node would copy all
    // of it together each time, for the few requests that need a new connection.
    const idle = this.freeSockets;
    if (freshConnection) this.freeSockets = {};
    this.options = NO_OPTIONS;
    try {
      addRequest.call(this, request, NO_OPTIONS);
    } finally {
      this.options = own;
      this.freeSockets = idle;
    }
  };
  adder.createSocket = function (this: typeof adder, request, _options, done) {
    this.options = own;
    createSocket.call(this, request, address, done);
  };
  adder.createConnection = function (this: typeof adder, ...args) {
    const socket = createConnection.apply(this, args);
    if (socket !== undefined) readAnswerBeforeError(socket);
    return socket;
  };
  // Its connections all lead to the one service.
  adder.getName = () => 'service';
  return agent;
}

/** Without an agent http-proxy closes each connection after one request, at both sides (32). */
export class UpstreamAgents {
  readonly #service: ServiceSettings;
  readonly #lookup: LookupFunction | null;
  #agent: http.Agent;

  /** @param lookup finds the address of the service's host; null: Node's own. */
  constructor(service: ServiceSettings, lookup: LookupFunction | null) {
    this.#service = service;
    this.#lookup = lookup;
    this.#agent = agentFor(service, lookup);
  }

  get agent(): http.Agent {
    return this.#agent;
  }

  /**
   * Takes authorities and certificate from their files as they are now, for new connections. Throws a ConfigError, and nothing
   * changes. Another agent, as TLS sessions that this one kept would be resumed with what they began with.
   */
  renewCertificate(): void {
    if (this.#agent instanceof https.Agent) this.#agent = agentFor(this.#service, this.#lookup);
  }

  /** Closes all connections to the service. */
  close(): void {
    this.#agent.destroy();
  }
}

function agentFor(service: ServiceSettings, lookup: LookupFunction | null): http.Agent {
  const { hostname, port, protocol } = new URL(service.url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const address: Address = { host, port: port || (protocol === 'https:' ? '443' : '80') };
  const options = {
    ...{ keepAlive: true, maxFreeSockets: MAX_IDLE, timeout: IDLE, noDelay: true },
    ...(lookup === null ? {} : { lookup }),
  };
  const agent = forService(
    protocol === 'https:'
      ? new https.Agent({ ...options, ...upstreamTls(service) })
      : new http.Agent(options),
    address,
  );
  distrustIdle(agent);
  return agent;
}
