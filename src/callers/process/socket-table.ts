import { isIPv4, isIPv6 } from 'node:net';
import { endianness } from 'node:os';

/**
 * /proc/net/tcp and /proc/net/tcp6, as Linux prints them (net/ipv4/tcp_ipv4.c, get_tcp4_sock): a line for each
 * socket, with both ends in hex, the user and the inode.
 *
 *       sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
 *        5: 0100007F:A0B6 0100007F:2134 01 00000000:00000000 00:00000000 00000000  1000        0 81234 ...
 */

/** One end of a connection. */
export interface Endpoint {
  /** IPv4, or IPv6 without a zone. */
  readonly address: string;
  readonly port: number;
}

/** A socket as the table has it. */
export interface SocketRow {
  /** Of the socket; what `/proc/PID/fd/N` links to as `socket:[INODE]`. */
  readonly inode: number;
  readonly uid: number;
}

const MAPPED = /^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i;

/** An IPv4 address mapped into IPv6 (`::ffff:10.0.0.5`, RFC 4291 2.5.5.2) as the one that it is; any other unchanged. */
export function unmapped(address: string): string {
  return address.replace(MAPPED, '');
}

/** The 32-bit words of an address as the kernel prints them: in the machine's own byte order. */
function wordsText(bytes: readonly number[]): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 4) {
    const word = bytes.slice(i, i + 4);
    if (endianness() === 'LE') word.reverse();
    for (const byte of word) text += byte.toString(16).padStart(2, '0');
  }
  return text.toUpperCase();
}

function ipv4Bytes(address: string): number[] {
  return address.split('.').map(Number);
}

function ipv6Bytes(address: string): number[] {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address);
  const tail = dotted === null ? [] : ipv4Bytes(dotted[2] as string);
  const text = dotted === null ? address : (dotted[1] as string).replace(/([^:]):$/, '$1');
  const [head = '', rest] = text.split('::');
  const groups = (part: string) =>
    part.split(':').flatMap((group) => {
      const value = Number.parseInt(group, 16);
      return group === '' ? [] : [value >> 8, value & 0xff];
    });
  const [first, last] = [groups(head), [...groups(rest ?? ''), ...tail]];
  return [...first, ...new Array<number>(16 - first.length - last.length).fill(0), ...last];
}

/** One end as the tables print it; `mapped`: as an IPv6 socket has an IPv4 peer. null: no address that a table could hold. */
export function endpointText({ address, port }: Endpoint, mapped = false): string | null {
  const plain = unmapped(address).replace(/%.*$/, '');
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
  if (isIPv4(plain)) {
    const bytes = ipv4Bytes(plain);
    return `${wordsText(mapped ? [...new Array<number>(10).fill(0), 0xff, 0xff, ...bytes] : bytes)}:${hexPort}`;
  }
  return isIPv6(plain) ? `${wordsText(ipv6Bytes(plain))}:${hexPort}` : null;
}

/** Bytes in front of the inode in a line, at most; a line may be cut there while the table is being read. */
export const LONGEST_ROW = 256;

/**
 * The socket whose own end and far end are these texts of `endpointText`, looked for from byte `from` on. null: it is not
 * there, its line is not whole yet, or no process has it any more (inode 0).
 */
export function findSocket(table: Buffer, own: string, far: string, from = 0): SocketRow | null {
  const at = table.indexOf(` ${own} ${far} `, from, 'latin1');
  if (at < 0) return null;
  return rowAt(table, at);
}

/** What is looked for by what `endsText` says of it. */
export type Wanted<T> = ReadonlyMap<string, T>;

/** Both ends of a socket as one text. */
export function endsText(own: string, far: string): string {
  return `${own} ${far}`;
}

/**
 * The sockets in a table whose ends are among those wanted, each line read once however many they are. `from`: begins at the line
 * that this byte is in.
 */
export function* findSockets<T>(table: Buffer, wanted: Wanted<T>, from = 0): Generator<[T, SocketRow]> {
  const [length] = [...wanted.keys()].map((text) => text.length);
  if (length === undefined) return;
  for (let start = table.lastIndexOf(0x0a, from) + 1; start < table.length; ) {
    const ends = table.indexOf(': ', start, 'latin1') + 1;
    if (ends === 0) return;
    const found = wanted.get(table.toString('latin1', ends + 1, ends + 1 + length));
    const row = found === undefined ? null : rowAt(table, ends);
    if (found !== undefined && row !== null) yield [found, row];
    const end = table.indexOf(0x0a, ends);
    if (end < 0) return;
    start = end + 1;
  }
}

/** Of the line in which its ends begin behind the space at `at`. */
function rowAt(table: Buffer, at: number): SocketRow | null {
  const end = table.indexOf(0x0a, at);
  if (end < 0) return null;
  // own, far, state, queues, timer, retransmits, uid, timeout, inode
  const fields = table.toString('latin1', at, end).trim().split(/\s+/);
  const [uid, inode] = [Number(fields[5 + 1]), Number(fields[5 + 3])];
  return Number.isInteger(uid) && Number.isInteger(inode) && inode > 0 ? { inode, uid } : null;
}
