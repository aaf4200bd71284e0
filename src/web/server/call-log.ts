/** Characters that a chunk holds, about. */
const CHUNK = 64 * 1024;

interface Chunk {
  /** Where it begins, in bytes since the first line ever. */
  readonly at: number;
  readonly bytes: Buffer;
  /** Calls that begin in it. */
  readonly calls: number;
}

/**
 * Lines for the pages, kept as bytes. A page that comes late reads them from the first that is still there; one that
 * was away goes on where it left. Of more calls than `most` the oldest lines go.
 */
export class CallLog {
  readonly #most: number;
  readonly #chunks: Chunk[] = [];
  #calls = 0;
  #open: string[] = [];
  #openLength = 0;
  #openCalls = 0;
  /** Position behind the last line that was closed into a chunk. */
  #end = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Takes a line without its line feed. */
  add(line: string, isCall: boolean): void {
    this.#open.push(line);
    this.#openLength += line.length + 1;
    if (isCall) this.#openCalls++;
    if (this.#openLength >= CHUNK) this.#close();
  }

  /** The position behind the last line. */
  get end(): number {
    this.#close();
    return this.#end;
  }

  /** The position of the first line that is still there. */
  get start(): number {
    return this.#chunks[0]?.at ?? this.#end;
  }

  /** What stands from a position on (of a line's beginning, as `end` gave it), in pieces; all where it is too old. */
  from(position: number): Buffer[] {
    this.#close();
    const first = this.#chunkOf(position);
    return this.#chunks
      .slice(first)
      .map(({ at, bytes }) => (at >= position ? bytes : bytes.subarray(position - at)));
  }

  #chunkOf(position: number): number {
    let [low, high] = [0, this.#chunks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const { at, bytes } = this.#chunks[middle] as Chunk;
      if (at + bytes.length <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #close(): void {
    if (this.#open.length === 0) return;
    const bytes = Buffer.from(`${this.#open.join('\n')}\n`);
    const last = this.#chunks.at(-1);
    // Many small ones, as they come when little happens, become one.
    if (last !== undefined && last.bytes.length + bytes.length <= CHUNK) {
      this.#chunks[this.#chunks.length - 1] = {
        at: last.at,
        bytes: Buffer.concat([last.bytes, bytes]),
        calls: last.calls + this.#openCalls,
      };
    } else this.#chunks.push({ at: this.#end, bytes, calls: this.#openCalls });
    this.#end += bytes.length;
    this.#calls += this.#openCalls;
    this.#open = [];
    this.#openLength = 0;
    this.#openCalls = 0;
    while (this.#calls > this.#most && this.#chunks.length > 1) {
      this.#calls -= (this.#chunks.shift() as Chunk).calls;
    }
  }
}
