import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, type ReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** What is known of a file once it was written. */
export interface StoredFile {
  /** bytes */
  readonly size: number;
  /** MD5, hex */
  readonly checksum: string;
  /** SHA-512, hex */
  readonly hash: string;
  /** The first bytes, up to 64, for what they tell about the format. */
  readonly head: Buffer;
}

const HEAD = 64;

/** The contents of images, in a temporary folder of its own; never whole in memory. */
export class ImageFiles {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Makes its folder in another one; rejects with Node's error where that cannot be done. */
  static async create(parent: string): Promise<ImageFiles> {
    return new ImageFiles(await mkdtemp(join(parent, 'requestshook-cloud-')));
  }

  /** Writes a file; when the source breaks off nothing is left, and the error is the source's. */
  async write(id: string, source: AsyncIterable<Buffer>): Promise<StoredFile> {
    const md5 = createHash('md5');
    const sha512 = createHash('sha512');
    let size = 0;
    let head = Buffer.alloc(0);
    async function* measured(): AsyncGenerator<Buffer> {
      for await (const chunk of source) {
        md5.update(chunk);
        sha512.update(chunk);
        size += chunk.length;
        if (head.length < HEAD) head = Buffer.concat([head, chunk.subarray(0, HEAD - head.length)]);
        yield chunk;
      }
    }
    try {
      await pipeline(measured(), createWriteStream(this.#path(id)));
    } catch (error) {
      await this.remove(id);
      throw error;
    }
    return { size, checksum: md5.digest('hex'), hash: sha512.digest('hex'), head };
  }

  /** The bytes from `start` to `end`, both included. */
  read(id: string, start: number, end: number): ReadStream {
    return createReadStream(this.#path(id), { start, end });
  }

  async remove(id: string): Promise<void> {
    await rm(this.#path(id), { force: true });
  }

  /** Removes the folder and all that is in it. */
  async close(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Ids are UUIDs, checked where they come in: nothing in them leads out of the folder. */
  #path(id: string): string {
    return join(this.#folder, id);
  }
}
