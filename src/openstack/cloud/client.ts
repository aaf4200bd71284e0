import { request } from 'node:http';

/** What a call of ours is made of. */
export interface OutgoingCall {
  readonly method: string;
  /** Absolute, http. */
  readonly url: string;
  /** After Host, flat, sent in this order and case. */
  readonly headers: readonly string[];
  readonly body?: string;
  /** Cuts the call off. */
  readonly signal?: AbortSignal;
}

/** What came back. */
export interface Reply {
  readonly status: number;
  readonly reason: string;
  /** By name in lower case; the first value where a name is repeated. */
  header(name: string): string | undefined;
  readonly body: string;
}

/** ms without an answer; the services here answer in a few. */
const PATIENCE = 30_000;

/** Sends one request on a connection of its own. Rejects, naming method and URL, where no whole answer comes. */
export async function sendCall(call: OutgoingCall): Promise<Reply> {
  const { method, url, headers, body = '' } = call;
  const limit = AbortSignal.timeout(PATIENCE);
  const signal = call.signal ? AbortSignal.any([call.signal, limit]) : limit;
  try {
    return await new Promise((resolve, reject) => {
      const target = new URL(url);
      // Given as an array, the header lines go out as they are: Node adds none and moves none.
      const outgoing = request(target, {
        method,
        headers: ['Host', target.host, ...headers],
        agent: false,
        signal,
      });
      outgoing.on('error', reject);
      outgoing.on('response', async (response) => {
        try {
          const chunks: Buffer[] = [];
          for await (const chunk of response) chunks.push(chunk as Buffer);
          resolve({
            status: response.statusCode ?? 0,
            reason: response.statusMessage ?? '',
            header: (name) => response.headersDistinct[name]?.[0],
            body: Buffer.concat(chunks).toString('utf8'),
          });
        } catch (error) {
          reject(error);
        }
      });
      outgoing.end(body);
    });
  } catch (error) {
    const reason = limit.aborted ? `no answer within ${PATIENCE / 1000} s` : (error as Error).message;
    throw new Error(`${method} ${url} failed: ${reason}`, { cause: error });
  }
}
