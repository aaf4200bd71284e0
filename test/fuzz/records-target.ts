import assert from 'node:assert/strict';
import fc from 'fast-check';
import { BatchWriter, readBatch } from '../../src/recorder/batch.js';
import type { MessageRecord, TappedBody } from '../../src/recorder/record.js';
import { requestRecord, responseRecord } from '../recorder/records.js';
import { target } from './target.js';

const body: fc.Arbitrary<TappedBody> = fc
  .record({
    pieces: fc.array(
      fc.oneof(fc.uint8Array({ maxLength: 30 }), fc.constant(new Uint8Array(70_000).fill(0xfe))),
      { maxLength: 3 },
    ),
    size: fc.oneof(fc.constant('kept'), fc.constant(null), fc.nat()),
    brokenOff: fc.boolean(),
    more: fc.constantFrom({}, { sha256: 'ab' }, { imageHashes: { md5: 'a', sha512: 'b' } }),
  })
  .map(({ pieces, size, brokenOff, more }) => {
    const kept = pieces.reduce((sum, { length }) => sum + length, 0);
    return {
      chunks: pieces,
      kept,
      size: size === 'kept' ? kept : (size as number | null),
      brokenOff,
      ...more,
    };
  });

/** An object as any other. */
const plain = <T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(fields, { noNullPrototype: true });

/** What a header line, a target or a reason phrase can be: a character a byte, no line feed; Node's parser sees to that. */
const line = fc
  .array(fc.oneof(fc.constantFrom(0x09, 0x0d, 0x20, 0x22, 0x5c, 0x7b), fc.integer({ min: 1, max: 0xff })), {
    maxLength: 12,
  })
  .map((bytes) => String.fromCharCode(...bytes.filter((byte) => byte !== 0x0a)));
const lines = fc.array(fc.tuple(line, line), { maxLength: 3 }).map((pairs) => pairs.flat());
const text = fc.string({ unit: 'binary', maxLength: 10 });
const when = fc.option(fc.double({ min: 0, max: 1e9, noNaN: true }).map((ms) => ms + 0));

const record: fc.Arbitrary<MessageRecord> = fc.oneof(
  fc
    .record({
      ...{
        number: fc.nat(),
        id: line,
        from: line,
        service: line,
        method: line,
        url: line,
        headers: lines,
        body,
      },
      caller: plain({ name: text, source: fc.constant('process' as const), reason: text }),
      serviceType: fc.option(line.filter((word) => word !== '')),
      parent: fc.option(fc.nat()),
    })
    .map(requestRecord),
  fc
    .record({
      ...{ number: fc.nat(), status: fc.nat(), reason: line, url: line, headers: lines, body },
      timing: plain({ requestComplete: when, responseHead: when, responseComplete: when }),
      failure: fc.option(plain({ code: text, message: text })),
      requestBody: fc.option(body),
      requestHeaders: fc.option(lines),
      requestTrailers: lines,
      responseTrailers: lines,
      caused: fc.array(fc.nat(), { maxLength: 2 }),
    })
    .map(responseRecord),
);

const joined = ({ chunks, ...facts }: TappedBody) => ({
  ...facts,
  bytes: Buffer.concat(chunks).toString('hex'),
});
const comparable = (record: MessageRecord) => ({
  ...record,
  body: joined(record.body),
  ...(record.kind === 'response' && record.requestBody !== null
    ? { requestBody: joined(record.requestBody) }
    : {}),
});

/** Records on their way to the writing thread. */
export const RECORDS_TARGET = target(
  'records',
  'records arrive at the writing thread as they were, batch after batch in used buffers',
  150,
  fc.property(fc.array(fc.array(record, { maxLength: 4 }), { maxLength: 3 }), (batches) => {
    const writer = new BatchWriter();
    for (const records of batches) {
      for (const one of records) writer.add(one);
      const batch = writer.take();
      assert.deepEqual(readBatch(batch).map(comparable), records.map(comparable));
      writer.reuse(batch.bytes);
    }
  }),
);
