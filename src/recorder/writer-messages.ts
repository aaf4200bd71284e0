import type { TraceFile } from '../config/trace-files.js';
import type { FileState } from './append-file.js';
import type { Batch } from './batch.js';

/** What the writing thread needs to know. */
export interface WriterSettings {
  /** Path of requests.log. */
  readonly log: string;
  /** Folder of diagram.md, variables.md, body.md and journal.ndjson. */
  readonly dir: string;
  /** Which files are written; default: all. */
  readonly files?: readonly TraceFile[];
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

/** What a file does not have, of what it was given; where there are several, the largest numbers. */
export interface Owed {
  /** Messages that are not whole in it; some may still come to be. */
  readonly missing: number;
  /** How many messages a note would have to stand for, if nothing more were written. */
  readonly unnoted: number;
}

/** From the writing thread. */
export type FromWriter =
  | {
      /** A batch was taken. */
      readonly kind: 'written';
      readonly owed: Owed;
      /** The batch's buffer, to be used again. */
      readonly bytes?: ArrayBuffer;
    }
  | { readonly kind: 'file'; readonly state: FileState }
  | { readonly kind: 'fault'; readonly message: string }
  | { readonly kind: 'closed'; readonly lost: number };
