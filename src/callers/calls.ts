import { type HeaderLines, headerValue } from '../exchange/headers.js';
import { Call, type Clues } from './call.js';
import { bySameHands, chooseParent } from './parent.js';
import { namesAsCaller } from './service-callers.js';
import { type TokenKey, Tokens, tokenKey } from './tokens.js';

/** Calls without a parent for sure that are kept for those that go on from them. */
const MAX_ENDED = 100;
/** Calls whose X-Openstack-Request-Id is remembered. */
const MAX_REQUEST_IDS = 5_000;

/** Told where a call's parent could not be chosen by what its headers say. */
export type OnUndecided = (call: Call, candidates: readonly Call[]) => void;

/** Lists by a key that lose what is taken out. */
class Lists<K> {
  readonly #lists = new Map<K, Call[]>();

  add(key: K, call: Call): void {
    const list = this.#lists.get(key);
    if (list === undefined) this.#lists.set(key, [call]);
    else list.push(call);
  }

  remove(key: K, call: Call): void {
    const list = this.#lists.get(key);
    const at = list?.lastIndexOf(call) ?? -1;
    if (list === undefined || at < 0) return;
    if (list.length === 1) this.#lists.delete(key);
    else list.splice(at, 1);
  }

  /** The oldest first. */
  get(key: K | null): readonly Call[] {
    return key === null ? [] : (this.#lists.get(key) ?? []);
  }

  keys(): IterableIterator<K> {
    return this.#lists.keys();
  }
}

/**
 * The calls that are under way and what was learned from those before: who has which token, and which request caused
 * which. It is fed as things happen, live or from a finished trace:
 *
 *     begins(request) -> responded(its head) -> ends()
 */
export class Calls {
  readonly tokens = new Tokens();
  readonly #onUndecided: OnUndecided | null;
  /** Under way, by the names under which the service that works on them calls others. */
  readonly #byWorker = new Lists<string>();
  /** Under way, by the tokens that they carry. */
  readonly #byToken = new Lists<TokenKey>();
  /** The latest calls with an X-Openstack-Request-Id: the response of the request that caused them may name it. */
  readonly #byRequestId = new Lists<string>();
  readonly #requestIds: [id: string, call: Call][] = [];
  /** Calls whose parent is one of several, chosen for want of better knowledge; by caller. */
  readonly #loose = new Lists<string>();
  /** Those of them that have ended, and that no other goes on from, of a trace without connections; the first to end first. */
  readonly #ended: Call[] = [];
  readonly #named = new WeakMap<object, { readonly name: string; readonly userAgent: string }>();
  #order = 0;

  constructor(onUndecided: OnUndecided | null = null) {
    this.#onUndecided = onUndecided;
  }

  /** Requests on which a service works that calls others under that name; the oldest first. */
  workedOnBy(caller: string): readonly Call[] {
    return this.#byWorker.get(caller);
  }

  /** Requests under way that carry a token; the oldest first. */
  carrying(token: TokenKey | null): readonly Call[] {
    return this.#byToken.get(token);
  }

  /** The request that began last at any other service than that, and is still under way; and how many services are at work. */
  workingServices(except: string): string[] {
    const latest = new Map<string, number>();
    for (const name of this.#byWorker.keys()) {
      const call = this.#byWorker.get(name).at(-1) as Call;
      if (call.clues.service !== except && call.clues.service === name) latest.set(name, call.order);
    }
    return [...latest].sort((a, b) => a[1] - b[1]).map(([name]) => name);
  }

  /** Who came by that connection before with the same User-Agent, or null. */
  namedOn(connection: object | null, userAgent: string): string | null {
    const named = connection === null ? undefined : this.#named.get(connection);
    return named !== undefined && named.userAgent === userAgent ? named.name : null;
  }

  /** A request is sent on. `sure`: its caller's name is no guess. */
  begins(clues: Clues, caller: string, sure: boolean): Call {
    const call = new Call(clues, caller, ++this.#order);
    const { connection, requestId, token, serviceToken, validates } = clues;
    if (sure && connection !== null && this.namedOn(connection, clues.userAgent) !== caller) {
      this.#named.set(connection, { name: caller, userAgent: clues.userAgent });
    }
    // Whoever validates tokens does it with a token of its own.
    if (sure && validates && token !== null && this.tokens.ownerOf(token) === null) {
      this.tokens.learn(token, caller, null);
    }
    const candidates = this.workedOnBy(caller);
    if (candidates.length > 0) this.#findParent(call, candidates);
    for (const name of namesAsCaller(clues.service, clues.serviceType)) this.#byWorker.add(name, call);
    if (token !== null) this.#byToken.add(token, call);
    if (serviceToken !== null) this.#byToken.add(serviceToken, call);
    if (requestId !== null) this.#remember(requestId, call);
    return call;
  }

  #findParent(call: Call, candidates: readonly Call[]): void {
    const { parent, decided, sure } = chooseParent(candidates, call, this.tokens);
    call.parent = parent;
    const { pid, token } = call.clues;
    if (parent !== null && decided) {
      if (sure && pid !== null) parent.handler = pid;
      this.#settleLoose(call, parent);
      // A token that is used for another request as well says no more for which one a call is made.
      const got = this.tokens.gotBy(token);
      if (got !== null && got.parent !== parent) this.tokens.forgetCall(token as TokenKey);
    } else if (!decided) {
      call.provisional = true;
      if (call.clues.connection === null) call.follows = this.#takeEnded(call);
      this.#loose.add(call.caller, call);
      if (pid !== null) this.#onUndecided?.(call, candidates);
    }
  }

  /**
   * In a bare trace nothing ties a service's discovery to the token that it gets after it but their order: whose discovery
   * ended first goes on first.
   */
  #takeEnded({ caller, clues }: Call): Call | null {
    const at = this.#ended.findIndex(
      (call) => call.provisional && call.caller === caller && call.clues.userAgent === clues.userAgent,
    );
    return at < 0 ? null : (this.#ended.splice(at, 1)[0] as Call);
  }

  #remember(requestId: string, call: Call): void {
    this.#byRequestId.add(requestId, call);
    this.#requestIds.push([requestId, call]);
    if (this.#requestIds.length <= MAX_REQUEST_IDS) return;
    const [id, oldest] = this.#requestIds.shift() as [string, Call];
    this.#byRequestId.remove(id, oldest);
  }

  /**
   * What could not be decided belongs to the request that a later call by the same hands belongs to: a service
   * authenticates itself, then validates the token of the request that it works on.
   */
  #settleLoose(decided: Call, parent: Call): void {
    const got = this.tokens.gotBy(decided.clues.token);
    const loose = this.#loose.get(decided.caller);
    const settled = loose.filter((call) => call === got || bySameHands(call, decided));
    if (got?.follows && settled.includes(got)) settled.push(got.follows);
    for (const call of settled) {
      if (call.order > parent.order) this.settle(call, parent);
    }
  }

  /** The process that made a call is seen to work on that request. */
  handledBy(call: Call, parent: Call): void {
    if (!parent.underWay) return;
    parent.handler = call.clues.pid;
    this.#settleLoose(call, parent);
    this.settle(call, parent);
  }

  /** The parent of a call is that one after all. */
  settle(call: Call, parent: Call): void {
    if (!parent.underWay || parent.order > call.order) return;
    call.parent = parent;
    call.provisional = false;
    this.#loose.remove(call.caller, call);
  }

  /** The head of the service's response is there. */
  responded(call: Call, status: number, headers: HeaderLines): void {
    const { method, path } = call.clues;
    if (method === 'POST' && status === 201 && /\/tokens\/?(?:\?|$)/.test(path)) {
      const token = tokenKey(headerValue(headers, 'x-subject-token'));
      if (token !== null) this.tokens.learn(token, call.caller, call.parent === null ? null : call);
      call.issued = token;
    }
    if (this.#requestIds.length === 0) return;
    const id = headerValue(headers, 'x-openstack-request-id') ?? headerValue(headers, 'x-compute-request-id');
    if (id === undefined) return;
    // The service told its own id to those that it called; who else did it for this request is of the same project.
    for (const child of [...this.#byRequestId.get(id)]) {
      const own = namesAsCaller(call.clues.service, call.clues.serviceType).includes(child.caller);
      if (child !== call && (own || child.parent === null)) this.settle(child, call);
    }
  }

  /** A response is over, or will not come. */
  ends(call: Call): void {
    if (!call.underWay) return;
    call.underWay = false;
    call.upstream = null;
    const { clues } = call;
    if (call.provisional && clues.connection === null && clues.token === null) {
      this.#ended.push(call);
      if (this.#ended.length > MAX_ENDED) this.#ended.shift();
    }
    for (const child of call.children) {
      if (child.issued !== null) this.tokens.forgetCall(child.issued);
    }
    if (clues.token !== null) this.#byToken.remove(clues.token, call);
    if (clues.serviceToken !== null) this.#byToken.remove(clues.serviceToken, call);
    for (const name of namesAsCaller(clues.service, clues.serviceType)) {
      this.#byWorker.remove(name, call);
      const oldest = this.#byWorker.get(name)[0]?.order ?? Number.POSITIVE_INFINITY;
      for (const loose of [...this.#loose.get(name)]) {
        if (loose.order < oldest) this.#loose.remove(name, loose);
      }
    }
  }
}
