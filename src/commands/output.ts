import type { Writable } from 'node:stream';
import { COLOURED, type Paint, PLAIN } from '../formats/terminal.js';

/** A terminal, or what a command's output goes to instead. */
export type OutputStream = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** Characters that are put together before they are written. */
const CHUNK = 64 * 1024;

/** Where a command's results go: written in large pieces, and no faster than the reader takes them. */
export class Output {
  readonly #stream: OutputStream;
  #text = '';

  constructor(stream: OutputStream = process.stdout) {
    this.#stream = stream;
  }

  /** Columns of the terminal; Infinity: it is none. */
  get width(): number {
    return this.#stream.isTTY === true ? (this.#stream.columns ?? 80) : Number.POSITIVE_INFINITY;
  }

  /** Whether to use colours: on a terminal, unless NO_COLOR is set (https://no-color.org). */
  get colour(): boolean {
    return this.#stream.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
  }

  get paint(): Paint {
    return this.colour ? COLOURED : PLAIN;
  }

  /** Takes some text; when it resolves more may follow. */
  async write(text: string): Promise<void> {
    this.#text += text;
    if (this.#text.length >= CHUNK) await this.flush();
  }

  /** Writes what was taken. */
  async flush(): Promise<void> {
    const text = this.#text;
    this.#text = '';
    if (text !== '') await this.bytes(text);
  }

  /** Writes bytes as they are. */
  async bytes(bytes: Uint8Array | string): Promise<void> {
    if (this.#stream.write(bytes)) return;
    // An error is for cli.ts alone to hear: a reader that left ends the process, quietly.
    await new Promise<void>((resolve) => this.#stream.once('drain', () => resolve()));
  }
}
