import type { Socket } from 'node:net';
import { FrameReader, FrameWriter } from './frames.js';

/** What comes by a link. */
export interface LinkEvents {
  readonly onFrame: (kind: number, content: Buffer) => void;
  /** The other process closed it, or is gone; what it had sent was read. */
  readonly onGone: () => void;
}

/** A pipe between the first process and a worker. What is sent in one turn of the event loop goes out together, at its end. */
export class Link {
  readonly #socket: Socket;
  readonly #frames = new FrameWriter();
  #waits = false;

  constructor(socket: Socket, { onFrame, onGone }: LinkEvents) {
    this.#socket = socket;
    const reader = new FrameReader(onFrame);
    socket.on('data', (bytes: Buffer) => reader.push(bytes));
    // What it means that the other one is gone is told by `close`.
    socket.on('error', () => {});
    socket.on('close', onGone);
  }

  /** Bytes that the other one has not taken yet. */
  get waiting(): number {
    return this.#socket.writableLength + this.#frames.length;
  }

  /** Sends a frame whose content is a text. */
  text(kind: number, text: string): void {
    this.#frames.text(kind, text);
    this.#soon();
  }

  /** Sends a frame whose content is these two pieces, at once. The second may not change until `sent` is called. */
  bytes(kind: number, first: Uint8Array, second: Uint8Array, sent: () => void): void {
    this.#frames.begun(kind, first, second.length);
    this.#socket.cork();
    this.flush();
    this.#socket.write(second, sent);
    this.#socket.uncork();
  }

  /** Sends what is gathered now: before something else goes out that may come back by another worker. */
  flush(): void {
    if (this.#frames.length > 0 && this.#socket.writable) this.#socket.write(this.#frames.take());
  }

  /** Sends the rest and closes; resolves when the kernel has it. */
  end(): Promise<void> {
    this.flush();
    return new Promise((resolve) => {
      this.#socket.once('close', () => resolve());
      this.#socket.end(() => resolve());
    });
  }

  /** Closes without ado. */
  destroy(): void {
    this.#socket.destroy();
  }

  #soon(): void {
    if (this.#waits) return;
    this.#waits = true;
    setImmediate(() => {
      this.#waits = false;
      this.flush();
    });
  }
}
