import { type HeaderLines, headerPairs, headerValue, headerValues } from '../exchange/headers.js';
import type { HiddenSecrets } from './curl-secrets.js';
import { shellText, shellWord } from './shell.js';

/** Fields of one connection (RFC 9110, 7.6.1 and 11.7), and those that curl makes. Connection may name more. */
const LEFT_OUT = new Set([
  'connection',
  'content-length',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** The two that the proxy adds. */
const MARKS = new Set(['x-requestshook-request-id', 'x-requestshook-request-from']);

/** What curl adds by itself unless it is told not to, with `-H 'Name:'`. */
const OWN = ['User-Agent', 'Accept'];
const OWN_OF_BODY = [...OWN, 'Content-Type'];
/** It asks whether a body is welcome, by Expect, from this size on: later versions of it 1 MiB. Bytes. */
const ASKED = 1024;

/** A field name (RFC 9110, 5.6.2). */
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

export interface CurlHeaderOptions {
  /** `10.0.0.5:9292`, as the URL says it. */
  readonly authority: string;
  /** Bytes of the body that curl is given, about; null: none. */
  readonly bodySize: number | null;
  /** Keep the two X-Requestshook headers. */
  readonly marks: boolean;
  /** Whether the body is sent without its content coding. */
  readonly uncoded: boolean;
}

/** The options that make curl send a request's headers, in their order, and what could not be told to curl. */
export interface CurlHeaders {
  readonly options: readonly string[];
  readonly notes: readonly string[];
}

/** What curl sends as Host: without a port that is the scheme's. Both are tried, as the scheme is not known here. */
const isHostOf = (authority: string, host: string) =>
  host.toLowerCase() === authority.toLowerCase() || `${host}:80` === authority || `${host}:443` === authority;

function connectionOptions(headers: HeaderLines): string[] {
  return headerValues(headers, 'connection').flatMap((value) =>
    value.split(',').map((option) => option.trim().toLowerCase()),
  );
}

export function curlHeaders(
  headers: HeaderLines,
  secrets: HiddenSecrets,
  { authority, bodySize, marks, uncoded }: CurlHeaderOptions,
): CurlHeaders {
  const options: string[] = [];
  const notes: string[] = [];
  const leftOut = new Set([...LEFT_OUT, ...(marks ? [] : MARKS), ...connectionOptions(headers)]);
  if (uncoded) {
    leftOut.add('content-encoding');
    notes.push(
      `its body is sent uncoded, without "Content-Encoding: ${headerValue(headers, 'content-encoding')}"`,
    );
  }
  const host = headerValue(headers, 'host');
  if (host !== undefined && !isHostOf(authority, host)) options.push(headerOption('Host', host, secrets));
  for (const [name, value] of headerPairs(headers)) {
    if (leftOut.has(name.toLowerCase())) continue;
    // curl would read a name with @ in front from a file.
    if (NAME.test(name) && !/[\0\r\n]/.test(value)) options.push(headerOption(name, value, secrets));
    else notes.push(`the header ${JSON.stringify(name)} is left out: curl can not send it`);
  }
  const isThere = (name: string) =>
    !leftOut.has(name.toLowerCase()) && headerValue(headers, name) !== undefined;
  const own = bodySize === null ? OWN : bodySize < ASKED ? OWN_OF_BODY : [...OWN_OF_BODY, 'Expect'];
  for (const name of own) if (!isThere(name)) options.push(`-H ${shellText(`${name}:`)}`);
  if (bodySize !== null && /^\s*chunked\s*$/i.test(headerValue(headers, 'transfer-encoding') ?? '')) {
    options.push(`-H 'Transfer-Encoding: chunked'`);
  }
  // It asks for what it can undo, and undoes it; the header above is what is sent.
  if (isThere('Accept-Encoding')) options.push('--compressed');
  return { options, notes };
}

function headerOption(name: string, value: string, secrets: HiddenSecrets): string {
  // With a colon it would be taken away.
  if (value.trim() === '') return `-H ${shellText(`${name};`)}`;
  return `-H ${shellWord([`${name}: `, ...secrets.header(name, value)])}`;
}
