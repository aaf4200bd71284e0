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
  /** Of the data of an image, in the two ways that Glance names. */
  readonly #imageHashes: { md5: Hash; sha512: Hash } | null;

  /**
   * @param limit bytes to keep. @param digest whether to hash a body that is larger than that; of the data of an
   * image also what Glance names of it.
   */
  constructor(limit: number, digest: 'none' | 'large' | 'image') {
    this.#limit = limit;
    this.#wantsDigest = digest !== 'none';
    this.#imageHashes = digest === 'image' ? { md5: createHash('md5'), sha512: createHash('sha512') } : null;
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
    this.#imageHashes?.md5.update(chunk);
    this.#imageHashes?.sha512.update(chunk);
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
    if (!complete) return body;
    const image = size === null ? null : this.#imageHashes;
    return {
      ...body,
      ...(this.#hash === null ? {} : { sha256: this.#hash.digest('hex') }),
      ...(image === null
        ? {}
        : { imageHashes: { md5: image.md5.digest('hex'), sha512: image.sha512.digest('hex') } }),
    };
  }
}
