import type { AccessRules } from './access.js';

/** What the page's thread is started with. */
export interface PageSettings {
  /** Path of the trace: a log or a journal. */
  readonly file: string;
  readonly host: string;
  readonly port: number;
  readonly token: AccessRules['token'];
  /** Folder of the page's own files. */
  readonly assets: string;
  readonly version: string;
  /** Whether a proxy in this process traces now; null: there is none. */
  readonly enabled: boolean | null;
}

/** To the page's thread. */
export type ToPage =
  | { readonly kind: 'enabled'; readonly enabled: boolean }
  | { readonly kind: 'strays'; readonly urls: readonly string[] }
  | { readonly kind: 'close' };

/** From the page's thread. */
export type FromPage =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'cannot listen'; readonly code: string; readonly message: string }
  /** Somebody wants tracing on or off. */
  | { readonly kind: 'enable'; readonly enabled: boolean }
  /** The trace cannot be read (any more). */
  | { readonly kind: 'trace'; readonly message: string }
  | { readonly kind: 'closed' };
