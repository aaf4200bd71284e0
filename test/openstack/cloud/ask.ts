import { request } from 'node:http';

/** What a server sent, as it sent it. */
export interface Heard {
  readonly status: number;
  readonly reason: string;
  /** Flat, in wire order. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  readonly text: string;
  /** The body as JSON. */
  readonly json: ReturnType<typeof JSON.parse>;
  header(name: string): string | undefined;
}

/** Sends one request; a body that is an object goes as JSON. */
export function ask(
  method: string,
  url: string,
  headers: { [name: string]: string } = {},
  body?: object | string | Buffer,
): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const isJson = typeof body === 'object' && !Buffer.isBuffer(body);
    const bytes = isJson ? JSON.stringify(body) : (body as string | Buffer | undefined);
    const outgoing = request(url, {
      method,
      agent: false,
      headers: {
        ...(isJson ? { 'Content-Type': 'application/json' } : {}),
        ...(bytes === undefined || headers['Transfer-Encoding']
          ? {}
          : { 'Content-Length': Buffer.byteLength(bytes) }),
        ...headers,
      },
    });
    outgoing.on('error', reject);
    outgoing.on('response', async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      const bytes = Buffer.concat(chunks);
      resolve({
        status: response.statusCode as number,
        reason: response.statusMessage as string,
        rawHeaders: response.rawHeaders,
        body: bytes,
        text: bytes.toString('utf8'),
        get json() {
          return JSON.parse(bytes.toString('utf8'));
        },
        header: (name) => response.headersDistinct[name.toLowerCase()]?.[0],
      });
    });
    outgoing.end(bytes);
  });
}

/** Names of header lines, in order. */
export function names(rawHeaders: readonly string[]): string[] {
  return rawHeaders.filter((_, i) => i % 2 === 0);
}
