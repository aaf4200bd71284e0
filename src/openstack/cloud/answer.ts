import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';

/** What a service answers. */
export interface Answer {
  readonly status: number;
  readonly reason: string;
  /** Header lines, flat, in the order of the wire; without Date and Connection. */
  readonly headers: readonly string[];
  readonly body: string | Readable | null;
}

/**
 * Sends an answer, with `Date` in front and `Connection: close` at the end: devstack's Apache says that to
 * everybody. The rest of the request is read first, so that closing does not reset the connection
 * under an answer that the caller has not read yet (RFC 9112, 9.6).
 */
export async function sendAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  now: number,
): Promise<void> {
  if (!request.complete) await finished(request.resume());
  response.writeHead(answer.status, answer.reason, [
    'Date',
    new Date(now).toUTCString(),
    ...answer.headers,
    'Connection',
    'close',
  ]);
  const { body } = answer;
  if (request.method === 'HEAD' || body === null) {
    response.end();
    if (body instanceof Readable) body.destroy();
  } else if (body instanceof Readable) await pipeline(body, response);
  else response.end(body);
}
