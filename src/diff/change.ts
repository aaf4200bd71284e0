import type { Exchange } from '../exchange/exchange.js';

/** Something that is not as it was. */
export interface Change {
  readonly in: 'call' | 'request' | 'response';
  /** `status`, `path image_id`, `query limit`, `header Content-Type`, `body`, `$.images[0].status`. */
  readonly what: string;
  /** What it was, as JSON can hold it; not there: nothing. */
  readonly before?: unknown;
  readonly after?: unknown;
  /** For people, where the two would say too little or too much. */
  readonly note?: string;
}

/** A change of a text that one of both may lack. */
export function changed(
  where: Change['in'],
  what: string,
  before: string | undefined,
  after: string | undefined,
): Change {
  const [old, now] = [before === undefined ? {} : { before }, after === undefined ? {} : { after }];
  return { in: where, what, ...old, ...now };
}

/** How long a call took in both traces, where one took notably longer. ms. */
export interface TimeChange {
  readonly before: number;
  readonly after: number;
  /** `after` divided by `before`. */
  readonly factor: number;
}

/** What became of a call from one trace to the other. */
export type CallDiff =
  | {
      /** `same`: nothing changed, though it may have taken longer. `moved`: it is at another place. */
      readonly kind: 'same' | 'changed' | 'moved';
      readonly a: Exchange;
      readonly b: Exchange;
      readonly changes: readonly Change[];
      readonly time: TimeChange | null;
    }
  | { readonly kind: 'removed'; readonly a: Exchange }
  | { readonly kind: 'added'; readonly b: Exchange };

/** What changed between two traces, call by call. */
export interface TraceDiff {
  readonly calls: readonly CallDiff[];
  /** Nothing was added, removed, moved or changed. Times do not count. */
  readonly isSame: boolean;
}
