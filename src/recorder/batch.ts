import { Buffer } from 'node:buffer';
import type { MessageRecord } from './record.js';
import { type RecordTimes, readRecordText, recordText } from './record-text.js';

/** Records on their way to another thread, which takes the bytes over: nothing is copied on that way, no object built. */
export interface Batch {
  readonly bytes: ArrayBuffer;
  /** Bytes of it that are used. */
  readonly length: number;
}

/** Bytes of a batch's buffer, unless a record needs more. */
const ROOM = 640 * 1024;
/** Buffers that are kept to be used again. */
const MAX_SPARE = 4;
/** Three lengths before each record: of its text, its body, its late request body. */
const LENGTHS = 12;
/** Three times behind them, as numbers: to write and read them as text costs more than all else of a small record. */
const TIMES = 24;
const FIXED = LENGTHS + TIMES;
const LF = 0x0a;

/**
 * Puts records, one after another, into one buffer. That is done as soon as a record comes, so that nothing of an
 * exchange stays alive for the trace's sake: what lives on is what collecting garbage costs.
 *
 *     | lengths (3 x 32 bits) | times (3 x 64 bits) | text | body | late request body | lengths | ...
 */
export class BatchWriter {
  #buffer = Buffer.allocUnsafeSlow(ROOM);
  #length = 0;
  #messages = 0;
  readonly #spare: ArrayBuffer[] = [];

  /** Bytes in the batch so far. */
  get length(): number {
    return this.#length;
  }

  /** Records in the batch so far. */
  get messages(): number {
    return this.#messages;
  }

  /** Adds a record; throws a RangeError where there is no memory for it, and the batch is as before. */
  add(record: MessageRecord): void {
    const text = recordText(record);
    const late = record.kind === 'response' ? record.requestBody : null;
    const start = this.#length;
    // A character takes at most three bytes.
    this.#makeRoom(start + FIXED + text.length * 3 + record.body.kept + (late?.kept ?? 0));
    const buffer = this.#buffer;
    const textLength = buffer.write(text, start + FIXED);
    buffer.writeUInt32LE(textLength, start);
    buffer.writeUInt32LE(record.body.kept, start + 4);
    buffer.writeUInt32LE(late?.kept ?? 0, start + 8);
    writeTimes(record, buffer, start + LENGTHS);
    let at = start + FIXED + textLength;
    for (const chunk of record.body.chunks) {
      buffer.set(chunk, at);
      at += chunk.length;
    }
    if (late !== null)
      for (const chunk of late.chunks) {
        buffer.set(chunk, at);
        at += chunk.length;
      }
    this.#length = at;
    this.#messages += 1;
  }

  /**
   * Adds a record that another process packed so, under its number here: `links` is its parent (of a request), or what it
   * caused (of a response), as in `recordText`.
   */
  addPacked(packed: Buffer, number: number, links: readonly number[]): void {
    const kindEnd = packed.indexOf(LF, FIXED) + 1;
    const restAt = packed.indexOf(LF, packed.indexOf(LF, kindEnd) + 1) + 1;
    const named = `${number}\n${links.join(' ')}\n`;
    const start = this.#length;
    this.#makeRoom(start + packed.length + named.length);
    const buffer = this.#buffer;
    buffer.set(packed.subarray(0, kindEnd), start);
    buffer.write(named, start + kindEnd, 'latin1');
    buffer.set(packed.subarray(restAt), start + kindEnd + named.length);
    buffer.writeUInt32LE(packed.readUInt32LE(0) + named.length - (restAt - kindEnd), start);
    this.#length = start + packed.length + named.length - (restAt - kindEnd);
    this.#messages += 1;
  }

  /** Gives the batch away and begins another. */
  take(): Batch {
    const batch = { bytes: this.#buffer.buffer as ArrayBuffer, length: this.#length };
    const spare = this.#spare.pop();
    this.#buffer = spare === undefined ? Buffer.allocUnsafeSlow(ROOM) : Buffer.from(spare);
    this.#length = 0;
    this.#messages = 0;
    return batch;
  }

  /** A batch's buffer has come back. */
  reuse(bytes: ArrayBuffer): void {
    if (bytes.byteLength === ROOM && this.#spare.length < MAX_SPARE) this.#spare.push(bytes);
  }

  #makeRoom(bytes: number): void {
    if (bytes <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(bytes, this.#buffer.length * 2));
    larger.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = larger;
  }
}

function writeTimes(record: MessageRecord, buffer: Buffer, at: number): void {
  if (record.kind === 'request') {
    buffer.writeDoubleLE(record.startedAt, at);
    return;
  }
  const { requestComplete, responseHead, responseComplete } = record.timing;
  buffer.writeDoubleLE(requestComplete ?? Number.NaN, at);
  buffer.writeDoubleLE(responseHead ?? Number.NaN, at + 8);
  buffer.writeDoubleLE(responseComplete ?? Number.NaN, at + 16);
}

function readTimes(buffer: Buffer, at: number): RecordTimes {
  return [buffer.readDoubleLE(at), buffer.readDoubleLE(at + 8), buffer.readDoubleLE(at + 16)];
}

/** The records of a batch; their bodies are views into its bytes. */
export function readBatch({ bytes, length }: Batch): MessageRecord[] {
  const buffer = Buffer.from(bytes, 0, length);
  const records: MessageRecord[] = [];
  for (let at = 0; at < length; ) {
    const textLength = buffer.readUInt32LE(at);
    const kept = buffer.readUInt32LE(at + 4);
    const lateKept = buffer.readUInt32LE(at + 8);
    const bodyAt = at + FIXED + textLength;
    const text = buffer.toString('utf8', at + FIXED, bodyAt);
    const times = readTimes(buffer, at + LENGTHS);
    at = bodyAt + kept + lateKept;
    const pieces = (from: number, size: number) => (size === 0 ? [] : [new Uint8Array(bytes, from, size)]);
    records.push(readRecordText(text, times, pieces(bodyAt, kept), pieces(bodyAt + kept, lateKept)));
  }
  return records;
}
