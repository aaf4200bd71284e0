import type { MessageRecord, TappedBody } from './record.js';

/** A body whose bytes stand in the batch's buffer. */
type PackedBody = Omit<TappedBody, 'chunks'> & { readonly at: number };

/** A record on its way between threads. */
export type PackedRecord = {
  readonly [Key in keyof MessageRecord]: MessageRecord[Key];
} & { readonly packed: PackedBody; readonly packedRequest: PackedBody | null };

/** Records, and in one buffer of their own the bytes of all their bodies. */
export interface Batch {
  readonly records: readonly PackedRecord[];
  /** Moved to the other thread, not copied. */
  readonly bodies: ArrayBuffer;
}

const NO_CHUNKS: readonly Uint8Array[] = [];

/** Packs records for another thread. Bodies are copied once: the pieces are views into larger read buffers. */
export function pack(records: readonly MessageRecord[]): Batch {
  let total = 0;
  for (const record of records) {
    total += record.body.kept;
    if (record.kind === 'response' && record.requestBody !== null) total += record.requestBody.kept;
  }
  const bytes = Buffer.allocUnsafeSlow(total);
  let at = 0;
  const place = (body: TappedBody): PackedBody => {
    const start = at;
    for (const chunk of body.chunks) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
    return { ...body, chunks: NO_CHUNKS, at: start } as PackedBody;
  };
  const packed = records.map((record) => ({
    ...record,
    body: null,
    requestBody: null,
    packed: place(record.body),
    packedRequest:
      record.kind === 'response' && record.requestBody !== null ? place(record.requestBody) : null,
  }));
  return { records: packed as unknown as PackedRecord[], bodies: bytes.buffer as ArrayBuffer };
}

/** The records of a batch, their bodies views into its buffer. */
export function unpack({ records, bodies }: Batch): MessageRecord[] {
  const view = (body: PackedBody): TappedBody => ({
    ...body,
    chunks: body.kept === 0 ? NO_CHUNKS : [new Uint8Array(bodies, body.at, body.kept)],
  });
  return records.map(
    ({ packed, packedRequest, ...record }) =>
      ({
        ...record,
        body: view(packed),
        ...(record.kind === 'response'
          ? { requestBody: packedRequest === null ? null : view(packedRequest) }
          : {}),
      }) as unknown as MessageRecord,
  );
}
