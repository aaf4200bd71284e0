/** Bytes that a buffer has at first. */
const ROOM = 256 * 1024;
/** Bytes beyond which a buffer is not used again. */
const MOST = 4 * 1024 * 1024;

/** Texts put one behind the other, as strings or as UTF-8, each as soon as it comes: joining long strings costs more. */
export class GatheredText {
  #bytes = Buffer.allocUnsafeSlow(ROOM);
  #length = 0;
  readonly #spare: Buffer<ArrayBuffer>[] = [];

  /** Bytes so far. */
  get length(): number {
    return this.#length;
  }

  add(text: string | Uint8Array): void {
    if (typeof text !== 'string') {
      this.#makeRoom(this.#length + text.length);
      this.#bytes.set(text, this.#length);
      this.#length += text.length;
      return;
    }
    // A character takes at most three bytes; only where that may be too much they are counted.
    if (this.#length + text.length * 3 > this.#bytes.length)
      this.#makeRoom(this.#length + Buffer.byteLength(text));
    this.#length += this.#bytes.write(text, this.#length);
  }

  /** All of it, and begins anew. What is little is copied, as whoever keeps it keeps the whole buffer. */
  take(): Buffer {
    const taken = this.#bytes.subarray(0, this.#length);
    this.#length = 0;
    if (taken.length < ROOM / 2) return Buffer.from(taken);
    this.#bytes = this.#spare.pop() ?? Buffer.allocUnsafeSlow(ROOM);
    return taken;
  }

  /** What was taken is written: its memory may be used for the next texts. */
  reuse(taken: Buffer): void {
    const { byteLength } = taken.buffer;
    if (byteLength < ROOM || byteLength > MOST || this.#spare.length === 2) return;
    this.#spare.push(Buffer.from(taken.buffer as ArrayBuffer));
  }

  #makeRoom(bytes: number): void {
    if (bytes <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(bytes, 2 * this.#bytes.length));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
