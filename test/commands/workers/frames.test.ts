import fc from 'fast-check';
import { FrameReader, FrameWriter } from '../../../src/commands/workers/frames.js';
import { askText, readAsk, readResponded, respondedText } from '../../../src/commands/workers/messages.js';

const frame = fc.record({
  kind: fc.integer({ min: 1, max: 255 }),
  content: fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.uint8Array({ maxLength: 200_000 })),
});

test('frames arrive as they were sent, wherever the bytes are cut', () => {
  fc.assert(
    fc.property(
      fc.array(frame, { maxLength: 8 }),
      fc.array(fc.integer({ min: 1, max: 70_000 })),
      (frames, cuts) => {
        const writer = new FrameWriter();
        const taken: Uint8Array[] = [];
        frames.forEach(({ kind, content }, at) => {
          if (typeof content === 'string') writer.text(kind, content);
          else {
            writer.begun(kind, content.subarray(0, 3), content.subarray(3).length);
            taken.push(writer.take(), content.subarray(3));
          }
          if (at % 3 === 2) taken.push(writer.take());
        });
        taken.push(writer.take());
        expect(writer.length).toBe(0);
        const arrived: unknown[] = [];
        const reader = new FrameReader((kind, content) => arrived.push([kind, content.toString('latin1')]));
        const bytes = Buffer.concat(taken);
        let at = 0;
        for (const cut of [...cuts, 1, 2, 3, bytes.length]) {
          reader.push(bytes.subarray(at, at + cut));
          at += cut;
        }
        expect(arrived).toEqual(
          frames.map(({ kind, content }) => [kind, Buffer.from(content as Uint8Array).toString('latin1')]),
        );
      },
    ),
  );
});

test('what is asked about a request is read as it was written', () => {
  const ask = {
    handle: 7,
    connection: 3,
    id: 'ae8961672d2f4e5894ad8ffda699af9a',
    method: 'GET',
    path: '/v3/projects?name=\u00e9',
    url: 'http://10.0.0.5/identity/v3/projects?name=\u00e9',
    service: 'keystone',
    serviceType: 'identity',
    listenerFrom: 'nova',
    startedAt: 1_700_000_000_000.125,
    headers: ['Host', 'proxy', 'X-Empty', '', 'X-Last', '\u00ff'],
  };
  expect(readAsk(askText(ask))).toEqual(ask);
  const bare = { ...ask, serviceType: null, listenerFrom: null, headers: [] };
  expect(readAsk(askText(bare))).toEqual(bare);
});

test('of a response only the headers are told that the tree of calls learns from', () => {
  const headers = [
    'Content-Type',
    'a',
    'X-Subject-Token',
    't',
    'x-openstack-request-id',
    'req-1',
    'X-Other',
    'b',
  ];
  expect(readResponded(respondedText(4, 201, headers))).toEqual({
    handle: 4,
    status: 201,
    headers: ['X-Subject-Token', 't', 'x-openstack-request-id', 'req-1'],
  });
});
