import assert from 'node:assert/strict';
import fc from 'fast-check';
import { endpointText, endsText, findSocket, findSockets } from '../../src/callers/process/socket-table.js';
import { mutated } from './mutations.js';
import { target } from './target.js';

const [A, B, C] = ['127.0.0.1', '10.0.0.5', '::1'].map(
  (address, i) => endpointText({ address, port: 80 + i }) as string,
) as [string, string, string];
const row = (own: string, far: string, uid: number, inode: number) =>
  `   5: ${own} ${far} 01 00000000:00000000 02:00000000 00000000 ${String(uid).padStart(5)}        0 ${inode} 2 000000004e9738df 20 4 0 10 -1 \n`;
const HEADING =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';
const TABLE = Buffer.from(
  HEADING + row(A, B, 0, 11) + row(B, A, 1000, 22) + row(C, C, 4294967295, 0) + row(B, B, 5, 33),
);

/** /proc/net/tcp. */
export const SOCKETS_TARGET = target(
  'sockets',
  'whatever stands in the table of sockets, one and many are looked up alike',
  600,
  fc.property(
    mutated(
      [TABLE],
      [A, B, C, ` ${A} ${B} `, ': ', '\n', ' ', '-1', '1.5', '0', '99999999999999999999', HEADING],
    ),
    fc.nat({ max: 500 }),
    (table, from) => {
      const pairs = [A, B, C].flatMap((own) => [A, B, C].map((far) => [own, far] as const));
      const fits = (row: { inode: number; uid: number } | null) =>
        row === null || (Number.isInteger(row.inode) && row.inode > 0 && Number.isInteger(row.uid));
      for (const [own, far] of pairs) assert.ok(fits(findSocket(table, own, far, from)));
      const wanted = new Map(pairs.map(([own, far]) => [endsText(own, far), `${own} ${far}`]));
      for (const [ends, found] of findSockets(table, wanted, from)) {
        assert.ok(fits(found));
        const [own, far] = ends.split(' ') as [string, string];
        assert.ok(table.includes(` ${own} ${far}`), 'it is in the table');
      }
    },
  ),
);
