import { endianness } from 'node:os';
import fc from 'fast-check';
import {
  endpointText,
  endsText,
  findSocket,
  findSockets,
  unmapped,
} from '../../../src/callers/process/socket-table.js';

const HEADING =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';

/** A line as the kernel prints it. */
function line(own: string, far: string, { state = '01', uid = 1000, inode = 81234 } = {}): string {
  return `   5: ${own} ${far} ${state} 00000000:00000000 02:00000000 00000000 ${String(uid).padStart(5)}        0 ${inode} 2 000000004e9738df 20 4 0 10 -1 \n`;
}

const little = endianness() === 'LE' ? test : test.skip;

little.each([
  ['127.0.0.1', 8500, '0100007F:2134'],
  ['10.1.2.3', 1, '0302010A:0001'],
  ['::1', 443, '00000000000000000000000001000000:01BB'],
  ['fe80::1234:5678%eth0', 65535, '000080FE000000000000000078563412:FFFF'],
  ['2001:db8:1:2:3:4:5:6', 80, 'B80D0120020001000400030006000500:0050'],
  ['::ffff:127.0.0.1', 80, '0100007F:0050'],
])('%s port %p stands in the table as %s', (address, port, text) => {
  expect(endpointText({ address, port })).toBe(text);
});

little('an IPv6 socket has an IPv4 peer mapped', () => {
  const text = '0000000000000000FFFF00000100007F:0050';
  expect(endpointText({ address: '127.0.0.1', port: 80 }, true)).toBe(text);
  expect(endpointText({ address: '::ffff:127.0.0.1', port: 80 }, true)).toBe(text);
});

test('what is no address stands in no table', () => {
  for (const address of ['', 'localhost', '1.2.3', '::g'])
    expect(endpointText({ address, port: 1 })).toBeNull();
});

test.each([
  ['::ffff:10.0.0.5', '10.0.0.5'],
  ['::FFFF:10.0.0.5', '10.0.0.5'],
  ['::ffff:a00:5', '::ffff:a00:5'],
  ['10.0.0.5', '10.0.0.5'],
  ['::1', '::1'],
])('%s is %s', (address, plain) => expect(unmapped(address)).toBe(plain));

const address = fc.oneof(
  fc.ipV4(),
  fc.ipV6().filter((text) => !/^::ffff:/i.test(text)),
);
const endpoint = fc.record({ address, port: fc.integer({ min: 1, max: 65535 }) });
const text = (end: { address: string; port: number }) => endpointText(end) as string;

test('a socket is found among any others, whoever has it', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(endpoint, endpoint), {
        minLength: 1,
        maxLength: 20,
        selector: ([a, b]) => text(a) + text(b),
      }),
      fc.nat(),
      fc.record({ uid: fc.nat({ max: 2 ** 32 - 1 }), inode: fc.integer({ min: 1, max: 2 ** 32 }) }),
      (ends, pick, { uid, inode }) => {
        const at = pick % ends.length;
        const table =
          HEADING +
          ends.map(([own, far], i) => line(text(own), text(far), i === at ? { uid, inode } : {})).join('');
        const [own, far] = ends[at] as [(typeof ends)[number][0], (typeof ends)[number][1]];
        expect(findSocket(Buffer.from(table), text(own), text(far))).toEqual({ uid, inode });
      },
    ),
  );
});

test('many sockets are found as each would be by itself', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(fc.ipV4(), fc.integer({ min: 1, max: 65535 }), fc.ipV4(), fc.nat({ max: 3 })), {
        maxLength: 30,
        selector: ([a, port, b]) => `${a}:${port} ${b}`,
      }),
      fc.array(fc.nat({ max: 40 }), { maxLength: 12 }),
      (sockets, picks) => {
        const ends = sockets.map(([a, port, b, inode]) => ({
          own: text({ address: a, port }),
          far: text({ address: b, port: 80 }),
          inode,
        }));
        const table = Buffer.from(
          HEADING + ends.map(({ own, far, inode }) => line(own, far, { inode })).join(''),
        );
        const asked = picks.map(
          (pick) =>
            ends[pick] ?? {
              own: text({ address: '203.0.113.9', port: 1 }),
              far: text({ address: '203.0.113.9', port: 2 }),
            },
        );
        const wanted = new Map(asked.map(({ own, far }) => [endsText(own, far), `${own} ${far}`]));
        const found = new Map(findSockets(table, wanted));
        for (const { own, far } of asked)
          expect(found.get(`${own} ${far}`) ?? null).toEqual(findSocket(table, own, far));
      },
    ),
  );
});

test('lines are read from the one that the given byte is in, and not before they are whole', () => {
  const [a, b] = [text({ address: '127.0.0.1', port: 1 }), text({ address: '127.0.0.1', port: 2 })];
  const wanted = new Map([[endsText(a, b), 'it']]);
  const first = HEADING + line(b, a, { inode: 22 });
  const table = Buffer.from(first + line(a, b, { inode: 11 }));
  expect([...findSockets(table, wanted, first.length + 5)]).toEqual([
    ['it', { inode: 11, uid: expect.any(Number) }],
  ]);
  expect([...findSockets(table.subarray(0, -1), wanted)]).toEqual([]);
});

test('both ends of a connection within the host are two sockets', () => {
  const [a, b] = [text({ address: '127.0.0.1', port: 1 }), text({ address: '127.0.0.1', port: 2 })];
  const table = Buffer.from(HEADING + line(a, b, { inode: 11 }) + line(b, a, { inode: 22 }));
  expect(findSocket(table, a, b)?.inode).toBe(11);
  expect(findSocket(table, b, a)?.inode).toBe(22);
});

test('a socket that no process has any more, or whose line is cut, is not there', () => {
  const [a, b] = [text({ address: '127.0.0.1', port: 1 }), text({ address: '127.0.0.1', port: 2 })];
  expect(findSocket(Buffer.from(line(a, b, { state: '06', inode: 0 })), a, b)).toBeNull();
  expect(findSocket(Buffer.from(line(a, b).trimEnd()), a, b)).toBeNull();
  expect(findSocket(Buffer.from(line(a, b)), a, a)).toBeNull();
  expect(findSocket(Buffer.from(line(a, b)), a, b, 20)).toBeNull();
});

test('whatever stands in the table, nothing is thrown', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const table = Buffer.concat([Buffer.from(' A B '), bytes, Buffer.from('\n')]);
      const found = findSocket(table, 'A', 'B');
      return found === null || found.inode > 0;
    }),
  );
});
