import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import type { ServiceSettings } from '../../config/settings.js';
import { readAnswerBeforeError } from './answer-before-error.js';
import { distrustIdle } from './idle-connections.js';

/** Idle connections kept for each service. */
const MAX_IDLE = 256;
/**
 * ms after which an idle connection is given up, unless the service announced less (Keep-Alive:
 * timeout=N). Shorter than the 5 s of Node's and Apache's servers, so that the service seldom closes first.
 */
const IDLE = 4_000;

/** Node's Agent calls this for each request; it is where a request gets its connection. */
interface RequestAdder {
  addRequest(request: http.ClientRequest, options: { freshConnection?: boolean }): void;
  createConnection(...args: unknown[]): Socket | undefined;
}

/**
 * Gives a request that asks for it (`freshConnection`) a connection of its own, never an idle one: a
 * service may close an idle connection just as it is used, and a request that cannot be sent again
 * would then fail through no fault of its own. The connection joins the idle ones afterwards.
 */
function freshOnDemand<A extends http.Agent>(agent: A): A {
  const adder = agent as unknown as RequestAdder & { freeSockets: object };
  const addRequest = adder.addRequest;
  adder.addRequest = function (this: typeof adder, request, options) {
    // Node keeps the first 1000 lines of a response's head, and drops the rest without a word.
    request.maxHeadersCount = 0;
    if (options.freshConnection !== true) return addRequest.call(this, request, options);
    const idle = this.freeSockets;
    this.freeSockets = {};
    try {
      addRequest.call(this, request, options);
    } finally {
      this.freeSockets = idle;
    }
  };
  const { createConnection } = adder;
  adder.createConnection = function (this: typeof adder, ...args) {
    const socket = createConnection.apply(this, args);
    if (socket !== undefined) readAnswerBeforeError(socket);
    return socket;
  };
  return agent;
}

/** Without an agent http-proxy closes each connection after one request, at both sides (32). */
export class UpstreamAgents {
  readonly agent: http.Agent;

  constructor(service: ServiceSettings) {
    const options = { keepAlive: true, maxFreeSockets: MAX_IDLE, timeout: IDLE, noDelay: true };
    this.agent = service.url.startsWith('https:')
      ? freshOnDemand(
          new https.Agent({
            ...options,
            rejectUnauthorized: !service.insecure,
            ...(service.ca === null ? {} : { ca: readFileSync(service.ca) }),
          }),
        )
      : freshOnDemand(new http.Agent(options));
    distrustIdle(this.agent);
  }

  /** Closes all connections to the service. */
  close(): void {
    this.agent.destroy();
  }
}
