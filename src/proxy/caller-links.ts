/** Changes links that lead to services into links that lead back through the proxy, for one caller. */
export interface CallerLinks {
  /** The body with its links changed, null where there is nothing to change. */
  rewriteBody(bytes: Uint8Array): Uint8Array | null;
  rewriteHeaderValue(value: string): string;
}
