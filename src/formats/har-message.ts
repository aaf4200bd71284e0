import { type HeaderLines, headerPairs, headerValue, headerValues } from '../exchange/headers.js';
import type { Body, RequestMessage, ResponseMessage } from '../exchange/message.js';
import { splitUrl } from './diagram.js';
import type { HarContent, HarCookie, HarPair, HarPostData, HarRequest, HarResponse } from './har-archive.js';

/** What browsers write where no Content-Type was sent. */
const UNKNOWN_TYPE = 'x-unknown';

/** Services are spoken to in HTTP/1.1; the trace does not say. */
const VERSION = 'HTTP/1.1';

export function harPairs(lines: HeaderLines): HarPair[] {
  return [...headerPairs(lines)].map(([name, value]) => ({ name, value }));
}

/** As a form writes it: `+` is a space, `%41` is A (WHATWG URL, 5.1); what is no valid coding stays. */
function decodedField(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

function queryString(url: string): HarPair[] {
  const { query } = splitUrl(url);
  const fields = query.slice(1).replace(/#.*$/s, '').split('&');
  return fields
    .filter((field) => field !== '')
    .map((field) => {
      const equals = field.indexOf('=');
      const end = equals < 0 ? field.length : equals;
      return { name: decodedField(field.slice(0, end)), value: decodedField(field.slice(end + 1)) };
    });
}

/** `a=b` of a cookie; one without a name is all value (RFC 6265bis, 5.6). */
function cookiePair(text: string): HarPair {
  const equals = text.indexOf('=');
  return equals < 0
    ? { name: '', value: text.trim() }
    : { name: text.slice(0, equals).trim(), value: text.slice(equals + 1).trim() };
}

function requestCookies(headers: HeaderLines): HarCookie[] {
  return headerValues(headers, 'cookie')
    .flatMap((value) => value.split(';'))
    .filter((pair) => pair.trim() !== '')
    .map(cookiePair);
}

function responseCookie(value: string): HarCookie {
  const [pair = '', ...attributes] = value.split(';');
  const cookie: { -readonly [K in keyof HarCookie]: HarCookie[K] } = cookiePair(pair);
  for (const attribute of attributes) {
    const { name, value: text } = cookiePair(attribute.includes('=') ? attribute : `${attribute}=`);
    switch (name.toLowerCase()) {
      case 'path':
        cookie.path = text;
        break;
      case 'domain':
        cookie.domain = text;
        break;
      case 'expires': {
        const at = new Date(text);
        if (!Number.isNaN(at.getTime())) cookie.expires = at.toISOString();
        break;
      }
      case 'httponly':
        cookie.httpOnly = true;
        break;
      case 'secure':
        cookie.secure = true;
    }
  }
  return cookie;
}

/** What is missing of a body, for people; nothing where nothing is. */
function missing(body: Body): string[] {
  const { content, size, kept, truncated, brokenOff } = body;
  const notes: string[] = [];
  const isPart = content !== null && typeof content !== 'string' && size !== null && kept < size;
  if (truncated || isPart) notes.push(`truncated: ${kept} of ${size ?? 'unknown'} bytes are in the trace`);
  if (brokenOff) notes.push('broken off by the service');
  return notes;
}

const comment = (notes: readonly string[]) => (notes.length === 0 ? {} : { comment: notes.join('; ') });

const base64 = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

function postData({ headers, body }: RequestMessage): { postData: HarPostData } | null {
  const { content } = body;
  const notes = missing(body);
  if ((content === null || content.length === 0) && notes.length === 0) return null;
  const mimeType = headerValue(headers, 'content-type') || UNKNOWN_TYPE;
  if (content === null || typeof content === 'string') {
    return { postData: { mimeType, text: content ?? '', ...comment(notes) } };
  }
  // A HAR can hold bytes of a response only. Base64 in `text` would be taken for what was sent.
  const what = 'no text: the bytes are in _base64';
  return { postData: { mimeType, params: [], _base64: base64(content), ...comment([what, ...notes]) } };
}

/** A request of a trace in a HAR. */
export function harRequest(request: RequestMessage): HarRequest {
  const { method, url, headers, body } = request;
  return {
    method,
    url,
    httpVersion: VERSION,
    cookies: requestCookies(headers),
    headers: harPairs(headers),
    queryString: queryString(url),
    ...postData(request),
    // Of the headers as they were; here tokens may be hidden.
    headersSize: -1,
    bodySize: body.size ?? -1,
  };
}

function contentOf({ headers, body }: ResponseMessage): HarContent {
  const { content, size } = body;
  const mimeType = headerValue(headers, 'content-type') || UNKNOWN_TYPE;
  const coding = headerValue(headers, 'content-encoding') ?? 'identity';
  const shown = content === null ? 0 : Buffer.byteLength(content);
  // What the trace shows may differ in length: JSON is indented in the log, and secrets are hidden.
  const isSize = content !== null && size !== null && /^\s*(?:identity)?\s*$/i.test(coding);
  const facts = { size: isSize ? size : shown, mimeType, ...comment(missing(body)) };
  if (content === null || content.length === 0) return facts;
  return typeof content === 'string'
    ? { ...facts, text: content }
    : { ...facts, text: base64(content), encoding: 'base64' };
}

/** A response of a trace in a HAR. */
export function harResponse(response: ResponseMessage): HarResponse {
  const { status, reason, headers, body } = response;
  return {
    status,
    statusText: reason,
    httpVersion: VERSION,
    cookies: headerValues(headers, 'set-cookie').map(responseCookie),
    headers: harPairs(headers),
    content: contentOf(response),
    redirectURL: headerValue(headers, 'location') ?? '',
    headersSize: -1,
    bodySize: body.size ?? -1,
    ...(body.size === null ? {} : { _transferSize: body.size }),
  };
}

/** What stands in a HAR where no response came. */
export function harNoResponse(reason: string): HarResponse {
  return {
    status: 0,
    statusText: '',
    httpVersion: VERSION,
    cookies: [],
    headers: [],
    content: { size: 0, mimeType: UNKNOWN_TYPE },
    redirectURL: '',
    headersSize: -1,
    bodySize: -1,
    _error: reason,
  };
}
