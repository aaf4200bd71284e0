import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Upstream } from '../upstream.js';

/** Larger than any header block that passes the listener (see `maxHeaderSize` there). */
const MAX_RESPONSE_HEADERS = 256 * 1024;

/** The options of one request to a service, in the form that http-proxy takes them. */
export interface Outgoing {
  /** Path and query, sent as they are. */
  readonly path: string;
  /** Header lines, sent as they are: order, case and repetition. */
  readonly headers: readonly string[] | Record<string, never>;
  /** Never an idle connection that the service may be closing. */
  readonly freshConnection: boolean;
}

/**
 * http-proxy folds and cuts the path (17) and passes headers on as an object, lower-cased,
 * joined, some lost (18). It builds the options of `http.request` upon the object given as `ssl` (26):
 * this one has path and headers that cannot be overwritten. A flat array of headers is written by Node
 * line by line as it stands. Fresh for each request, as the library writes the rest into it.
 */
export function outgoingOptions({ path, headers, freshConnection }: Outgoing): object {
  return {
    get path() {
      return path;
    },
    set path(_fromLibrary: string) {
      // Kept as the caller sent it.
    },
    get headers() {
      return headers;
    },
    set headers(_fromLibrary: object) {
      // Kept as the caller sent them.
    },
    freshConnection,
    maxHeaderSize: MAX_RESPONSE_HEADERS,
  };
}

/** Whether a request announces no body, neither by a length nor by chunks (RFC 9112, 6.3). */
export function isUnframed(req: IncomingMessage): boolean {
  return req.headers['content-length'] === undefined && req.headers['transfer-encoding'] === undefined;
}

/**
 * Whether Node would give a request without a body a chunked one, as it does by default for POST and the
 * like; Keystone refuses those. Its head is stored later, see below.
 */
export function nodeWouldFrame(req: IncomingMessage): boolean {
  return isUnframed(req) && !['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE'].includes(req.method as string);
}

/**
 * Stores the head of a request without a body: no length, no chunks. Node takes a flat list of header lines
 * when a request is created, and decides on its framing then; that it is to have none can be said only
 * afterwards. So such a request is created without headers, and the same is done here a moment later.
 */
export function storeUnframedHead(proxyReq: ClientRequest, lines: readonly string[]): void {
  proxyReq.removeHeader('Transfer-Encoding');
  proxyReq.removeHeader('Content-Length');
  const node = proxyReq as unknown as { _storeHeader(firstLine: string, lines: readonly string[]): void };
  node._storeHeader(`${proxyReq.method} ${proxyReq.path} HTTP/1.1\r\n`, lines);
}

/** Header lines as an object for Node: names in their case and order, repetitions as lists. */
export function headersObject(lines: readonly string[]): Record<string, string | string[]> {
  const names = new Map<string, string>();
  const object: Record<string, string | string[]> = Object.create(null);
  for (let i = 0; i + 1 < lines.length; i += 2) {
    const name = lines[i] as string;
    const value = lines[i + 1] as string;
    const first = names.get(name.toLowerCase());
    if (first === undefined) {
      names.set(name.toLowerCase(), name);
      object[name] = value;
    } else {
      const before = object[first] as string | string[];
      object[first] = Array.isArray(before) ? [...before, value] : [before, value];
    }
  }
  return object;
}

/** The service's address as http-proxy wants it: a string would be parsed anew for each request. */
export function targetOf(upstream: Upstream): {
  protocol: string;
  hostname: string;
  host: string;
  port: string;
} {
  const url = new URL(upstream.service.url);
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  return { protocol: url.protocol, hostname, host: hostname, port: url.port };
}
