/** A line feed and enough spaces for one indentation. */
const NEW_LINE = Buffer.from(`\n${' '.repeat(8192)}`);

/** What is kept for the next text; a larger buffer is given back. Bytes. */
const KEPT = 4 << 20;

let kept = Buffer.allocUnsafe(1 << 16);

/** Bytes that are put together piece by piece. */
export class JsonOutput {
  length = 0;
  #bytes: Buffer;

  /** @param bytes to write into as far as they reach; default: a buffer that one text leaves to the next. */
  constructor(bytes: Buffer = kept) {
    this.#bytes = bytes;
  }

  /** Appends a part of the source. */
  copy(source: Buffer, from: number, to: number): void {
    const size = to - from;
    if (size <= 0) return;
    const at = this.#room(size);
    // A native copy pays off on long runs only.
    if (size > 48) source.copy(this.#bytes, at, from, to);
    else for (let i = 0; i < size; i++) this.#bytes[at + i] = source[from + i] as number;
  }

  /** Appends a line feed and the indentation, two spaces a level. */
  newLine(depth: number): void {
    const size = 1 + 2 * depth;
    const at = this.#room(size);
    if (size > 48) NEW_LINE.copy(this.#bytes, at, 0, size);
    else {
      this.#bytes[at] = 0x0a;
      for (let i = 1; i < size; i++) this.#bytes[at + i] = 0x20;
    }
  }

  /** Appends what stands between a key and its value. */
  colon(): void {
    const at = this.#room(2);
    this.#bytes[at] = 0x3a;
    this.#bytes[at + 1] = 0x20;
  }

  /** Appends a text. */
  text(text: string): void {
    const at = this.#room(Buffer.byteLength(text));
    this.#bytes.write(text, at);
  }

  /** All of it, in a buffer of its own, or, where it was made without one, valid until the next is made so. */
  finish(): Buffer {
    return this.#bytes.subarray(0, this.length);
  }

  #room(size: number): number {
    const at = this.length;
    this.length += size;
    if (this.length > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.length, 2 * this.#bytes.length));
      this.#bytes.copy(larger, 0, 0, at);
      if (this.#bytes === kept && larger.length <= KEPT) kept = larger;
      this.#bytes = larger;
    }
    return at;
  }
}
