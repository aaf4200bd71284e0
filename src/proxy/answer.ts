import type { IncomingMessage, ServerResponse } from 'node:http';
import { headerValue } from '../exchange/headers.js';
import { LINKS_LIMIT, mayHoldLinks } from '../openstack/link-answers.js';
import type { CallerLinks } from './caller-links.js';
import { endInOnePiece } from './forward/end-in-one-piece.js';
import {
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

/** What becomes of an answer. */
export interface AnswerEvents extends RelayEvents {
  /** The response cannot be written as it is; nothing of it went out. */
  readonly onUnfit: (error: Error) => void;
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
  events: AnswerEvents,
): void {
  const begin = (contentLength: number | null): boolean => {
    const status = proxyRes.statusCode as number;
    const lines = responseHeaders(proxyRes.rawHeaders, {
      status,
      mark: facts.mark,
      chunkedAllowed: req.httpVersion !== '1.0',
      contentLength,
      rewriteLink: (value) => facts.links()?.rewriteHeaderValue(value) ?? value,
    });
    try {
      writeHead(res, { status, reason: proxyRes.statusMessage, lines });
      return true;
    } catch (error) {
      // Node refuses to write what its own parser let through, a status of 99 for one.
      proxyRes.destroy();
      events.onUnfit(error as Error);
      return false;
    }
  };
  if (
    !facts.holdsJson ||
    !mayHoldLinks(req.method as string, proxyRes.statusCode as number, proxyRes.rawHeaders)
  ) {
    if (begin(null)) relayBody(proxyRes, res, events);
    return;
  }
  holdJson(res, proxyRes, facts, begin, events);
}

function holdJson(
  res: ServerResponse,
  proxyRes: IncomingMessage,
  facts: AnswerFacts,
  begin: (contentLength: number | null) => boolean,
  events: AnswerEvents,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  let holding = true;
  const collect = (chunk: Buffer): void => {
    chunks.push(chunk);
    size += chunk.length;
    if (size > LINKS_LIMIT) letGo();
  };
  /** Most answers come in one piece. */
  const whole = (): Buffer => (chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, size));
  /** Too large: it goes on as it is. */
  const letGo = (): void => {
    holding = false;
    proxyRes.removeListener('data', collect);
    proxyRes.removeListener('end', finish);
    if (!begin(null)) return;
    for (const chunk of chunks) res.write(chunk);
    relayBody(proxyRes, res, events);
  };
  const finish = (): void => {
    holding = false;
    if (res.destroyed) return;
    const body = whole();
    facts.onJson?.(body);
    const changed = facts.links()?.rewriteBody(body) ?? null;
    // A chunked answer stays chunked.
    const hasLength = headerValue(proxyRes.rawHeaders, 'content-length') !== undefined;
    if (!begin(changed !== null && hasLength ? changed.length : null)) return;
    sendResponseTrailers(proxyRes, res);
    if (changed === null) res.end(body);
    else endInOnePiece(res, changed);
    whenDelivered(res, events.onDelivered);
  };
  proxyRes.on('data', collect);
  proxyRes.once('end', finish);
  watchForBreak(proxyRes, (error) => {
    if (!holding) return;
    holding = false;
    // What there is goes out as it came; it will look short.
    if (!res.destroyed && !begin(null)) return;
    events.onBrokenOff(error);
    if (!res.destroyed) res.write(whole(), () => cutShort(res));
  });
}
