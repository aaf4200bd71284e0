import { Buffer } from 'node:buffer';
import type { TreePlace } from '../../callers/call.js';
import type { ConnectionEnds } from '../../callers/process/caller-processes.js';
import { BatchWriter } from '../../recorder/batch.js';
import type { MessageRecord, Trace } from '../../recorder/record.js';
import type { Link } from './link.js';
import { FROM_WORKER } from './messages.js';
import { Slots } from './slots.js';

/** Bytes of messages that are sent without being asked for. */
const BATCH_BYTES = 512 * 1024;
/** Bytes that the first process has not taken, beyond which messages are left out, and counted. */
const TOO_FAR_BEHIND = 256 * 1024 * 1024;

/** ns of the monotonic clock, which is the same for all processes of this machine. */
export const monotonic = (): number => Number(process.hrtime.bigint());

const NOTHING: readonly number[] = [];

/** An exchange's place in the tree of calls, which is in the first process: that knows parents and numbers. */
export class RemotePlace implements TreePlace {
  /** Stands for the exchange between the two processes. */
  handle = 0;
  readonly #trace: WorkerTrace;
  upstream: ConnectionEnds | null = null;
  readonly foundLate = NOTHING;
  /** When the last that is known of its request came. */
  requestAt = monotonic();
  /** The same of its response; null: there is none. */
  responseAt: number | null = null;

  constructor(trace: WorkerTrace) {
    this.#trace = trace;
  }

  recorded(number: number): null {
    this.#trace.isOf(number, this);
    return null;
  }
}

/**
 * The trace as a worker has it: messages are packed, each with its time, and sent when the first process asks for them. That
 * puts those of all workers in order.
 *
 * A message's time is when its last byte came, rather than when it was recorded: between the two it is passed on, and
 * what it causes may be recorded by another worker before this process gets to do so.
 */
export class WorkerTrace implements Trace {
  readonly #link: Link;
  readonly #batch = new BatchWriter();
  /** For each message its time, its handle (doubled, and 1 more for a response), and where it ends. */
  #table: number[] = [];
  readonly #places = new Slots<RemotePlace | undefined>();
  #latest = 0;
  #told = false;

  constructor(link: Link) {
    this.#link = link;
  }

  /** A number for the meantime: those that stand in the trace are given by the first process. */
  nextNumber(): number {
    return this.#places.add(undefined);
  }

  /** The exchange with that number has this place. */
  isOf(number: number, place: RemotePlace): void {
    this.#places.set(number, place);
  }

  record(record: MessageRecord): void {
    const place = this.#places.get(record.number);
    const isResponse = record.kind === 'response';
    if (isResponse) this.#places.remove(record.number);
    const handle = place?.handle ?? 0;
    if (!this.#packed(record)) {
      this.#link.text(FROM_WORKER.leftOut, `${handle}\n${record.kind}`);
      return;
    }
    const came = isResponse ? (record.outcome === 'responded' ? place?.responseAt : null) : place?.requestAt;
    this.#latest = Math.max(this.#latest, came ?? monotonic());
    this.#table.push(this.#latest, handle * 2 + (isResponse ? 1 : 0), this.#batch.length);
    if (!this.#told) this.#link.text(FROM_WORKER.pending, '');
    this.#told = true;
    if (this.#batch.length >= BATCH_BYTES) this.#send();
  }

  /** Sends what there is, and says up to when that is all. */
  pulled(): void {
    this.#send();
    this.#latest = monotonic();
    this.#told = false;
    this.#link.text(FROM_WORKER.pulled, String(this.#latest));
    this.#link.flush();
  }

  /** Whether there was room for it. */
  #packed(record: MessageRecord): boolean {
    if (this.#link.waiting + this.#batch.length > TOO_FAR_BEHIND) return false;
    try {
      this.#batch.add(record);
      return true;
    } catch {
      return false; // No memory for its body, for one.
    }
  }

  #send(): void {
    if (this.#table.length === 0) return;
    const { bytes, length } = this.#batch.take();
    const table = Buffer.from(Float64Array.of(this.#table.length / 3, ...this.#table).buffer);
    this.#link.bytes(FROM_WORKER.records, table, Buffer.from(bytes, 0, length), () =>
      this.#batch.reuse(bytes),
    );
    this.#table = [];
  }
}

/** A message on its way to the trace. */
export interface SentRecord {
  readonly time: number;
  readonly handle: number;
  readonly isResponse: boolean;
  /** As `BatchWriter` packed it. */
  readonly packed: Buffer;
}

/** Takes apart what a worker sent: how many messages, the table, the messages. Numbers are in this machine's order, which they never leave. */
export function* readRecords(content: Buffer): Generator<SentRecord> {
  const table = new Float64Array(content.readDoubleLE(0) * 3);
  const tableEnd = 8 + table.byteLength;
  Buffer.from(table.buffer).set(content.subarray(8, tableEnd));
  const bytes = content.subarray(tableEnd);
  let start = 0;
  for (let at = 0; at < table.length; at += 3) {
    const [time, which, end] = table.subarray(at, at + 3) as unknown as [number, number, number];
    yield {
      time,
      handle: Math.floor(which / 2),
      isResponse: which % 2 === 1,
      packed: bytes.subarray(start, end),
    };
    start = end;
  }
}
