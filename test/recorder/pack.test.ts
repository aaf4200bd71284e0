import fc from 'fast-check';
import { pack, unpack } from '../../src/recorder/pack.js';
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

const headers = fc.array(fc.string(), { maxLength: 4 });

const record: fc.Arbitrary<MessageRecord> = fc.oneof(
  fc.record({ body, headers, url: fc.string() }).map(requestRecord),
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
      const packed = pack(records);
      const arrived = structuredClone(packed, { transfer: [packed.bodies] });
      expect(unpack(arrived).map(joined)).toEqual(records.map(joined));
    }),
    { numRuns: 200 },
  );
});

test('the bytes of all bodies go in one buffer, and no byte beside them', () => {
  const large = Buffer.alloc(64 * 1024, 'x');
  const records = [
    requestRecord({ body: tapped('ab') }),
    responseRecord({ body: tapped(large.subarray(10, 13)), requestBody: tapped('late') }),
  ];
  expect(Buffer.from(pack(records).bodies).toString()).toBe('abxxxlate');
  expect(records[0]?.body.chunks.map(String)).toEqual(['ab']);
});
