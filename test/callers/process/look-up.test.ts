import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProcessLookUp } from '../../../src/callers/process/look-up.js';
import { endpointText } from '../../../src/callers/process/socket-table.js';

type End = [address: string, port: number];

/** A /proc of our own, with the processes and sockets that a test wants. */
class FakeProc {
  readonly path = mkdtempSync(join(tmpdir(), 'rh-proc-'));
  readonly #tables: Record<string, string[]> = { tcp: [], tcp6: [] };

  /** A process with these sockets among its descriptors. */
  process(pid: number, argv: readonly string[], inodes: readonly number[]): this {
    const folder = join(this.path, String(pid));
    mkdirSync(join(folder, 'fd'), { recursive: true });
    writeFileSync(join(folder, 'cmdline'), argv.map((argument) => `${argument}\0`).join(''));
    symlinkSync(argv[0] as string, join(folder, 'exe'));
    symlinkSync('/dev/null', join(folder, 'fd/0'));
    this.opens(pid, inodes);
    return this;
  }

  opens(pid: number, inodes: readonly number[]): void {
    for (const inode of inodes)
      symlinkSync(`socket:[${inode}]`, join(this.path, String(pid), 'fd', String(inode)));
  }

  socket(inode: number, own: End, far: End, table: 'tcp' | 'tcp6' = 'tcp'): this {
    return this.sockets([[inode, own, far]], table);
  }

  sockets(all: readonly [inode: number, own: End, far: End][], table: 'tcp' | 'tcp6' = 'tcp'): this {
    const lines = this.#tables[table] as string[];
    for (const [inode, ...both] of all) {
      const [own, far] = both.map(([address, port]) => endpointText({ address, port }, table === 'tcp6'));
      lines.push(
        `${lines.length}: ${own} ${far} 01 00000000:00000000 00:00000000 00000000  1000        0 ${inode} 1 0 20 4 30 10 -1`,
      );
    }
    mkdirSync(join(this.path, 'net'), { recursive: true });
    for (const [name, rows] of Object.entries(this.#tables)) {
      const text = ['  sl  local_address rem_address', ...rows].map((line) => `${line}\n`).join('');
      writeFileSync(join(this.path, 'net', name), text);
    }
    return this;
  }
}

/** 3000 sockets, of ports from 20000 on and with inodes from 5000 on. */
const many = Array.from({ length: 3000 }, (_, i): [number, End, End] => [
  5000 + i,
  ['127.0.0.1', 20000 + i],
  ['127.0.0.1', 8500],
]);

let proc: FakeProc;
beforeEach(() => {
  proc = new FakeProc();
});
afterEach(() => rmSync(proc.path, { recursive: true }));

const ends = (port: number, address = '127.0.0.1') => ({
  own: { address, port },
  far: { address, port: 8500 },
});
const OPENSTACK = ['/usr/bin/python3', '/usr/bin/openstack', '--os-password', 'geheim', 'image', 'list'];

test('the process at the other end of a connection is found, with its name, and its secrets hidden', () => {
  proc
    .socket(11, ['127.0.0.1', 8500], ['127.0.0.1', 40001])
    .socket(12, ['127.0.0.1', 40001], ['127.0.0.1', 8500]);
  proc
    .process(100, ['/sbin/init'], [1, 2])
    .process(200, OPENSTACK, [12])
    .process(300, ['/usr/bin/proxy'], [11]);
  expect(new ProcessLookUp(proc.path).find([ends(40001)])).toEqual([
    {
      pid: 200,
      name: 'openstack',
      command: '/usr/bin/python3 /usr/bin/openstack --os-password *** image list',
    },
  ]);
});

test('several are found in one go, among a thousand others', () => {
  for (let i = 0; i < 1000; i++) proc.process(1000 + i, ['/usr/bin/sleep', '60'], [5000 + i]);
  proc.sockets(many);
  const found = new ProcessLookUp(proc.path).find([ends(20000), ends(20999), ends(21000), ends(20500)]);
  expect(found.map((one) => (one !== null && 'pid' in one ? one.pid : one))).toEqual([
    1000,
    1999,
    { uid: 1000 },
    1500,
  ]);
});

test('a table is read in pieces, and no line is lost between them', () => {
  proc.sockets(many);
  const all = many.map(([, [, port]]) => ends(port));
  expect(new ProcessLookUp(proc.path).find(all).filter((found) => found === null)).toEqual([]);
});

test('a caller by IPv6, or by IPv4 from a socket for IPv6, is found in the other table', () => {
  proc
    .socket(12, ['::1', 40001], ['::1', 8500], 'tcp6')
    .socket(13, ['127.0.0.1', 40002], ['127.0.0.1', 8500], 'tcp6');
  proc.process(200, OPENSTACK, [12, 13]);
  const lookUp = new ProcessLookUp(proc.path);
  expect(lookUp.find([ends(40001, '::1'), ends(40002), ends(40002, '::ffff:127.0.0.1')])).toMatchObject([
    { pid: 200 },
    { pid: 200 },
    { pid: 200 },
  ]);
});

test('a process that called before is found by a new socket, also after others came and went', () => {
  proc
    .socket(12, ['127.0.0.1', 40001], ['127.0.0.1', 8500])
    .socket(13, ['127.0.0.1', 40002], ['127.0.0.1', 8500]);
  proc.process(200, OPENSTACK, [12]).process(300, ['/usr/bin/curl'], [14]);
  const lookUp = new ProcessLookUp(proc.path);
  lookUp.prepare();
  expect(lookUp.find([ends(40001)])).toMatchObject([{ pid: 200 }]);
  proc.opens(200, [13]);
  rmSync(join(proc.path, '300'), { recursive: true });
  expect(lookUp.find([ends(40002)])).toMatchObject([{ pid: 200 }]);
});

test('a process that had no sockets when it was last seen is found all the same', () => {
  proc.process(200, OPENSTACK, []).process(300, ['/usr/bin/curl'], []);
  const lookUp = new ProcessLookUp(proc.path);
  lookUp.prepare();
  proc.socket(12, ['127.0.0.1', 40001], ['127.0.0.1', 8500]);
  proc.opens(200, [12]);
  expect(lookUp.find([ends(40001)])).toMatchObject([{ pid: 200 }]);
});

test('a socket whose process can not be seen tells its user; one that is gone nothing', () => {
  proc.socket(12, ['127.0.0.1', 40001], ['127.0.0.1', 8500]).process(200, ['/usr/bin/curl'], []);
  expect(new ProcessLookUp(proc.path).find([ends(40001), ends(40002)])).toEqual([{ uid: 1000 }, null]);
});

test('where there is no /proc nothing is found', () => {
  rmSync(proc.path, { recursive: true });
  mkdirSync(proc.path);
  expect(new ProcessLookUp(proc.path).find([ends(40001)])).toEqual([null]);
});

test('which of several connections end at a process is told', () => {
  for (const inode of [11, 12, 13]) proc.socket(inode, ['127.0.0.1', 9292], ['127.0.0.1', 40000 + inode]);
  proc.process(200, ['/usr/bin/uwsgi'], [12]).process(201, ['/usr/bin/uwsgi'], [11, 13]);
  const sent = [11, 12, 99].map((inode) => ({
    own: { address: '127.0.0.1', port: 9292 },
    far: { address: '127.0.0.1', port: 40000 + inode },
  }));
  const lookUp = new ProcessLookUp(proc.path);
  expect(lookUp.heldBy(200, sent)).toEqual([false, true, false]);
  expect(lookUp.heldBy(201, sent)).toEqual([true, false, false]);
});
