import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';

/** Bytes of a request body up to which it is kept so that the request can be sent again. */
const MAX_REPLAY = 64 * 1024;

/** Methods that may be sent twice (RFC 9110, 9.2.2). */
const IDEMPOTENT = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE']);

/** Codes by which a connection shows that the service had closed it. */
const CLOSED = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);

/**
 * A request that may be sent a second time, on a new connection, because the idle one that it was
 * given was closed by the service in that moment. Only idempotent requests with no or a small body
 * of known length are of this kind; any other is given a new connection at once.
 */
export class Replay {
  readonly #req: IncomingMessage;
  readonly #chunks: Buffer[] = [];
  #used = false;

  private constructor(req: IncomingMessage, hasBody: boolean) {
    this.#req = req;
    if (hasBody) req.on('data', (chunk: Buffer) => this.#chunks.push(chunk));
  }

  /** The request's replay, or null where it must not, or cannot, be sent again. */
  static of(req: IncomingMessage): Replay | null {
    if (!IDEMPOTENT.has(req.method as string) || req.headers['transfer-encoding'] !== undefined) return null;
    const length = Number(req.headers['content-length'] ?? 0);
    return length <= MAX_REPLAY ? new Replay(req, length > 0) : null;
  }

  /** Whether this failure is one that a new connection cures; true at most once. */
  cures(error: NodeJS.ErrnoException, reusedSocket: boolean): boolean {
    if (this.#used || !reusedSocket || !CLOSED.has(error.code ?? '')) return false;
    this.#used = true;
    return true;
  }

  /** The body once more: what was read already and what is still to come. */
  body(): Readable {
    const req = this.#req;
    if (req.readableEnded) return Readable.from(this.#chunks);
    const body = new Readable({ read() {} });
    for (const chunk of this.#chunks) body.push(chunk);
    req.on('data', (chunk: Buffer) => body.push(chunk));
    req.on('end', () => body.push(null));
    req.on('close', () => {
      if (!req.readableEnded) body.destroy();
    });
    req.resume();
    return body;
  }
}
