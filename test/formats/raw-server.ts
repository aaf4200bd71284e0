import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** A request as it came over the wire. */
export interface RawRequest {
  /** `POST /path HTTP/1.1` */
  readonly line: string;
  /** `Name: value`, in wire order, one character a byte. */
  readonly headers: readonly string[];
  readonly body: Buffer;
}

/** A server that writes down every byte of a request, and answers 204. */
export interface RawServer {
  readonly port: number;
  /** What came since the last call. */
  take(): RawRequest[];
  close(): Promise<void>;
}

const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n';
const ANSWER = 'HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n';

/** The bytes of a body in chunks (RFC 9112, 7.1) and whether they are all there. */
function unchunked(bytes: Buffer): Buffer | null {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const lf = bytes.indexOf('\r\n', at);
    if (lf < 0) return null;
    const size = Number.parseInt(bytes.toString('latin1', at, lf), 16);
    if (bytes.length < lf + 2 + size + 2) return null;
    if (size === 0) return Buffer.concat(parts);
    parts.push(bytes.subarray(lf + 2, lf + 2 + size));
    at = lf + 2 + size + 2;
  }
}

function readRequest(bytes: Buffer): RawRequest | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [line = '', ...headers] = bytes.toString('latin1', 0, end).split('\r\n');
  const rest = bytes.subarray(end + 4);
  const field = (name: string) =>
    headers.find((header) => header.toLowerCase().startsWith(`${name}: `))?.slice(name.length + 2);
  if (field('transfer-encoding') === 'chunked') {
    const body = unchunked(rest);
    return body === null ? null : { line, headers, body };
  }
  const size = Number(field('content-length') ?? 0);
  return rest.length < size ? null : { line, headers, body: rest };
}

export async function startRawServer(): Promise<RawServer> {
  const requests: RawRequest[] = [];
  const sockets = new Set<Socket>();
  const serve = (socket: Socket) => {
    let bytes = Buffer.alloc(0);
    let asked = false;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (piece) => {
      bytes = Buffer.concat([bytes, piece]);
      if (!asked && /\r\nexpect: 100-continue\r\n/i.test(bytes.toString('latin1'))) {
        asked = true;
        socket.write(CONTINUE);
      }
      const request = readRequest(bytes);
      if (request === null) return;
      requests.push(request);
      socket.end(ANSWER);
    });
  };
  const server: Server = createServer(serve).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    take: () => requests.splice(0),
    close: async () => {
      server.close();
      // Of a request that was never whole.
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}
