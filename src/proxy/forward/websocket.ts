import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type httpProxy from 'http-proxy';
import type { Upstream } from '../upstream.js';
import { type UpstreamError, upstreamFailure } from '../upstream-error.js';
import { headersObject, outgoingOptions, targetOf } from './outgoing.js';

/** A WebSocket handshake on its way to a service. */
export interface UpgradeJob {
  readonly req: IncomingMessage;
  readonly socket: Duplex;
  /** First bytes after the handshake. */
  readonly head: Buffer;
  readonly upstream: Upstream;
  readonly path: string;
  readonly headers: readonly string[];
  /** The service switches: gives the header lines of the 101 to the caller. */
  readonly onSwitched: (proxyRes: IncomingMessage) => readonly string[];
  /** The service answers as to any request; the answer is written to the socket by the job. */
  readonly onRefused: (proxyRes: IncomingMessage) => void;
  /** The service failed before it answered. */
  readonly onFailure: (error: UpstreamError) => void;
}

/** http-proxy's WebSocket side, with what it does wrong put right. */
export class UpgradeForwarder {
  readonly #proxy: httpProxy;
  readonly #jobs = new WeakMap<IncomingMessage, UpgradeJob>();

  constructor(proxy: httpProxy) {
    this.#proxy = proxy;
    proxy.on('proxyReqWs', (proxyReq, req) => {
      const job = this.#jobs.get(req);
      if (job !== undefined) prepare(job, proxyReq);
    });
  }

  forward(job: UpgradeJob): void {
    const { req, socket, upstream } = job;
    this.#jobs.set(req, job);
    // Node took its own listener off, and http-proxy adds one only when the service has answered: a
    // caller that resets its connection before that ended the process (2, 3).
    socket.on('error', () => socket.destroy());
    const onError = (error: Error) => job.onFailure(upstreamFailure(upstream, error, 'request'));
    const options = {
      target: targetOf(upstream),
      agent: upstream.agents.agent,
      ssl: outgoingOptions({ path: job.path, headers: job.headers, freshConnection: true }),
      secure: !upstream.service.insecure,
    };
    try {
      this.#proxy.ws(req, socket, job.head, options, onError);
    } catch (error) {
      onError(error as Error);
    }
  }
}

function prepare(job: UpgradeJob, proxyReq: ClientRequest): void {
  // The service hears that the caller has left (9).
  job.socket.once('close', () => proxyReq.destroy());
  // No event of http-proxy carries the 101 (30); it writes the head from this object.
  proxyReq.prependListener('upgrade', (proxyRes) => {
    const lines = job.onSwitched(proxyRes);
    Object.defineProperty(proxyRes, 'headers', { value: headersObject(lines) });
  });
  // http-proxy would announce chunks and send the body without (14). With this mark it leaves the answer to us.
  proxyReq.prependListener('response', (proxyRes) => {
    (proxyRes as IncomingMessage & { upgrade: boolean }).upgrade = true;
    job.onRefused(proxyRes);
  });
}
