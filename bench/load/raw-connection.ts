import { connect, type Socket } from 'node:net';

/** What a request of a load looks like, and how its answer ends. */
export interface RawRequest {
  readonly port: number;
  /** Gives the bytes of the next one. */
  readonly next: () => Buffer;
  /** Answers have a head alone. */
  readonly isHead: boolean;
  /** A connection for each request. */
  readonly close: boolean;
}

/** What is read goes into one buffer, and is gone over before the next is: no garbage, whose collection would show as latency. */
const PIECE = Buffer.allocUnsafeSlow(256 * 1024);
const HEAD_END = Buffer.from('\r\n\r\n');
const CHUNKS_END = Buffer.from('0\r\n\r\n');

/**
 * A connection that sends one request after the other and knows just enough of HTTP to see where an answer ends, so
 * that the load itself costs little: on the same processors every microsecond of its own is taken from the proxy.
 */
export class RawConnection {
  readonly #request: RawRequest;
  readonly #onAnswer: (status: number, connection: RawConnection) => void;
  #socket: Socket | null = null;
  #kept: Buffer | null = null;
  /** Bytes of the answer that are to come; -1: until the last chunk; null: its head is not whole. */
  #left: number | null = null;
  /** Of an answer in chunks, what came last. */
  #tail: Buffer = Buffer.alloc(0);
  #status = 0;
  #waiting = false;
  /** ms at which the request that is under way counts as begun; NaN: nobody wants to know. */
  began = 0;

  /** `onAnswer`: with the status, once a request; with 0 where the connection broke off. */
  constructor(request: RawRequest, onAnswer: (status: number, connection: RawConnection) => void) {
    this.#request = request;
    this.#onAnswer = onAnswer;
  }

  send(began: number = performance.now()): void {
    this.began = began;
    this.#waiting = true;
    this.#left = null;
    this.#tail = this.#tail.subarray(0, 0);
    this.#socket ??= this.#connect();
    this.#socket.write(this.#request.next());
  }

  end(): void {
    this.#socket?.destroy();
    this.#socket = null;
  }

  #connect(): Socket {
    const own = () => this.#socket === socket;
    const socket = connect({
      port: this.#request.port,
      host: '127.0.0.1',
      noDelay: true,
      onread: {
        buffer: PIECE,
        callback: (length) => {
          if (own()) this.#take(PIECE.subarray(0, length));
          return true;
        },
      },
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      if (!own()) return;
      this.#socket = null;
      if (this.#waiting) this.#answered(0);
    });
    return socket;
  }

  /** `piece` does not outlive the call. */
  #take(piece: Buffer): void {
    let body = piece;
    if (this.#left === null) {
      const whole: Buffer = this.#kept === null ? piece : Buffer.concat([this.#kept, piece]);
      const at = whole.indexOf(HEAD_END);
      if (at < 0) {
        this.#kept = whole === piece ? Buffer.from(piece) : whole;
        return;
      }
      this.#kept = null;
      const head = whole.toString('latin1', 0, at);
      this.#status = Number(head.slice(9, 12));
      const length = /\r\ncontent-length: *(\d+)/i.exec(head);
      this.#left = this.#request.isHead ? 0 : length === null ? -1 : Number(length[1]);
      if (length === null && this.#status === 204) this.#left = 0;
      body = whole.subarray(at + 4);
    }
    if (this.#left < 0) {
      this.#tail = Buffer.concat([this.#tail, body]).subarray(-CHUNKS_END.length);
      if (this.#tail.equals(CHUNKS_END)) this.#answered(this.#status);
      return;
    }
    this.#left -= body.length;
    if (this.#left <= 0) this.#answered(this.#status);
  }

  #answered(status: number): void {
    this.#waiting = false;
    if (this.#request.close) this.end();
    this.#onAnswer(status, this);
  }
}
