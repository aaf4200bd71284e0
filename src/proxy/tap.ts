import { createHash, type Hash } from 'node:crypto';
import type { TappedBody } from '../recorder/record.js';

/**
 * Watches a body pass and keeps its first bytes. It only keeps references to the chunks that the
 * stream gives anyway; nothing is copied or looked at here.
 */
export class BodyTap {
  readonly #limit: number;
  readonly #chunks: Uint8Array[] = [];
  #kept = 0;
  #size = 0;
  #hash: Hash | null = null;
  readonly #wantsDigest: boolean;

  /** @param limit bytes to keep. @param digest whether to hash a body that is larger than that. */
  constructor(limit: number, digest: boolean) {
    this.#limit = limit;
    this.#wantsDigest = digest;
  }

  /** Bytes that passed so far. */
  get size(): number {
    return this.#size;
  }

  /** Whether no further byte will be kept. */
  get full(): boolean {
    return this.#kept >= this.#limit;
  }

  /** The first chunk, for a look at what kind of body this is. */
  get firstChunk(): Uint8Array | undefined {
    return this.#chunks[0];
  }

  readonly push = (chunk: Uint8Array): void => {
    this.#size += chunk.length;
    if (this.#hash !== null) {
      this.#hash.update(chunk);
      return;
    }
    const room = this.#limit - this.#kept;
    if (chunk.length <= room) {
      this.#chunks.push(chunk);
      this.#kept += chunk.length;
      return;
    }
    if (this.#wantsDigest) {
      this.#hash = createHash('sha256');
      for (const kept of this.#chunks) this.#hash.update(kept);
      this.#hash.update(chunk);
    }
    if (room > 0) {
      this.#chunks.push(chunk.subarray(0, room));
      this.#kept += room;
    }
  };

  /**
   * What was kept. @param size the whole size in bytes, null where it broke off or is not known yet.
   * With `complete` the digest is closed: call it once.
   */
  body(size: number | null, { brokenOff = false, complete = false } = {}): TappedBody {
    const body = { chunks: this.#chunks.slice(), kept: this.#kept, size, brokenOff };
    if (complete && this.#hash !== null) return { ...body, sha256: this.#hash.digest('hex') };
    return body;
  }
}
