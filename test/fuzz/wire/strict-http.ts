/**
 * HTTP/1.1 by the letter (RFC 9112), and nothing that one reader may take so and another so. What the proxy writes must be
 * read by it without a word. Bytes are text, one character a byte.
 */
export interface WireMessage {
  readonly first: string;
  /** As they stand: name and value. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  readonly framing: 'none' | 'length' | 'chunks' | 'end';
}

/** What a text begins with. `short`: a whole message may still come of it; `wrong`: none can. */
export type Reading =
  | { readonly kind: 'whole'; readonly message: WireMessage; readonly length: number }
  | { readonly kind: 'short'; readonly head: WireMessage | null }
  | { readonly kind: 'wrong'; readonly reason: string };

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const REQUEST_LINE = new RegExp(`^(${TOKEN}) ([\\x21-\\x7e\\x80-\\xff]+) HTTP/1\\.1$`);
const STATUS_LINE = /^HTTP\/1\.1 [1-9]\d\d [\t\x20-\x7e\x80-\xff]*$/;
const HEADER = new RegExp(
  `^(${TOKEN}):[ \\t]*((?:[\\x21-\\x7e\\x80-\\xff](?:[\\t\\x20-\\x7e\\x80-\\xff]*[\\x21-\\x7e\\x80-\\xff])?)?)[ \\t]*$`,
);

const wrong = (reason: string): Reading => ({ kind: 'wrong', reason });

export function values(headers: WireMessage['headers'], name: string): string[] {
  return headers.filter(([each]) => each.toLowerCase() === name).map(([, value]) => value);
}

function readLines(lines: readonly string[]): [string, string][] | string {
  const headers: [string, string][] = [];
  for (const line of lines) {
    const found = HEADER.exec(line);
    if (found === null) return `no header line: ${JSON.stringify(line)}`;
    headers.push([found[1] as string, found[2] as string]);
  }
  return headers;
}

/** Reads the request that a text begins with. */
export function readRequest(text: string): Reading {
  return read(text, 0, (first) => REQUEST_LINE.test(first), false);
}

/** Reads the response that a text begins with, to a request of that method; interim ones are messages of their own. */
export function readResponse(text: string, from: number, method: string): Reading {
  return read(text, from, (first) => STATUS_LINE.test(first), true, method);
}

function read(
  text: string,
  from: number,
  isFirst: (line: string) => boolean,
  isResponse: boolean,
  method = '',
): Reading {
  const headEnd = text.indexOf('\r\n\r\n', from);
  if (headEnd < 0) {
    const firstEnd = text.indexOf('\r\n', from);
    if (firstEnd >= 0 && !isFirst(text.slice(from, firstEnd)))
      return wrong(`no first line: ${JSON.stringify(text.slice(from, firstEnd))}`);
    return { kind: 'short', head: null };
  }
  const [first = '', ...lines] = text.slice(from, headEnd).split('\r\n');
  if (!isFirst(first)) return wrong(`no first line: ${JSON.stringify(first)}`);
  const headers = readLines(lines);
  if (typeof headers === 'string') return wrong(headers);
  const lengths = values(headers, 'content-length');
  const codings = values(headers, 'transfer-encoding');
  if (lengths.length > 1 || (lengths.length > 0 && codings.length > 0))
    return wrong('its length is told twice');
  if (!isResponse && values(headers, 'host').length !== 1) return wrong('not one Host');
  if (lengths.length > 0 && !/^\d{1,15}$/.test(lengths[0] as string)) return wrong(`length ${lengths[0]}`);
  const start = headEnd + 4;
  const whole = (body: string, framing: WireMessage['framing'], end: number): Reading => ({
    kind: 'whole',
    message: { first, headers, body, framing },
    length: end - from,
  });
  const status = isResponse ? first.slice(9, 12) : '';
  if (isResponse && (/^1|^204$|^304$/.test(status) || method === 'HEAD')) return whole('', 'none', start);
  if (codings.length > 0) {
    if (!/^(?:(?!\s*chunked\s*,)[^,]*,\s*)*chunked$/i.test(codings.join(', '))) {
      return isResponse
        ? { kind: 'short', head: { first, headers, body: text.slice(start), framing: 'end' } }
        : wrong(`coding ${codings}`);
    }
    return readChunks(text, start, (body, end) => whole(body, 'chunks', end), { first, headers });
  }
  if (lengths.length > 0) {
    const end = start + Number(lengths[0]);
    return text.length >= end
      ? whole(text.slice(start, end), 'length', end)
      : { kind: 'short', head: { first, headers, body: text.slice(start), framing: 'length' } };
  }
  return isResponse
    ? { kind: 'short', head: { first, headers, body: text.slice(start), framing: 'end' } }
    : whole('', 'none', start);
}

function readChunks(
  text: string,
  start: number,
  whole: (body: string, end: number) => Reading,
  head: Pick<WireMessage, 'first' | 'headers'>,
): Reading {
  let body = '';
  let at = start;
  const short = (): Reading => ({ kind: 'short', head: { ...head, body, framing: 'chunks' } });
  for (;;) {
    const lineEnd = text.indexOf('\r\n', at);
    if (lineEnd < 0)
      return /^[0-9a-fA-F]{0,8}\r?$/.test(text.slice(at)) ? short() : wrong('no size of a chunk');
    const size = text.slice(at, lineEnd);
    if (!/^[0-9a-fA-F]{1,8}$/.test(size)) return wrong(`size of a chunk: ${JSON.stringify(size)}`);
    at = lineEnd + 2;
    const length = Number.parseInt(size, 16);
    if (length === 0) break;
    body += text.slice(at, at + length);
    at += length;
    if (at + 2 > text.length) return short();
    if (!text.startsWith('\r\n', at)) return wrong('a chunk longer than its size');
    at += 2;
  }
  for (;;) {
    const lineEnd = text.indexOf('\r\n', at);
    if (lineEnd < 0) return short();
    const line = text.slice(at, lineEnd);
    at = lineEnd + 2;
    if (line === '') return whole(body, at);
    if (!HEADER.test(line) || /^(?:content-length|transfer-encoding|host|trailer|connection):/i.test(line))
      return wrong(`trailer ${JSON.stringify(line)}`);
  }
}
