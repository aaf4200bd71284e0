/** Changes links that lead to services into links that lead back through the proxy, for one caller. */
export interface CallerLinks {
  /** The body with its links changed, one character a byte; null where there is nothing to change. */
  rewriteBody(bytes: Uint8Array): string | null;
  rewriteHeaderValue(value: string): string;
}
