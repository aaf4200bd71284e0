/** Bytes that a buffer has at first, and that a larger one is given back beyond. */
const ROOM = 256 * 1024;

/** Texts put one behind the other, as UTF-8, each as soon as it comes: joining long strings costs more. */
export class GatheredText {
  #bytes = Buffer.allocUnsafeSlow(ROOM);
  #length = 0;

  /** Bytes so far. */
  get length(): number {
    return this.#length;
  }

  add(text: string): void {
    // A character takes at most three bytes.
    const room = this.#length + text.length * 3;
    if (room > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(room, 2 * this.#bytes.length));
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    this.#length += this.#bytes.write(text, this.#length);
  }

  /** All of it, and begins anew. What is little is copied, as whoever keeps it keeps the whole buffer. */
  take(): Buffer {
    const taken = this.#bytes.subarray(0, this.#length);
    this.#length = 0;
    if (taken.length < ROOM / 2) return Buffer.from(taken);
    this.#bytes = Buffer.allocUnsafeSlow(ROOM);
    return taken;
  }

  /** What was taken is written: its memory may be used for the next texts. */
  reuse(taken: Buffer): void {
    if (this.#length > 0 || taken.buffer.byteLength !== ROOM) return;
    this.#bytes = Buffer.from(taken.buffer as ArrayBuffer);
  }
}
