import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import type httpProxy from 'http-proxy';
import type { Timeouts } from '../../config/settings.js';
import type { Upstream } from '../upstream.js';
import {
  type UpstreamError,
  type UpstreamPhase,
  upstreamFailure,
  upstreamUpgrade,
} from '../upstream-error.js';
import { whenCallerLeaves } from './caller-gone.js';
import { flushHead } from './flush-head.js';
import { createHttpProxy } from './http-proxy.js';
import { passInformation } from './informational.js';
import { isUnframed, Outgoing, targetOf } from './outgoing.js';
import { Replay } from './replay.js';
import { spareHeaders } from './spare-headers.js';
import { limitConnect, limitFirstByte, limitIdle } from './time-limits.js';
import { sendRequestTrailers } from './trailers.js';
import { discardRest } from './unread-upload.js';
import { UpgradeForwarder } from './websocket.js';

/** One request on its way to a service. */
export interface ForwardJob {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly upstream: Upstream;
  /** Path and query at the service, sent as they are. */
  readonly path: string;
  /** Header lines, sent as they are. */
  readonly headers: readonly string[];
  /** The connection to the service that the request was given. Called again where it is sent again. */
  readonly onSocket?: (socket: Socket) => void;
  /** The head of the service's response is there; the body is to be read from it. Called at most once. */
  readonly onResponse: (proxyRes: IncomingMessage) => void;
  /** The service failed. Called at most once, and not where the caller had left before. */
  readonly onFailure: (error: UpstreamError) => void;
  /** The caller closed its connection before its answer was out and its request in. Called at most once. */
  readonly onCallerLeft: () => void;
}

/** A job and how far it has come. */
interface JobState {
  readonly job: ForwardJob;
  /** Whether the request announces no body. */
  readonly unframed: boolean;
  readonly replay: Replay | null;
  proxyReq: ClientRequest | null;
  proxyRes: IncomingMessage | null;
  phase: UpstreamPhase;
  /** Ends the wait for the response's first byte. */
  stopWaiting: () => void;
  /** Nothing of the service is wanted any more. */
  over: boolean;
}

/**
 * Where a request keeps its state. A WeakMap would keep each state, and with it the request that it names, alive until
 * the next full collection: the engine's quick ones take its values for reachable.
 */
const STATE = Symbol('state of the forwarder');
type Stateful = IncomingMessage & { [STATE]?: JobState };

/** The body of a request that has none, as http-proxy takes it. */
const NO_BODY = {
  pipe: <T extends { end(): unknown }>(to: T): T => {
    to.end();
    return to;
  },
} as unknown as Readable;

const NOTHING = () => {};

/**
 * The door to http-proxy: everything that it does wrong is put right in this folder, each defect in a
 * function of its own with its number in the project's list of them (docs/http-proxy.md).
 *
 *     caller's request --pipe--> http-proxy's request --> service
 *     onResponse(response) <--------------------------- service
 */
export class Forwarder {
  readonly #proxy: httpProxy = createHttpProxy();
  /** The same for WebSocket handshakes. */
  readonly upgrades: UpgradeForwarder;
  readonly #targets = new Map<Upstream, ReturnType<typeof targetOf>>();
  readonly #timeouts: Timeouts;

  constructor(timeouts: Timeouts) {
    this.#timeouts = timeouts;
    this.upgrades = new UpgradeForwarder(this.#proxy, timeouts);
    this.#proxy.on('proxyReq', (proxyReq, req) => this.#requestCreated(proxyReq, req));
    this.#proxy.on('proxyRes', (proxyRes, req) => this.#responded(proxyRes, req));
    // Without a listener http-proxy throws, and the process ends (7). The caller's own leaving comes
    // as `econnreset`, or here, or not at all (28): the job watches for it by itself.
    this.#proxy.on('error', (error, req) => this.#failed(error, req as IncomingMessage));
  }

  /** Sends a request to its service. Everything that comes of it is told to the job. */
  forward(job: ForwardJob): void {
    const { req, res } = job;
    const state: JobState = {
      job,
      unframed: isUnframed(req),
      replay: Replay.of(req),
      proxyReq: null,
      proxyRes: null,
      phase: 'connect',
      stopWaiting: NOTHING,
      over: false,
    };
    (req as Stateful)[STATE] = state;
    whenCallerLeaves(req, res, () => {
      job.onCallerLeft();
      state.over = true;
      state.proxyReq?.destroy();
    });
    this.#send(state, null);
  }

  /** @param again the body once more, where the request is sent a second time. */
  #send(state: JobState, again: Readable | null): void {
    const { job, replay, unframed } = state;
    const { path, headers } = job;
    const outgoing = new Outgoing({ path, headers, unframed }, replay === null || again !== null);
    const buffer = unframed ? NO_BODY : again;
    try {
      this.#proxy.web(job.req, job.res, {
        target: this.#target(job.upstream),
        agent: job.upstream.agents.agent,
        ssl: outgoing,
        secure: !job.upstream.service.insecure,
        // It makes nothing of the path: `storeHead` writes ours (17).
        toProxy: true,
        ignorePath: true,
        selfHandleResponse: true,
        ...(buffer === null ? {} : { buffer }),
      });
    } catch (error) {
      // Node checks path, names and values of headers at once (1).
      this.#failed(error as Error, job.req);
    }
  }

  #requestCreated(proxyReq: ClientRequest, req: IncomingMessage): void {
    const state = (req as Stateful)[STATE];
    if (state === undefined) return;
    const { job } = state;
    state.proxyReq = proxyReq;
    if (state.over) {
      proxyReq.destroy();
      return;
    }
    const socket = proxyReq.socket as Socket;
    job.onSocket?.(socket);
    limitConnect(proxyReq, socket, job.upstream, this.#timeouts.connect);
    state.stopWaiting = limitFirstByte(req, proxyReq, job.upstream, this.#timeouts);
    if (socket.connecting) socket.once('connect', () => (state.phase = 'request'));
    else state.phase = 'request';
    proxyReq.on('information', (info) => passInformation(info, req, job.res));
    // A service that switches protocols unasked would leave the caller waiting (13).
    proxyReq.on('upgrade', (_res, upgraded) => {
      state.stopWaiting();
      upgraded.destroy();
      this.#failed(upstreamUpgrade(job.upstream), req);
    });
    // A service may answer and close its connection before the upload is over (24).
    proxyReq.once('close', () => {
      state.stopWaiting();
      if (state.proxyRes !== null && !req.complete) discardRest(req, job.res);
    });
    sendRequestTrailers(req, proxyReq);
    flushHeadEarly(req, proxyReq);
  }

  #responded(proxyRes: IncomingMessage, req: IncomingMessage): void {
    const state = (req as Stateful)[STATE];
    state?.stopWaiting();
    spareHeaders(proxyRes);
    if (state === undefined || state.over) {
      proxyRes.destroy();
      return;
    }
    // Without an Upgrade Node takes a 101 for a response; whoever reads it would wait for what follows.
    if (proxyRes.statusCode === 101) {
      this.#failed(upstreamUpgrade(state.job.upstream), req);
      return;
    }
    state.phase = 'response';
    state.proxyRes = proxyRes;
    // From here on the response tells its own end; an error of the request is none of the caller's.
    state.over = true;
    limitIdle(proxyRes, state.job.upstream, this.#timeouts);
    state.job.onResponse(proxyRes);
  }

  #failed(error: Error, req: IncomingMessage): void {
    const state = (req as Stateful)[STATE];
    if (state === undefined) return;
    if (state.over) {
      // Node takes a reset for the orderly end of a body that has neither length nor chunks.
      if (state.proxyRes?.complete === false) state.proxyRes.destroy(error);
      return;
    }
    const { job, replay } = state;
    if (replay?.cures(error, state.proxyReq?.reusedSocket === true)) {
      if (state.proxyReq !== null) req.unpipe(state.proxyReq);
      this.#send(state, replay.body());
      return;
    }
    state.over = true;
    state.proxyReq?.destroy();
    job.onFailure(upstreamFailure(job.upstream, error, state.phase));
  }

  #target(upstream: Upstream): ReturnType<typeof targetOf> {
    let target = this.#targets.get(upstream);
    if (target === undefined) {
      target = targetOf(upstream);
      this.#targets.set(upstream, target);
    }
    return target;
  }
}

/**
 * Node holds the head back until the first piece of the body. A service may refuse an upload by its
 * head alone, so it goes out as soon as it is clear that the body takes its time.
 */
function flushHeadEarly(req: IncomingMessage, proxyReq: ClientRequest): void {
  if (req.readableEnded || isUnframed(req)) return;
  setImmediate(() => {
    if (!proxyReq.destroyed && !proxyReq.writableEnded) flushHead(proxyReq);
  });
}
