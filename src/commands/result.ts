import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { finished } from 'node:stream/promises';
import { OutputError } from '../exchange/errors.js';

/**
 * A file for a result, written anew, for its owner alone: it holds what the trace holds. Folders on the way are
 * made. All its methods throw an OutputError where it cannot be written.
 */
export class ResultFile {
  readonly #path: string;
  readonly #stream: WriteStream;

  private constructor(path: string, stream: WriteStream) {
    this.#path = path;
    this.#stream = stream;
  }

  static async open(path: string): Promise<ResultFile> {
    return told(path, async () => {
      await mkdir(dirname(path), { recursive: true });
      const stream = createWriteStream(path, { mode: 0o600 });
      await once(stream, 'open');
      // Told by the call that comes next.
      stream.on('error', () => {});
      return new ResultFile(path, stream);
    });
  }

  /** Takes some text; when it resolves more may follow. */
  async write(text: string): Promise<void> {
    await told(this.#path, async () => {
      if (this.#stream.errored) throw this.#stream.errored;
      if (!this.#stream.write(text)) await once(this.#stream, 'drain');
    });
  }

  async close(): Promise<void> {
    await told(this.#path, async () => {
      this.#stream.end();
      await finished(this.#stream);
    });
  }
}

async function told<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { message } = error as NodeJS.ErrnoException;
    throw new OutputError(`${path} cannot be written: ${message}`, { cause: error });
  }
}

type Texts = AsyncIterable<string> | Iterable<string>;

/** Writes a result to stdout, as fast as its reader takes it. */
export async function printResult(texts: Texts): Promise<void> {
  for await (const text of texts) {
    if (!process.stdout.write(text)) await once(process.stdout, 'drain');
  }
}

/** Writes a whole result. Throws an OutputError. */
export async function writeResult(path: string, texts: Texts): Promise<void> {
  const file = await ResultFile.open(path);
  try {
    for await (const text of texts) await file.write(text);
  } finally {
    await file.close();
  }
}
