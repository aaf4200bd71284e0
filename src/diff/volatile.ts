/**
 * What is another one each time a command is run, and says nothing: ids, tokens, times, ports.
 */

/** An `id` or `authority` stays the same throughout a trace; a `time`, `token` or `call` is not to be compared. */
export type VolatileKind = 'id' | 'authority' | 'time' | 'token' | 'call';

/** A part of a text, and what it is: text to be compared, or something volatile. */
export interface TextPart {
  readonly kind: VolatileKind | null;
  readonly text: string;
}

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const DAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';

const PATTERNS: readonly (readonly [VolatileKind, string])[] = [
  // As keystoneauth shows it, and a Fernet token as it is.
  ['token', '\\{SHA256\\}[0-9a-f]{64}|\\bgAAAA[\\w-]{60,}={0,2}'],
  // oslo's and swift's ids of a request.
  ['call', `\\breq-${UUID}\\b|\\btx[0-9a-f]{21}-[0-9a-f]{10}`],
  // ISO 8601 with a time of day (a date alone is a version of an API), and HTTP's three forms (RFC 9110, 5.6.7).
  [
    'time',
    `\\b\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(?::\\d\\d(?:[.,]\\d+)?)?(?:Z\\b|[+-]\\d\\d:?\\d\\d\\b)?|` +
      `\\b${DAY}, \\d\\d ${MONTH} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT\\b|` +
      `\\b${DAY}[a-z]*, \\d\\d-${MONTH}-\\d\\d \\d\\d:\\d\\d:\\d\\d GMT\\b|` +
      `\\b${DAY} ${MONTH} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d \\d{4}\\b`,
  ],
  ['id', `(?<![0-9a-z])(?:${UUID}|[0-9a-f]{64}|[0-9a-f]{32})(?![0-9a-z])`],
  // Where a cloud listens, in a URL.
  ['authority', `(?<=://)[^\\s"'<>/?#\\\\]+`],
];

const VOLATILE = new RegExp(PATTERNS.map(([, pattern]) => `(${pattern})`).join('|'), 'gi');

/** A text in parts: what is volatile in it, and what is between. */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  for (const found of text.matchAll(VOLATILE)) {
    const group = found.findIndex((value, i) => i > 0 && value !== undefined);
    if (found.index > at) parts.push({ kind: null, text: text.slice(at, found.index) });
    parts.push({ kind: PATTERNS[group - 1]?.[0] ?? null, text: found[0] });
    at = found.index + found[0].length;
  }
  if (at < text.length) parts.push({ kind: null, text: text.slice(at) });
  return parts;
}

/** The ids and authorities in a text, which may be the same in two traces. */
export function* lastingValues(text: string): Generator<string> {
  // Most texts have neither, and looking for them takes its time.
  if (!/:\/\/|[0-9a-f-]{32}/i.test(text)) return;
  for (const { kind, text: value } of textParts(text)) {
    if (kind === 'id' || kind === 'authority') yield value.toLowerCase();
  }
}

/** Headers that are another one each time, or concern one connection, or tell the length of what is compared itself. */
const VOLATILE_HEADER =
  /^(?:age|connection|date|keep-alive|proxy-connection|server-timing|te|trailer|transfer-encoding|upgrade|x-requestshook-.*|x-(?:openstack-|compute-|global-)*request-id|x-trans-id|x-timestamp|x-runtime|x-response-time)$/;

/** Whether a header is not to be compared. `name` is in lower case. */
export const isVolatileHeader = (name: string): boolean => VOLATILE_HEADER.test(name);

/** Keystone's ids of a token's life; they are no UUIDs. */
const VOLATILE_KEY = /^audit_(?:chain_)?ids?$/i;
const TIME_KEY = /(?:_at|_on|timestamp|date|expires|updated|created)$/i;
/** An image that has another checksum is another one. */
const EXACT_KEY = /(?:checksum|hash|hash_value|md5|sha\d*|digest|etag|fingerprint)$/i;

/** Whether the value of a JSON key is not to be compared, whatever it is. */
export const isVolatileKey = (key: string): boolean => VOLATILE_KEY.test(key);
/** Whether a number under a JSON key is a time. */
export const isTimeKey = (key: string): boolean => TIME_KEY.test(key);
/** Whether hex digits under a JSON key, or in a header, are no id but say what something is. */
export const isExactKey = (key: string): boolean => EXACT_KEY.test(key);
