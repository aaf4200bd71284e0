import fc from 'fast-check';
import { BatchWriter, readBatch } from '../../src/recorder/batch.js';
import type { MessageRecord, TappedBody } from '../../src/recorder/record.js';
import { requestRecord, responseRecord, tapped } from './records.js';

const body: fc.Arbitrary<TappedBody> = fc
  .record({
    pieces: fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 4 }),
    size: fc.option(fc.nat()),
    brokenOff: fc.boolean(),
    sha256: fc.option(fc.string(), { nil: undefined }),
  })
  .map(({ pieces, size, brokenOff, sha256 }) => ({
    // As they come from the socket: views into larger buffers.
    chunks: pieces.map((piece) => Buffer.concat([Buffer.from('before'), piece]).subarray(6)),
    kept: pieces.reduce((sum, { length }) => sum + length, 0),
    size,
    brokenOff,
    ...(sha256 === undefined ? {} : { sha256 }),
  }));

/** Bytes as Node gives them, a character each; its parser lets no line's end through. */
const oneLine = fc
  .array(fc.integer({ min: 0x20, max: 0xff }), { maxLength: 20 })
  .map((bytes) => String.fromCharCode(...bytes));
const headers = fc.array(oneLine, { maxLength: 4 });

const record: fc.Arbitrary<MessageRecord> = fc.oneof(
  fc.record({ body, headers, url: oneLine }).map(requestRecord),
  fc
    .record({
      body,
      headers,
      requestBody: fc.option(body),
      requestHeaders: fc.option(headers),
      failure: fc.option(fc.record({ code: fc.string(), message: fc.string() })),
    })
    .map(responseRecord),
);

/** The same, with each body in one piece. */
function joined<T>(value: T): T {
  const one = (part: TappedBody | null): unknown =>
    part === null ? null : { ...part, chunks: Buffer.concat(part.chunks).toString('hex') };
  const whole = value as MessageRecord;
  return {
    ...whole,
    body: one(whole.body),
    ...(whole.kind === 'response' ? { requestBody: one(whole.requestBody) } : {}),
  } as T;
}

test('records survive the way to another thread, bodies of late requests included', () => {
  fc.assert(
    fc.property(fc.array(record, { maxLength: 5 }), (records) => {
      const writer = new BatchWriter();
      for (const one of records) writer.add(one);
      const batch = writer.take();
      const arrived = structuredClone(batch, { transfer: [batch.bytes] });
      expect(readBatch(arrived).map(joined)).toEqual(records.map(joined));
    }),
    { numRuns: 200 },
  );
});

test('a record larger than the buffer has room in it, and the next batch begins anew', () => {
  const writer = new BatchWriter();
  const large = Buffer.alloc(900_000, 'x');
  writer.add(requestRecord({ body: tapped('first') }));
  writer.add(requestRecord({ body: tapped(large), number: 2 }));
  const records = readBatch(writer.take());
  expect(records.map(({ number }) => number)).toEqual([1, 2]);
  expect(records.map(({ body }) => Buffer.concat(body.chunks).toString())).toEqual(['first', String(large)]);
  expect([writer.length, writer.messages]).toEqual([0, 0]);
});

test('what was in a buffer before does not show in the next batch', () => {
  const writer = new BatchWriter();
  writer.add(requestRecord({ body: tapped('a long body, which another followed') }));
  writer.reuse(writer.take().bytes);
  writer.add(requestRecord({ body: tapped('short') }));
  writer.take();
  writer.add(requestRecord({ body: tapped('third') }));
  const [only, ...more] = readBatch(writer.take());
  expect([String(only?.body.chunks[0] && Buffer.from(only.body.chunks[0])), more]).toEqual(['third', []]);
});

test('a packed record passes on unchanged but for its number and its links, whatever it holds', () => {
  const links = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { maxLength: 4 });
  fc.assert(
    fc.property(record, fc.integer({ min: 1 }), links, (one, number, caused) => {
      const [first, second] = [new BatchWriter(), new BatchWriter()];
      first.add(one);
      const { bytes, length } = first.take();
      second.add(responseRecord());
      second.addPacked(
        Buffer.from(bytes, 0, length),
        number,
        one.kind === 'request' ? caused.slice(0, 1) : caused,
      );
      second.add(responseRecord());
      const linked = one.kind === 'request' ? { parent: caused[0] ?? null } : { caused };
      const expected = [responseRecord(), { ...one, number, ...linked }, responseRecord()];
      expect(readBatch(second.take()).map(joined)).toEqual(expected.map(joined));
    }),
    { numRuns: 200 },
  );
});
