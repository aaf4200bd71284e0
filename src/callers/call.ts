import type { HeaderLines } from '../exchange/headers.js';
import type { ConnectionEnds } from './process/caller-processes.js';
import { type TokenKey, tokenKey } from './tokens.js';

/** What of a request tells who sent it, and why. */
export interface CallFacts {
  /** Who is called. */
  readonly service: string;
  readonly serviceType: string | null;
  readonly method: string;
  /** Of the URL at the service; query allowed. */
  readonly path: string;
  readonly headers: HeaderLines;
  /** Stands for the connection that it came by; null: not known, as in a finished trace. */
  readonly connection: object | null;
  /** The process at its other end, or null. */
  readonly pid: number | null;
}

/** The same, read; the header lines are not kept. */
export interface Clues extends Omit<CallFacts, 'headers'> {
  /** Empty: none. */
  readonly userAgent: string;
  /** X-Requestshook-Request-From, as it came; undefined: it did not. */
  readonly said: string | undefined;
  /** X-Auth-Token. */
  readonly token: TokenKey | null;
  /** X-Subject-Token, where it is another one: that one is validated, or revoked. */
  readonly subject: TokenKey | null;
  /** X-Service-Token: of a service that passes its user's token on. */
  readonly serviceToken: TokenKey | null;
  /** X-Openstack-Request-Id: of the request that all this was begun for. */
  readonly requestId: string | null;
  /** Whether a token is validated, as keystonemiddleware does it. */
  readonly validates: boolean;
}

const is = (name: string, lower: string) => name === lower || name.toLowerCase() === lower;

/** Reads what a request tells: the first value of each header that tells something, in one go, as this is done for every request. */
export function readClues({
  service,
  serviceType,
  method,
  path,
  headers,
  connection,
  pid,
}: CallFacts): Clues {
  let userAgent: string | undefined;
  let said: string | undefined;
  let auth: string | undefined;
  let about: string | undefined;
  let serviceToken: string | undefined;
  let requestId: string | undefined;
  for (let i = 0; i + 1 < headers.length; i += 2) {
    const name = headers[i] as string;
    const value = headers[i + 1] as string;
    switch (name.length) {
      case 'user-agent'.length:
        if (is(name, 'user-agent')) userAgent ??= value;
        break;
      case 'x-auth-token'.length:
        if (is(name, 'x-auth-token')) auth ??= value;
        break;
      case 'x-subject-token'.length:
        // X-Service-Token is as long.
        if (is(name, 'x-subject-token')) about ??= value;
        else if (is(name, 'x-service-token')) serviceToken ??= value;
        break;
      case 'x-openstack-request-id'.length:
        if (is(name, 'x-openstack-request-id')) requestId ??= value;
        break;
      case 'x-requestshook-request-from'.length:
        if (is(name, 'x-requestshook-request-from')) said ??= value;
    }
  }
  const token = tokenKey(auth);
  const subject = about === auth ? null : tokenKey(about);
  return {
    service,
    serviceType,
    method,
    path,
    connection,
    pid,
    userAgent: userAgent ?? '',
    said,
    token,
    subject,
    serviceToken: tokenKey(serviceToken),
    requestId: requestId ?? null,
    validates: subject !== null && (method === 'GET' || method === 'HEAD') && isTokens(path),
  };
}

/** Whether a path is that of Keystone's tokens, query allowed. */
export function isTokens(path: string): boolean {
  return /\/auth\/tokens\/?(?:\?|$)/.test(path);
}

/** Method and path: what of one request happens once. */
export function kindOf({ method, path }: Clues): string {
  return `${method} ${path.split('?', 1)[0]}`;
}

/** A request's place in the tree of calls, as its exchange sees it. */
export interface TreePlace {
  /** The connection on which it was sent on, where there is one. */
  upstream: ConnectionEnds | null;
  /** It is recorded under that number. Returns the number of its parent, null: none, or that is not recorded yet. */
  recorded(number: number): number | null;
  /** Numbers of the calls that it caused, of which that could not be told when they were recorded. */
  readonly foundLate: readonly number[];
}

const NO_CALLS: ReadonlySet<Call> = new Set();
const NO_KINDS: ReadonlySet<string> = new Set();

/** A request in the tree of calls: what it tells, who sent it, and which request under way caused it. */
export class Call implements TreePlace {
  readonly clues: Clues;
  readonly caller: string;
  /** Requests that began before have a lower one. */
  readonly order: number;
  /** Of its exchange in the trace, 0: it is not recorded yet. */
  number = 0;
  /** The connection on which it was sent on, where there is one. */
  upstream: ConnectionEnds | null = null;
  /** The process that works on it, where that was seen. */
  handler: number | null = null;
  /** The token that Keystone issued in its answer. */
  issued: TokenKey | null = null;
  underWay = true;
  /** A call of the same hands that this one goes on from, where nothing but their order tells; null: none. */
  follows: Call | null = null;
  /** The parent is one of several, chosen for want of better knowledge. */
  provisional = false;
  // Most calls cause none: the sets are made for those that do.
  #children: Set<Call> | null = null;
  #kinds: Set<string> | null = null;
  #parent: Call | null = null;
  /** Whether the parent was there when the request was recorded. */
  #told: number | null = null;

  constructor(clues: Clues, caller: string, order: number) {
    this.clues = clues;
    this.caller = caller;
    this.order = order;
  }

  /** Calls that it caused. */
  get children(): ReadonlySet<Call> {
    return this.#children ?? NO_CALLS;
  }

  /** What calls were caused once already, by `kindOf`. */
  get kinds(): ReadonlySet<string> {
    return this.#kinds ?? NO_KINDS;
  }

  /** The request that caused this one, null: none, or not known. */
  get parent(): Call | null {
    return this.#parent;
  }

  set parent(parent: Call | null) {
    if (parent === this.#parent) return;
    if (this.#parent !== null) this.#parent.#children?.delete(this);
    this.#parent = parent;
    if (parent === null) return;
    parent.#children ??= new Set();
    parent.#children.add(this);
    parent.#kinds ??= new Set();
    parent.#kinds.add(kindOf(this.clues));
  }

  /** It is recorded under that number. Returns the number of its parent, null: none, or that is not recorded yet. */
  recorded(number: number): number | null {
    this.number = number;
    this.#told = this.#parent?.number || null;
    return this.#told;
  }

  /** Numbers of the calls that it caused, of which that could not be told when they were recorded. */
  get foundLate(): number[] {
    if (this.#children === null) return [];
    const late = [...this.#children].filter(
      (child) => child.number > 0 && this.number > 0 && child.#told !== this.number,
    );
    return late.map(({ number }) => number).sort((a, b) => a - b);
  }
}
