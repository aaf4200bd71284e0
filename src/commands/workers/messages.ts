import type { Settings } from '../../config/settings.js';
import type { Caller } from '../../exchange/exchange.js';
import type { HeaderLines } from '../../exchange/headers.js';
import { remembering, SHORT } from '../../exchange/remembering.js';
import type { Discovered } from '../catalog-watch.js';

/** Kinds of frames from a worker to the first process. */
export const FROM_WORKER = {
  /** A connection was accepted: `connectionText`. */
  connected: 1,
  /** It is closed: its number. */
  closed: 2,
  /** A request came: `askText`. It waits for the answer. */
  ask: 3,
  /** A request that was asked about is not served after all: its handle. */
  withdrawn: 4,
  /** The head of a service's response: `respondedText`. */
  responded: 5,
  /** An exchange is over: its handle, and on a second line why the service failed, where it did. */
  ended: 6,
  /** Messages for the trace: see `WorkerTrace`. */
  records: 7,
  /** A message for the trace was left out: the handle, and `request`, `response` or `both`. */
  leftOut: 8,
  /** There are messages for the trace, since it was pulled last. */
  pending: 9,
  /** All messages up to this time were sent: ns of the monotonic clock, the same for all processes. */
  pulled: 10,
  /** JSON of a `News`. */
  news: 11,
} as const;

/** Kinds of frames from the first process to a worker. */
export const TO_WORKER = {
  /** A request may be served: its handle, and, where it is traced, JSON of its caller. */
  answer: 1,
  /** Send what there is for the trace. */
  pull: 2,
  /** JSON of an `Order`. */
  order: 3,
} as const;

/** Where a connection to a service is, for the look-up of processes. */
export interface Ends {
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly localAddress: string;
  readonly localPort: number;
}

/** What a worker tells now and then. */
export type News =
  | { readonly kind: 'ready'; readonly places: readonly { readonly host: string; readonly port: number }[] }
  | { readonly kind: 'failed'; readonly error: 'config' | 'listen' | 'fault'; readonly message: string }
  | {
      readonly kind: 'log';
      readonly level: 'info' | 'warn' | 'error';
      readonly fields: object;
      readonly message: string;
      /** Said once, whoever says it. */
      readonly once: boolean;
    }
  | { readonly kind: 'discovered'; readonly discovered: Discovered }
  | { readonly kind: 'stray'; readonly url: string }
  | { readonly kind: 'ends'; readonly handle: number; readonly ends: Ends | null };

/** What a worker is told now and then. */
export type Order =
  | {
      readonly kind: 'start';
      readonly settings: Settings;
      /** What was read in catalogs before. */
      readonly discovered: readonly Discovered[];
      /** It tells of what all workers do alike. */
      readonly speaks: boolean;
    }
  | { readonly kind: 'discovered'; readonly discovered: Discovered }
  | { readonly kind: 'ends'; readonly handle: number }
  | { readonly kind: 'renew' }
  | { readonly kind: 'stop' };

/** What is asked about a request. */
export interface Ask {
  /** Stands for the exchange between the two processes. */
  readonly handle: number;
  /** The number of its connection, 0: not known. */
  readonly connection: number;
  /** Its id in the trace. */
  readonly id: string;
  readonly method: string;
  /** Path and query at the service. */
  readonly path: string;
  readonly url: string;
  readonly service: string;
  readonly serviceType: string | null;
  readonly listenerFrom: string | null;
  /** ms since the epoch. */
  readonly startedAt: number;
  /** As they came. */
  readonly headers: HeaderLines;
}

const ASK_FIELDS = 10;

/** A line for each field, then two for each header line; Node's parser lets no line's end through. */
export function askText(ask: Ask): string {
  const { handle, connection, id, method, path, url, service, serviceType, listenerFrom, startedAt } = ask;
  const fields = `${handle}\n${connection}\n${id}\n${method}\n${path}\n${url}\n${service}\n${serviceType ?? ''}\n${listenerFrom ?? ''}\n${startedAt}`;
  return ask.headers.length === 0 ? fields : `${fields}\n${ask.headers.join('\n')}`;
}

/** Reads what `askText` wrote. */
export function readAsk(text: string): Ask {
  const fields = text.split('\n');
  return {
    handle: Number(fields[0]),
    connection: Number(fields[1]),
    id: fields[2] as string,
    method: fields[3] as string,
    path: fields[4] as string,
    url: fields[5] as string,
    service: fields[6] as string,
    serviceType: fields[7] || null,
    listenerFrom: fields[8] || null,
    startedAt: Number(fields[9]),
    headers: fields.slice(ASK_FIELDS),
  };
}

let latestCaller: Caller | null = null;
let latestText = '';

/** Handle, and JSON of a caller. Those who call again are the same object, as a rule. */
export function answerText(handle: number, caller: Caller | null): string {
  if (caller === null) return String(handle);
  if (caller !== latestCaller) {
    latestCaller = caller;
    latestText = JSON.stringify(caller);
  }
  return `${handle}\n${latestText}`;
}

const callerOf = remembering((text) => JSON.parse(text) as Caller, SHORT);

/** Reads what `answerText` wrote. */
export function readAnswer(text: string): { readonly handle: number; readonly caller: Caller | null } {
  const lf = text.indexOf('\n');
  if (lf < 0) return { handle: Number(text), caller: null };
  return { handle: Number(text.slice(0, lf)), caller: callerOf(text.slice(lf + 1)) };
}

/** Headers of a response that the tree of calls learns from. */
const TELLING = ['x-subject-token', 'x-openstack-request-id', 'x-compute-request-id'];

/** Handle, status, and the header lines that tell something. */
export function respondedText(handle: number, status: number, headers: HeaderLines): string {
  let text = `${handle}\n${status}`;
  for (let i = 0; i + 1 < headers.length; i += 2) {
    const name = headers[i] as string;
    if (name.startsWith('x') || name.startsWith('X'))
      if (TELLING.includes(name.toLowerCase())) text += `\n${name}\n${headers[i + 1]}`;
  }
  return text;
}

/** Reads what `respondedText` wrote. */
export function readResponded(text: string) {
  const [handle, status, ...headers] = text.split('\n');
  return { handle: Number(handle), status: Number(status), headers: headers as HeaderLines };
}
