import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';

/** Bytes as text, one character a byte. */
export type Latin1 = string;

/**
 * One end of a connection as the tests see it: everything that came, to the byte, and what one waits for.
 * Nothing here knows HTTP beyond finding where a message ends.
 */
export class WireEnd {
  readonly socket: Socket;
  #joined = '';
  #chunks: Buffer[] = [];
  #length = 0;
  #taken = 0;
  #ended = false;
  #closed = false;
  #error: NodeJS.ErrnoException | null = null;
  readonly #waiting = new Set<() => void>();

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (chunk: Buffer) => {
      this.#chunks.push(chunk);
      this.#length += chunk.length;
      this.#wake();
    });
    socket.on('end', () => {
      this.#ended = true;
      this.#wake();
    });
    socket.on('error', (error) => {
      this.#error = error;
    });
    socket.on('close', () => {
      this.#closed = true;
      this.#wake();
    });
  }

  #wake(): void {
    for (const check of this.#waiting) check();
  }

  /** Resolves as soon as `ready` gives something; it is asked anew whenever something came. */
  until<T>(ready: () => T | undefined | false): Promise<T> {
    return new Promise((resolve) => {
      const check = () => {
        const value = ready();
        if (value === undefined || value === false) return;
        this.#waiting.delete(check);
        resolve(value);
      };
      this.#waiting.add(check);
      check();
    });
  }

  /** All that came, one character a byte. */
  get received(): Latin1 {
    if (this.#chunks.length > 0) {
      this.#joined += Buffer.concat(this.#chunks).toString('latin1');
      this.#chunks = [];
    }
    return this.#joined;
  }

  /** Bytes that came. */
  get length(): number {
    return this.#length;
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  /** The code of the error by which it ended (`ECONNRESET`), null: none. */
  get errorCode(): string | null {
    return this.#error?.code ?? null;
  }

  send(bytes: Latin1 | Uint8Array): this {
    this.socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
    return this;
  }

  /** Resolves when `text` has come. */
  async untilReceived(text: string): Promise<Latin1> {
    await this.until(() => this.received.includes(text));
    return this.received;
  }

  /** Resolves when the other end has closed its side, or the connection is gone. */
  async untilEnded(): Promise<Latin1> {
    await this.until(() => this.#ended || this.#closed);
    return this.received;
  }

  async untilClosed(): Promise<Latin1> {
    await this.until(() => this.#closed);
    return this.received;
  }

  /** The next whole message that came, head and body, to the byte. */
  nextMessage({ bodiless = false } = {}): Promise<Latin1> {
    let atLeast = this.#taken;
    return this.until(() => {
      if (this.#length < atLeast) return undefined;
      const length = messageLength(this.received.slice(this.#taken), bodiless);
      if (length.whole === undefined) {
        atLeast = this.#taken + length.atLeast;
        return undefined;
      }
      const message = this.received.slice(this.#taken, this.#taken + length.whole);
      this.#taken += length.whole;
      return message;
    });
  }

  /** The next head that came, without its body: what follows is left to the next call. */
  nextHead(): Promise<Latin1> {
    return this.until(() => {
      const end = this.received.indexOf('\r\n\r\n', this.#taken);
      if (end === -1) return undefined;
      const head = this.received.slice(this.#taken, end + 4);
      this.#taken = end + 4;
      return head;
    });
  }

  end(): void {
    this.socket.end();
  }

  /** Closes the connection with a RST. */
  reset(): void {
    this.socket.resetAndDestroy();
  }
}

/**
 * Length of the message that `text` begins with, or how much there must at least be. Without a length or
 * chunks it has no body.
 */
function messageLength(text: Latin1, bodiless: boolean): { whole?: number; atLeast: number } {
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd === -1) return { atLeast: 0 };
  const head = text.slice(0, headEnd + 2);
  const start = headEnd + 4;
  if (bodiless || /^HTTP\/1\.1 (1\d\d|204|304)/.test(head)) return { whole: start, atLeast: start };
  if (/\r\ntransfer-encoding:[^\r]*chunked/i.test(head)) {
    const end = chunkedEnd(text, start);
    return { atLeast: start, ...(end !== null && { whole: end }) };
  }
  const length = start + Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
  return { atLeast: length, ...(text.length >= length && { whole: length }) };
}

function chunkedEnd(text: Latin1, start: number): number | null {
  let at = start;
  for (;;) {
    const lineEnd = text.indexOf('\r\n', at);
    if (lineEnd === -1) return null;
    const size = Number.parseInt(text.slice(at, lineEnd), 16);
    if (size > 0) {
      at = lineEnd + 2 + size + 2;
      if (at > text.length) return null;
      continue;
    }
    if (text.startsWith('\r\n', lineEnd + 2)) return lineEnd + 4;
    const trailersEnd = text.indexOf('\r\n\r\n', lineEnd);
    return trailersEnd === -1 ? null : trailersEnd + 4;
  }
}

/** The body of a message, chunks put together. */
export function bodyOf(message: Latin1): Latin1 {
  const start = message.indexOf('\r\n\r\n') + 4;
  if (!/\r\ntransfer-encoding:[^\r]*chunked/i.test(message.slice(0, start))) return message.slice(start);
  let body = '';
  let at = start;
  for (;;) {
    const lineEnd = message.indexOf('\r\n', at);
    const size = Number.parseInt(message.slice(at, lineEnd), 16);
    if (!(size > 0)) return body;
    body += message.slice(lineEnd + 2, lineEnd + 2 + size);
    at = lineEnd + 2 + size + 2;
  }
}

/** The lines of a message's head, the first one included. */
export function headLines(message: Latin1): string[] {
  return message.slice(0, message.indexOf('\r\n\r\n')).split('\r\n');
}

/** The header lines of a message without those that the proxy adds or owns. */
export function endToEndLines(message: Latin1): string[] {
  return headLines(message)
    .slice(1)
    .filter((line) => !/^(X-Requestshook-Request-(Id|From)|Connection|Keep-Alive):/i.test(line));
}

/** A service that is nothing but sockets: what it received is known to the byte. */
export class RawUpstream {
  readonly #server: net.Server;
  readonly connections: WireEnd[] = [];
  #taken = 0;
  readonly #waiting: ((end: WireEnd) => void)[] = [];

  private constructor(server: net.Server) {
    this.#server = server;
  }

  static async start(onConnection?: (end: WireEnd, index: number) => void): Promise<RawUpstream> {
    const server = net.createServer({ allowHalfOpen: true, noDelay: true });
    const upstream = new RawUpstream(server);
    server.on('connection', (socket) => {
      const end = new WireEnd(socket);
      const index = upstream.connections.push(end) - 1;
      // Who stops sending is done; a test that wants otherwise keeps it open by itself.
      socket.on('end', () => socket.end());
      onConnection?.(end, index);
      upstream.#waiting.shift()?.(end);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return upstream;
  }

  /** A service that answers every request with what `answer` gives for it. */
  static answering(answer: (request: Latin1, index: number) => Latin1): Promise<RawUpstream> {
    let count = 0;
    return RawUpstream.start(async (end) => {
      for (;;) {
        const request = await end.nextMessage();
        end.send(answer(request, count++));
      }
    });
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** The next connection that nobody asked for yet. */
  nextConnection(): Promise<WireEnd> {
    const index = this.#taken++;
    const there = this.connections[index];
    if (there !== undefined) return Promise.resolve(there);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** How many connections are open. */
  get open(): number {
    return this.connections.filter((end) => !end.isClosed).length;
  }

  /** All that was received, connection after connection. */
  get received(): Latin1 {
    return this.connections.map((end) => end.received).join('');
  }

  async close(): Promise<void> {
    for (const { socket } of this.connections) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

/** A caller that is nothing but a socket. */
export async function connect(port: number): Promise<WireEnd> {
  const socket = net.connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
  const end = new WireEnd(socket);
  await once(socket, 'connect');
  return end;
}

/** Sends bytes on a connection of their own and gives all that comes until the other end closes. */
export async function sendAndRead(port: number, bytes: Latin1): Promise<Latin1> {
  const caller = await connect(port);
  caller.send(bytes);
  const received = await caller.untilEnded();
  caller.socket.destroy();
  return received;
}
