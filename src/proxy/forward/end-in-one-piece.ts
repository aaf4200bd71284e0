import type { ServerResponse } from 'node:http';

/** What Node writes before the first piece of the body, joined to it where that is a text in latin1. */
interface Sender {
  _header: string;
  readonly _headerSent: boolean;
}

/**
 * Ends an answer whose head is made with this body, one character a byte. Node's own `end` hands a body and the end behind it to
 * the kernel as two pieces, which it gathers; as part of the head all of it is one. Chunks need their own frame.
 */
export function endInOnePiece(res: ServerResponse, body: string): void {
  const sender = res as unknown as Sender;
  if (res.chunkedEncoding || sender._headerSent) {
    res.end(body, 'latin1');
    return;
  }
  sender._header += body;
  res.end();
}
