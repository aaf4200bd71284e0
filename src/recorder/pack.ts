import type { MessageRecord, RequestRecord, ResponseRecord, TappedBody } from './record.js';

/** A body whose bytes stand in the batch's buffer, from `at` on. */
type PackedBody = Omit<TappedBody, 'chunks'> & { readonly at: number };

/** A record on its way between threads. */
export type PackedRecord =
  | (Omit<RequestRecord, 'body'> & { readonly body: PackedBody })
  | (Omit<ResponseRecord, 'body' | 'requestBody'> & {
      readonly body: PackedBody;
      readonly requestBody: PackedBody | null;
    });

/** Records, and in one buffer of their own the bytes of all their bodies. */
export interface Batch {
  readonly records: readonly PackedRecord[];
  /** Moved to the other thread, not copied. */
  readonly bodies: ArrayBuffer;
}

function keptIn(record: MessageRecord): number {
  return record.body.kept + (record.kind === 'response' ? (record.requestBody?.kept ?? 0) : 0);
}

/** Packs records for another thread. Bodies are copied once: the pieces are views into larger read buffers. */
export function pack(records: readonly MessageRecord[]): Batch {
  const bytes = Buffer.allocUnsafeSlow(records.reduce((sum, record) => sum + keptIn(record), 0));
  let at = 0;
  const place = ({ chunks, ...body }: TappedBody): PackedBody => {
    const start = at;
    for (const chunk of chunks) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
    return { ...body, at: start };
  };
  const packed = records.map((record): PackedRecord => {
    const body = place(record.body);
    if (record.kind === 'request') return { ...record, body };
    return { ...record, body, requestBody: record.requestBody && place(record.requestBody) };
  });
  return { records: packed, bodies: bytes.buffer as ArrayBuffer };
}

/** The records of a batch, their bodies views into its buffer. */
export function unpack({ records, bodies }: Batch): MessageRecord[] {
  const view = ({ at, ...body }: PackedBody): TappedBody => ({
    ...body,
    chunks: body.kept === 0 ? [] : [new Uint8Array(bodies, at, body.kept)],
  });
  return records.map((record): MessageRecord => {
    const body = view(record.body);
    if (record.kind === 'request') return { ...record, body };
    return { ...record, body, requestBody: record.requestBody && view(record.requestBody) };
  });
}
