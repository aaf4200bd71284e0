import type { Socket } from 'node:net';
import type { HeaderLines } from '../exchange/headers.js';
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
  readonly userAgent: string;
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
  /** Method and path: what of one request happens once. */
  readonly kind: string;
}

type Told = 'user-agent' | 'x-auth-token' | 'x-subject-token' | 'x-service-token' | 'x-openstack-request-id';
const TOLD_LENGTHS = new Set([10, 12, 15, 22]);

/** The first value of each header that tells something, in one go: this is done for every request. */
function readHeaders(lines: HeaderLines): Partial<Record<Told, string>> {
  const told: Partial<Record<Told, string>> = {};
  for (let i = 0; i + 1 < lines.length; i += 2) {
    const name = lines[i] as string;
    if (!TOLD_LENGTHS.has(name.length)) continue;
    const lower = name.toLowerCase();
    switch (lower) {
      case 'user-agent':
      case 'x-auth-token':
      case 'x-subject-token':
      case 'x-service-token':
      case 'x-openstack-request-id':
        told[lower] ??= lines[i + 1] as string;
    }
  }
  return told;
}

/** Reads what a request tells. */
export function readClues(facts: CallFacts): Clues {
  const { service, serviceType, method, path, headers, connection, pid } = facts;
  const told = readHeaders(headers);
  const token = tokenKey(told['x-auth-token']);
  const about = tokenKey(told['x-subject-token']);
  const subject = about === token ? null : about;
  const plain = path.split('?', 1)[0] as string;
  return {
    service,
    serviceType,
    method,
    path,
    connection,
    pid,
    userAgent: told['user-agent'] ?? '',
    token,
    subject,
    serviceToken: tokenKey(told['x-service-token']),
    requestId: told['x-openstack-request-id'] ?? null,
    validates:
      subject !== null && (method === 'GET' || method === 'HEAD') && /\/auth\/tokens\/?$/.test(plain),
    kind: `${method} ${plain}`,
  };
}

/** A request in the tree of calls: what it tells, who sent it, and which request under way caused it. */
export class Call {
  readonly clues: Clues;
  readonly caller: string;
  /** Requests that began before have a lower one. */
  readonly order: number;
  /** Of its exchange in the trace, 0: it is not recorded yet. */
  number = 0;
  /** The connection on which it was sent on, where there is one. */
  upstream: Socket | null = null;
  /** The process that works on it, where that was seen. */
  handler: number | null = null;
  /** The token that Keystone issued in its answer. */
  issued: TokenKey | null = null;
  underWay = true;
  /** A call of the same hands that this one goes on from, where nothing but their order tells; null: none. */
  follows: Call | null = null;
  /** The parent is one of several, chosen for want of better knowledge. */
  provisional = false;
  /** Calls that it caused, until it ends. */
  readonly children = new Set<Call>();
  /** What calls were caused once already: their `kind`. */
  readonly kinds = new Set<string>();
  #parent: Call | null = null;
  /** Whether the parent was there when the request was recorded. */
  #told: number | null = null;

  constructor(clues: Clues, caller: string, order: number) {
    this.clues = clues;
    this.caller = caller;
    this.order = order;
  }

  /** The request that caused this one, null: none, or not known. */
  get parent(): Call | null {
    return this.#parent;
  }

  set parent(parent: Call | null) {
    this.#parent?.children.delete(this);
    this.#parent = parent;
    if (parent === null) return;
    parent.children.add(this);
    parent.kinds.add(this.clues.kind);
  }

  /** It is recorded under that number. Returns the number of its parent, null: none, or that is not recorded yet. */
  recorded(number: number): number | null {
    this.number = number;
    this.#told = this.#parent?.number || null;
    return this.#told;
  }

  /** Numbers of the calls that it caused, of which that could not be told when they were recorded. */
  get foundLate(): number[] {
    const late = [...this.children].filter(
      (child) => child.number > 0 && this.number > 0 && child.#told !== this.number,
    );
    return late.map(({ number }) => number).sort((a, b) => a - b);
  }
}
