import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Upstream } from '../upstream.js';
import { flushHead } from './flush-head.js';

/** Larger than any header block that passes the listener (see `maxHeaderSize` there). */
const MAX_RESPONSE_HEADERS = 256 * 1024;

/** The head of a request to a service. */
export interface OutgoingHead {
  /** Path and query, sent as they are. */
  readonly path: string;
  /** Header lines, sent as they are: order, case and repetition. */
  readonly headers: readonly string[];
  /** Whether the request announces no body, so that Node must not announce one either. */
  readonly unframed: boolean;
}

/**
 * What `http.request` is given for one request, as the object into which http-proxy writes the rest (26). The
 * library folds and cuts the path (17) and passes headers on as an object, lower-cased, joined, some lost (18): both
 * fall on setters that keep nothing, and the agent stores the real head (`storeHead`) before anything is sent.
 */
export class Outgoing {
  readonly head: OutgoingHead;
  /** Never an idle connection that the service may be closing. */
  readonly freshConnection: boolean;
  readonly maxHeaderSize = MAX_RESPONSE_HEADERS;
  readonly setHost = false;

  constructor(head: OutgoingHead, freshConnection: boolean) {
    this.head = head;
    this.freshConnection = freshConnection;
  }

  set path(_fromLibrary: string) {}
  set headers(_fromLibrary: object) {}
}

/**
 * Writes the head of a request that was created without one: line by line as it stands. Where it has neither length
 * nor chunks, Node would announce chunks for POST and the like; Keystone refuses those.
 */
export function storeHead(proxyReq: ClientRequest, { path, headers, unframed }: OutgoingHead): void {
  const node = proxyReq as unknown as {
    path: string;
    _storeHeader(firstLine: string, lines: readonly string[]): void;
    _send?: (data: string) => void;
  };
  // What Node would refuse in the options of a request (1).
  if (/[^\x21-\xff]/.test(path)) throw new TypeError(`the path ${JSON.stringify(path)} cannot be sent`);
  node.path = path;
  if (unframed && proxyReq.useChunkedEncodingByDefault) {
    proxyReq.removeHeader('Transfer-Encoding');
    proxyReq.removeHeader('Content-Length');
  }
  // With an Expect Node sends the head at once, and as flushHeaders does: the one thing that must wait.
  const waits = hasExpect(headers);
  if (waits) node._send = () => {};
  node._storeHeader(`${proxyReq.method} ${path} HTTP/1.1\r\n`, headers);
  if (!waits) return;
  delete node._send;
  flushHead(proxyReq);
}

function hasExpect(lines: readonly string[]): boolean {
  for (let i = 0; i < lines.length; i += 2) {
    const name = lines[i] as string;
    if (name.length === 6 && name.toLowerCase() === 'expect') return true;
  }
  return false;
}

/** Whether a request announces no body, neither by a length nor by chunks (RFC 9112, 6.3). */
export function isUnframed(req: IncomingMessage): boolean {
  return req.headers['content-length'] === undefined && req.headers['transfer-encoding'] === undefined;
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
