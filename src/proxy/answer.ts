import type { IncomingMessage, ServerResponse } from 'node:http';
import { LINKS_LIMIT, mayHoldLinks } from '../openstack/link-answers.js';
import type { CallerLinks } from './caller-links.js';
import {
  type AnswerHead,
  cutShort,
  type RelayEvents,
  relayBody,
  watchForBreak,
  whenDelivered,
  writeHead,
} from './forward/relay.js';
import { sendResponseTrailers } from './forward/trailers.js';
import type { Mark } from './mark.js';
import { responseHeaders } from './response-headers.js';

/** What turns a service's response into the answer to the caller. */
export interface AnswerFacts {
  readonly mark: Mark | null;
  /** The links of this caller, asked for when they are needed; null: links stay as they are. */
  readonly links: () => CallerLinks | null;
  /** Whether JSON is held until it is whole. */
  readonly holdsJson: boolean;
  /** Sees a JSON body whole, as the service sent it, before the caller does. */
  readonly onJson?: ((bytes: Uint8Array) => void) | undefined;
}

/**
 * Passes a service's response on to the caller. A body passes as it comes, except JSON in which links
 * are to be changed: that is held until it is whole, or larger than 1 MiB.
 */
export function answerCaller(
  req: IncomingMessage,
  res: ServerResponse,
  proxyRes: IncomingMessage,
  facts: AnswerFacts,
  events: RelayEvents,
): void {
  const head = (contentLength: number | null): AnswerHead => ({
    status: proxyRes.statusCode as number,
    reason: proxyRes.statusMessage,
    lines: responseHeaders(proxyRes.rawHeaders, {
      status: proxyRes.statusCode as number,
      mark: facts.mark,
      chunkedAllowed: req.httpVersion !== '1.0',
      contentLength,
      rewriteLink: (value) => facts.links()?.rewriteHeaderValue(value) ?? value,
    }),
  });
  if (
    !facts.holdsJson ||
    !mayHoldLinks(req.method as string, proxyRes.statusCode as number, proxyRes.rawHeaders)
  ) {
    writeHead(res, head(null));
    relayBody(proxyRes, res, events);
    return;
  }
  holdJson(res, proxyRes, facts, head, events);
}

function holdJson(
  res: ServerResponse,
  proxyRes: IncomingMessage,
  facts: AnswerFacts,
  head: (contentLength: number | null) => AnswerHead,
  events: RelayEvents,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  let holding = true;
  const collect = (chunk: Buffer): void => {
    chunks.push(chunk);
    size += chunk.length;
    if (size > LINKS_LIMIT) letGo();
  };
  /** Too large: it goes on as it is. */
  const letGo = (): void => {
    holding = false;
    proxyRes.removeListener('data', collect);
    proxyRes.removeListener('end', finish);
    writeHead(res, head(null));
    for (const chunk of chunks) res.write(chunk);
    relayBody(proxyRes, res, events);
  };
  const finish = (): void => {
    holding = false;
    if (res.destroyed) return;
    const body = Buffer.concat(chunks, size);
    facts.onJson?.(body);
    const changed = facts.links()?.rewriteBody(body) ?? null;
    // A chunked answer stays chunked.
    const hasLength = proxyRes.headers['content-length'] !== undefined;
    writeHead(res, head(changed !== null && hasLength ? changed.length : null));
    res.write(changed ?? body);
    sendResponseTrailers(proxyRes, res);
    res.end();
    whenDelivered(res, events.onDelivered);
  };
  proxyRes.on('data', collect);
  proxyRes.once('end', finish);
  watchForBreak(proxyRes, (error) => {
    if (!holding) return;
    holding = false;
    events.onBrokenOff(error);
    if (res.destroyed) return;
    // What there is goes out as it came; it will look short.
    writeHead(res, head(null));
    res.write(Buffer.concat(chunks, size), () => cutShort(res));
  });
}
