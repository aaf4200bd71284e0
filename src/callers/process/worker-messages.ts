import type { Ends, Found } from './look-up.js';

/** Asked of the thread that looks processes up. */
export type ToLookUp = { readonly id: number } & (
  | { readonly kind: 'find'; readonly connection: Ends }
  | { readonly kind: 'heldBy'; readonly pid: number; readonly connections: readonly Ends[] }
);

/** Its answers, in any order. */
export type FromLookUp = { readonly id: number } & (
  | { readonly kind: 'found'; readonly found: Found }
  | { readonly kind: 'held'; readonly held: readonly boolean[] }
);
