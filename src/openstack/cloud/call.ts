import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.js';

/** One request, as a service of the demo cloud reads it. */
export interface Call {
  readonly method: string;
  /** Path below the mount point, percent-decoded, cut at the slashes: `['v3', 'projects']`. */
  readonly segments: readonly string[];
  /** Path and query below the mount point as they were sent: `/v3/projects?name=demo`. */
  readonly target: string;
  readonly query: URLSearchParams;
  readonly request: IncomingMessage;
}

/** Reads the head of a request; null if its path is not below the mount point (`/identity`). */
export function readCall(request: IncomingMessage, mount: string): Call | null {
  const url = request.url ?? '/';
  const [path = '', query = ''] = splitOnce(url, '?');
  if (path !== mount && !path.startsWith(`${mount}/`)) return null;
  return {
    method: request.method ?? 'GET',
    segments: path
      .slice(mount.length + 1)
      .split('/')
      .map(decodeSegment),
    target: url.slice(mount.length),
    query: new URLSearchParams(query),
    request,
  };
}

/** A header's value, `` where it is missing; the first one where it is repeated. */
export function header(call: Call, name: string): string {
  const value = call.request.headers[name.toLowerCase()];
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

/**
 * The whole body of a request, in memory; for JSON only, so 1 MiB is the limit.
 * Throws a Refusal (413) above it.
 */
export async function readBody(call: Call): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of call.request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= BODY_LIMIT) chunks.push(chunk);
  }
  if (size > BODY_LIMIT) throw new Refusal(413, 'Request is too large.');
  return Buffer.concat(chunks);
}

const BODY_LIMIT = 1024 * 1024;

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
