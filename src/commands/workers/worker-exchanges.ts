import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { isRequestId } from '../../callers/name.js';
import type { Caller } from '../../exchange/exchange.js';
import { headerValue } from '../../exchange/headers.js';
import { routeOf } from '../../proxy/admit.js';
import { wallClock } from '../../proxy/clock.js';
import type { ListenerPlace } from '../../proxy/context.js';
import { isUnframed } from '../../proxy/forward/outgoing.js';
import type { EndedExchange, LiveExchange } from '../../proxy/live-exchange.js';
import { newRequestId, REQUEST_ID } from '../../proxy/mark.js';
import type { ProxyParts } from '../../proxy/proxy.js';
import { ownUrl, PROXY_ITSELF } from '../../proxy/refuse.js';
import { pathOfTarget } from '../../proxy/request-target.js';
import type { Routes } from '../../proxy/routes.js';
import type { Link } from './link.js';
import { askText, type Ends, FROM_WORKER, readAnswer, respondedText } from './messages.js';
import { Slots } from './slots.js';
import { monotonic, RemotePlace, type WorkerTrace } from './worker-trace.js';

/** ms after which a request whose answer does not come is served untraced; traffic never depends on the trace. */
const LONGEST_WAIT = 12_000;
const LOOK_EVERY = 1_000;

const UNKNOWN: Caller = { name: 'unknown', source: 'unknown' };

/** A request that waits for its answer. */
interface Asked {
  readonly req: IncomingMessage;
  readonly listener: ListenerPlace;
  readonly go: () => void;
  readonly id: string;
  readonly place: RemotePlace;
  readonly routed: boolean;
  readonly since: number;
  waits: boolean;
}

/** What is known of the request that is being served. */
interface Served {
  readonly asked: Asked;
  /** null: it is not traced. */
  readonly caller: Caller | null;
  begun: boolean;
}

/** What the proxy is given of these. */
type Parts = Pick<
  ProxyParts,
  | 'beforeServing'
  | 'incomingId'
  | 'identify'
  | 'isTraced'
  | 'onConnection'
  | 'onBegin'
  | 'onResponse'
  | 'onEnd'
>;

/**
 * A worker's requests: of each the first process is asked who called and whether it is traced, before it is served. So there is one tree
 * of calls, in which a request stands before any service can call somebody for it, whichever worker that comes to.
 */
export class WorkerExchanges {
  readonly #link: Link;
  readonly #trace: WorkerTrace;
  readonly #routes: Routes;
  readonly #connections = new WeakMap<Socket, number>();
  /** Requests that wait for their answers, and those that are served. */
  readonly #underWay = new Slots<Asked>();
  readonly #timer: NodeJS.Timeout;
  #served: Served | null = null;
  #lastConnection = 0;

  constructor(link: Link, trace: WorkerTrace, routes: Routes) {
    this.#link = link;
    this.#trace = trace;
    this.#routes = routes;
    this.#timer = setInterval(() => this.#letGo(), LOOK_EVERY).unref();
  }

  /** Ends what it does by itself. */
  close(): void {
    clearInterval(this.#timer);
  }

  /** Where the connection to a service is on which an exchange was sent on; null: there is none. */
  endsOf(handle: number): Ends | null {
    const { remoteAddress, remotePort, localAddress, localPort } =
      this.#underWay.get(handle)?.place.upstream ?? {};
    if (!remoteAddress || !remotePort || !localAddress || !localPort) return null;
    return { remoteAddress, remotePort, localAddress, localPort };
  }

  get parts(): Parts {
    return {
      beforeServing: (req, listener, go) => this.#ask(req, listener, go),
      incomingId: () => this.#served?.asked.id ?? null,
      identify: () => this.#served?.caller ?? UNKNOWN,
      isTraced: () => this.#served !== null && this.#served.caller !== null,
      onConnection: (socket, { from }, ready) => {
        this.#meet(socket, from !== null);
        ready();
      },
      onBegin: (exchange) => this.#begin(exchange),
      onResponse: (exchange, proxyRes) => this.#responded(exchange, proxyRes),
      onEnd: (ended) => this.#ended(ended),
    };
  }

  /** The first process answered. */
  answered(text: string): void {
    const { handle, caller } = readAnswer(text);
    const asked = this.#underWay.get(handle);
    if (asked === null || !asked.waits) {
      this.#link.text(FROM_WORKER.withdrawn, String(handle));
      return;
    }
    const { req, listener, go, routed } = asked;
    if (!routed && req.method !== 'CONNECT' && routeOf(this.#routes, req, listener) !== null) {
      // Another worker has found its service meanwhile.
      this.#withdraw(handle);
      this.#ask(req, listener, go);
      return;
    }
    this.#serve(asked, caller);
  }

  #ask(req: IncomingMessage, listener: ListenerPlace, go: () => void): void {
    const route = req.method === 'CONNECT' ? null : routeOf(this.#routes, req, listener);
    const path = route?.path ?? pathOfTarget(req.url as string);
    const said = headerValue(req.rawHeaders, REQUEST_ID);
    const id = said !== undefined && isRequestId(said) ? said : newRequestId();
    const place = new RemotePlace(this.#trace);
    const since = performance.now();
    const routed = route !== null;
    const handle = this.#underWay.add({ req, listener, go, id, place, routed, since, waits: true });
    place.handle = handle;
    this.#link.text(
      FROM_WORKER.ask,
      askText({
        handle,
        connection: this.#connections.get(req.socket) ?? 0,
        id,
        method: req.method as string,
        path,
        url: route === null ? ownUrl(listener, path) : route.upstream.origin + path,
        service: route?.upstream.service.name ?? PROXY_ITSELF,
        serviceType: route?.upstream.service.type ?? null,
        listenerFrom: listener.from,
        startedAt: wallClock(since),
        headers: req.rawHeaders,
      }),
    );
  }

  /** Has a request served; what the proxy asks meanwhile is about this one. */
  #serve(asked: Asked, caller: Caller | null): void {
    asked.waits = false;
    const served: Served = { asked, caller, begun: false };
    this.#served = served;
    try {
      asked.go();
    } finally {
      this.#served = null;
    }
    // It is not traced, or its caller has left meanwhile.
    if (caller === null) this.#underWay.remove(asked.place.handle);
    else if (!served.begun) this.#withdraw(asked.place.handle);
  }

  #withdraw(handle: number): void {
    this.#underWay.remove(handle);
    this.#link.text(FROM_WORKER.withdrawn, String(handle));
  }

  #letGo(): void {
    for (const asked of this.#underWay.all) {
      if (!asked.waits || performance.now() - asked.since < LONGEST_WAIT) continue;
      this.#link.text(FROM_WORKER.leftOut, `${asked.place.handle}\nboth`);
      this.#serve(asked, null);
    }
  }

  /** @param isNamed everybody who calls there has a name, so that nothing waits for the look-up of the process. */
  #meet(socket: Socket, isNamed: boolean): void {
    const { remoteAddress, remotePort, localAddress, localPort } = socket;
    if (this.#connections.has(socket)) return;
    this.#lastConnection += 1;
    const number = this.#lastConnection;
    this.#connections.set(socket, number);
    const ends = [remoteAddress, remotePort, localAddress, localPort].map((end) => end ?? '');
    this.#link.text(FROM_WORKER.connected, [number, isNamed ? 'named' : '', ...ends].join('\n'));
    socket.once('close', () => this.#link.text(FROM_WORKER.closed, String(number)));
  }

  #begin(exchange: LiveExchange): void {
    if (this.#served === null) return;
    const { place, req } = this.#served.asked;
    this.#served.begun = true;
    exchange.call = place;
    place.requestAt = monotonic();
    if (isUnframed(req)) return;
    // Before anybody passes it on.
    req.on('data', () => {
      place.requestAt = monotonic();
    });
  }

  #responded({ call, start }: LiveExchange, proxyRes: IncomingMessage): void {
    if (!(call instanceof RemotePlace)) return;
    const { statusCode: status, rawHeaders: headers } = proxyRes;
    call.responseAt = monotonic();
    proxyRes.on('data', () => {
      call.responseAt = monotonic();
    });
    this.#link.text(FROM_WORKER.responded, respondedText(call.handle, status as number, headers));
    // Whoever gets a token may use it at another worker at once.
    if (status === 201 && start.method === 'POST') this.#link.flush();
  }

  #ended({ exchange, outcome, failure }: EndedExchange): void {
    const { call } = exchange;
    if (!(call instanceof RemotePlace)) return;
    this.#underWay.remove(call.handle);
    const why = outcome === 'upstreamFailed' ? `\n${failure?.message ?? ''}` : '';
    this.#link.text(FROM_WORKER.ended, call.handle + why);
  }
}
