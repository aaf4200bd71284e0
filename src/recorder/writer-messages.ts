import type { FileState } from './append-file.js';
import type { Batch } from './pack.js';

/** What the writing thread needs to know. */
export interface WriterSettings {
  /** Path of requests.log. */
  readonly log: string;
  /** Folder of diagram.md, variables.md, body.md and journal.ndjson. */
  readonly dir: string;
  readonly secrets: 'hash' | 'plain';
  /** Bytes of a body, decoded, that are shown. */
  readonly captureLimit: number;
  /** Whether images that passed are compared with what Glance says of them. */
  readonly digest?: boolean;
}

/** To the writing thread. */
export type ToWriter =
  | {
      readonly kind: 'batch';
      readonly batch: Batch;
      /** Messages that were left out before this batch, since the writer was too far behind. */
      readonly leftOut: number;
    }
  | { readonly kind: 'reopen' }
  | {
      readonly kind: 'close';
      /** As with a batch. */
      readonly leftOut: number;
    };

/** From the writing thread. */
export type FromWriter =
  | { readonly kind: 'written' }
  | { readonly kind: 'file'; readonly state: FileState }
  | { readonly kind: 'fault'; readonly message: string }
  | { readonly kind: 'closed'; readonly lost: number };
