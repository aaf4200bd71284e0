import type { Caller } from '../exchange/exchange.js';
import type { HeaderLines } from '../exchange/headers.js';
import type { Message } from '../exchange/message.js';
import { serviceTypeAt } from '../openstack/services.js';
import { type Call, readClues } from './call.js';
import { Calls } from './calls.js';
import { type CallerSources, identifyCaller, type UserRules } from './identify.js';
import { namesAsCaller } from './service-callers.js';

/** Who called and why, found again; by the number of the exchange. */
export interface InferredTrace {
  readonly callers: ReadonlyMap<number, Caller>;
  /** Number of the exchange that caused it; null: none. */
  readonly parents: ReadonlyMap<number, number | null>;
}

/** Of a message, what callers are found by. */
export type ReplayedMessage =
  | Pick<Message & { kind: 'request' }, 'kind' | 'number' | 'service' | 'method' | 'url' | 'headers'>
  | Pick<Message & { kind: 'response' }, 'kind' | 'number' | 'status' | 'headers'>;

/** Validations that a request behind them may have caused. */
const MOST_EARLY = 100;

const NO_RULES: UserRules = { onProcess: [], others: [] };

/** Header lines without the name that the trace gave. */
function withoutName(headers: HeaderLines): HeaderLines {
  return headers.filter(
    (_, i) => (headers[i - (i % 2)] as string).toLowerCase() !== 'x-requestshook-request-from',
  );
}

function pathOf(url: string): string {
  const at = url.indexOf('/', url.indexOf('://') + 3);
  return at < 0 ? '/' : url.slice(at);
}

/**
 * Finds the callers of a finished trace, and what caused which, as the running proxy does, from its messages alone: their
 * order, User-Agents and tokens (`{SHA256}...` will do). The names that the trace gives are not looked at. Feed all
 * messages in their order, then read the result.
 */
export class CallerReplay {
  readonly #calls = new Calls();
  readonly #sources: CallerSources;
  readonly #underWay = new Map<number, Call>();
  readonly #callers = new Map<number, Caller>();
  readonly #parents = new Map<number, number | null>();
  /** Names of services in the trace, by their type. */
  readonly #names = new Map<string, string>();
  /** The latest validations. */
  readonly #early: Call[] = [];
  #run = 1;

  /** @param rules the user's own; those on addresses and processes fit nothing here. */
  constructor(rules: UserRules = NO_RULES) {
    this.#sources = {
      rules: () => rules,
      calls: this.#calls,
      nameOfType: (type) => this.#names.get(type) ?? null,
    };
  }

  /** Takes the next message of the trace, and the run of the proxy that it was recorded in. */
  push(message: ReplayedMessage, run = 1): void {
    if (run !== this.#run) this.#endRun(run);
    if (message.kind === 'request') this.#begins(message);
    else this.#ends(message);
  }

  #begins({ number, service, method, url, headers }: ReplayedMessage & { kind: 'request' }): void {
    const path = pathOf(url);
    const serviceType = serviceTypeAt(service, path);
    if (serviceType !== null && !this.#names.has(serviceType)) this.#names.set(serviceType, service);
    const facts = { service, serviceType, method, path, headers: withoutName(headers), connection: null };
    const clues = readClues({ ...facts, pid: null });
    const place = { ...facts, address: '', listenerFrom: null, process: null };
    const caller = identifyCaller(this.#sources, place, clues);
    const call = this.#calls.begins(clues, caller.name, caller.confidence !== 'guess');
    call.number = number;
    this.#takeEarly(call);
    if (call.clues.validates) this.#early.push(call);
    if (this.#early.length > MOST_EARLY) this.#early.shift();
    this.#underWay.set(number, call);
    this.#callers.set(number, caller);
    this.#parents.set(number, call.parent?.number ?? null);
  }

  /**
   * A request stands in a trace when it was whole, a long one behind the validation of its own token: that belongs to it
   * unless it could be given to another request with the token.
   */
  #takeEarly(call: Call): void {
    const { service, serviceType, token, serviceToken } = call.clues;
    const names = namesAsCaller(service, serviceType);
    const at = this.#early.findIndex(({ caller, parent, clues: { subject } }) => {
      if (subject === null || (subject !== token && subject !== serviceToken)) return false;
      return (
        names.includes(caller) && parent?.clues.token !== subject && parent?.clues.serviceToken !== subject
      );
    });
    const [early] = at < 0 ? [] : this.#early.splice(at, 1);
    if (early !== undefined) early.parent = call;
  }

  #ends({ number, status, headers }: ReplayedMessage & { kind: 'response' }): void {
    const call = this.#underWay.get(number);
    if (call === undefined) return;
    this.#calls.responded(call, status, headers);
    // By now it is known which calls were this one's after all.
    for (const child of call.children) this.#parents.set(child.number, number);
    this.#calls.ends(call);
    this.#underWay.delete(number);
  }

  /** What was under way when the proxy ended gets no response any more, and causes nothing. */
  #endRun(next: number): void {
    this.#run = next;
    for (const call of this.#underWay.values()) {
      for (const child of call.children) this.#parents.set(child.number, call.number);
      this.#calls.ends(call);
    }
    this.#underWay.clear();
  }

  /** What was found. */
  end(): InferredTrace {
    this.#endRun(this.#run);
    return { callers: this.#callers, parents: this.#parents };
  }
}

/** The same for messages that are all there. */
export function inferTrace(messages: Iterable<ReplayedMessage>, rules?: UserRules): InferredTrace {
  const replay = new CallerReplay(rules);
  for (const message of messages) replay.push(message);
  return replay.end();
}
