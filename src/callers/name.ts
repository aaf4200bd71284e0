/** Longest name of a caller. */
const LONGEST = 64;

/**
 * A name for a caller, fit for a header and a heading of the log: `[A-Za-z0-9._:@+-]{1,64}`. Any other
 * character becomes `_`, what is longer is cut; null: there was nothing.
 */
export function callerName(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  // By code point, so that one emoji is one `_`.
  return trimmed.replace(/[^A-Za-z0-9._:@+-]/gu, '_').slice(0, LONGEST);
}

/**
 * Whether an id that came in is kept: 1 to 128 letters, digits, `.`, `_` and `-`. That takes the
 * original's (32 hex digits), UUIDs, OpenStack's `req-...` and W3C trace ids, and nothing that could break out
 * of a header line, a file name or a page. Anything else gets a new id.
 */
export function isRequestId(text: string): boolean {
  return /^[A-Za-z0-9._-]{1,128}$/.test(text);
}
