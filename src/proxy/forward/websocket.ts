import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type httpProxy from 'http-proxy';
import type { Timeouts } from '../../config/settings.js';
import type { Upstream } from '../upstream.js';
import { type UpstreamError, upstreamFailure, upstreamUpgrade } from '../upstream-error.js';
import { headersObject, Outgoing, targetOf } from './outgoing.js';
import { limitConnect, limitFirstByte } from './time-limits.js';

/** A WebSocket handshake on its way to a service. */
export interface UpgradeJob {
  readonly req: IncomingMessage;
  readonly socket: Socket;
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
  readonly #jobs = new WeakMap<IncomingMessage, UpgradeJob & { onAnswer: () => void }>();

  readonly #timeouts: Timeouts;

  constructor(proxy: httpProxy, timeouts: Timeouts) {
    this.#timeouts = timeouts;
    this.#proxy = proxy;
    proxy.on('proxyReqWs', (proxyReq, req) => {
      const job = this.#jobs.get(req);
      if (job !== undefined) prepare(job, proxyReq, this.#timeouts);
    });
  }

  forward(job: UpgradeJob): void {
    const { req, socket, upstream } = job;
    watchCaller(socket);
    let over = false;
    const onError = (error: Error) => {
      if (over) return;
      over = true;
      job.onFailure(upstreamFailure(upstream, error, 'request'));
      socket.destroySoon();
    };
    this.#jobs.set(req, { ...job, onAnswer: () => (over = true) });
    const options = {
      target: targetOf(upstream),
      agent: upstream.agents.agent,
      ssl: new Outgoing({ path: job.path, headers: job.headers, unframed: true }, true),
      secure: !upstream.service.insecure,
      toProxy: true,
    };
    try {
      this.#proxy.ws(req, socket, job.head, options, onError);
    } catch (error) {
      onError(error as Error);
    }
  }
}

function markSwitched(proxyRes: IncomingMessage, upgrade: boolean): void {
  (proxyRes as IncomingMessage & { upgrade: boolean }).upgrade = upgrade;
}

/** Bytes that a caller may send before the service has answered its handshake. */
const MAX_EARLY = 64 * 1024;

/**
 * Reads along until the service has answered. Node took its own listeners off, and http-proxy adds some
 * only after the answer: a caller that reset its connection before that ended the process (2, 3), and
 * one that closed it was never missed (9).
 */
function watchCaller(socket: Socket): void {
  const early: Buffer[] = [];
  let size = 0;
  const keep = (chunk: Buffer) => {
    early.push(chunk);
    size += chunk.length;
    if (size > MAX_EARLY) socket.pause();
  };
  const leave = () => socket.destroy();
  socket.on('error', leave);
  socket.on('data', keep);
  socket.on('end', leave);
  handBack.set(socket, () => {
    socket.removeListener('data', keep);
    socket.removeListener('end', leave);
    if (size > 0) socket.unshift(Buffer.concat(early));
  });
}

/** How to stop reading along, and give back what was read. */
const handBack = new WeakMap<Socket, () => void>();

function prepare(
  job: UpgradeJob & { onAnswer: () => void },
  proxyReq: ClientRequest,
  timeouts: Timeouts,
): void {
  proxyReq.once('socket', (socket) => limitConnect(proxyReq, socket, job.upstream, timeouts.connect));
  const stopWaiting = limitFirstByte(job.req, proxyReq, job.upstream, timeouts);
  for (const event of ['response', 'upgrade', 'close']) proxyReq.once(event, stopWaiting);
  // The service hears that the caller has left (9).
  job.socket.once('close', () => proxyReq.destroy());
  // No event of http-proxy carries the 101 (30); it writes the head from this object.
  proxyReq.prependListener('upgrade', (proxyRes, proxySocket: Socket) => {
    // http-proxy ends one side only where the other ends in good order.
    job.socket.once('close', () => proxySocket.destroySoon());
    proxySocket.once('close', () => job.socket.destroySoon());
    job.onAnswer();
    handBack.get(job.socket)?.();
    const lines = job.onSwitched(proxyRes);
    Object.defineProperty(proxyRes, 'headers', { value: headersObject(lines) });
  });
  // http-proxy would announce chunks and send the body without (14). With this mark it leaves the answer to us.
  proxyReq.prependListener('response', (proxyRes) => {
    markSwitched(proxyRes, true);
    if (proxyRes.statusCode === 101) {
      proxyReq.destroy(upstreamUpgrade(job.upstream));
      return;
    }
    job.onAnswer();
    job.onRefused(proxyRes);
  });
  // Node itself would take the mark for a switch of protocols, so it goes when http-proxy, which listens
  // by then, has seen it.
  queueMicrotask(() => proxyReq.on('response', (proxyRes) => markSwitched(proxyRes, false)));
}
