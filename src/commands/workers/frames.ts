import { Buffer } from 'node:buffer';

/** Bytes before a frame's content: its length (32 bits), its kind. */
const HEAD = 5;
/** Bytes of a buffer that frames are gathered in, unless one needs more. */
const ROOM = 64 * 1024;

/**
 * Gathers messages for another process as bytes, to be written in one go: nothing else is so cheap.
 *
 *     | length (32 bits) | kind (8 bits) | content | length | ...
 */
export class FrameWriter {
  #buffer = Buffer.allocUnsafeSlow(ROOM);
  #from = 0;
  #to = 0;

  /** Bytes that are gathered. */
  get length(): number {
    return this.#to - this.#from;
  }

  /** Adds a frame whose content is a text. */
  text(kind: number, text: string): void {
    // A character takes at most three bytes.
    this.#makeRoom(HEAD + text.length * 3);
    this.#head(kind, this.#buffer.write(text, this.#to + HEAD));
  }

  /** Adds the beginning of a frame; whoever takes it sends so many more bytes of its content behind it. */
  begun(kind: number, content: Uint8Array, more: number): void {
    this.#makeRoom(HEAD + content.length);
    this.#buffer.set(content, this.#to + HEAD);
    this.#head(kind, content.length + more);
    this.#to -= more;
  }

  /** Gives what was gathered; the bytes stay as they are. */
  take(): Buffer {
    const bytes = this.#buffer.subarray(this.#from, this.#to);
    this.#from = this.#to;
    return bytes;
  }

  #head(kind: number, length: number): void {
    this.#buffer.writeUInt32LE(length, this.#to);
    this.#buffer.writeUInt8(kind, this.#to + 4);
    this.#to += HEAD + length;
  }

  #makeRoom(bytes: number): void {
    if (this.#buffer.length - this.#to >= bytes) return;
    const gathered = this.#buffer.subarray(this.#from, this.#to);
    this.#buffer = Buffer.allocUnsafeSlow(Math.max(ROOM, (gathered.length + bytes) * 2));
    this.#buffer.set(gathered);
    this.#from = 0;
    this.#to = gathered.length;
  }
}

/** Takes frames out of bytes that come in pieces; what a frame's content is a view into lives as long as that. */
export class FrameReader {
  readonly #onFrame: (kind: number, content: Buffer) => void;
  readonly #head = Buffer.alloc(HEAD);
  /** A frame that came in part: at first its head. */
  #part: Buffer = this.#head;
  #have = 0;

  constructor(onFrame: (kind: number, content: Buffer) => void) {
    this.#onFrame = onFrame;
  }

  /** Bytes arrived. Tells of every frame that is whole by now. */
  push(bytes: Buffer): void {
    for (let at = 0; at < bytes.length; ) {
      const left = bytes.length - at;
      if (this.#have === 0 && left >= HEAD) {
        const end = at + HEAD + bytes.readUInt32LE(at);
        if (end <= bytes.length) {
          this.#onFrame(bytes[at + 4] as number, bytes.subarray(at + HEAD, end));
          at = end;
          continue;
        }
      }
      const taken = Math.min(left, this.#part.length - this.#have);
      this.#part.set(bytes.subarray(at, at + taken), this.#have);
      this.#have += taken;
      at += taken;
      if (this.#have === this.#part.length) this.#filled();
    }
  }

  #filled(): void {
    const part = this.#part;
    if (part === this.#head) {
      const whole = Buffer.allocUnsafeSlow(HEAD + part.readUInt32LE(0));
      whole.set(part);
      this.#part = whole;
      if (whole.length > HEAD) return;
    }
    const whole = this.#part;
    this.#part = this.#head;
    this.#have = 0;
    this.#onFrame(whole[4] as number, whole.subarray(HEAD));
  }
}
