import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { CallerProcesses } from '../../../src/callers/process/caller-processes.js';
import { isOwnAddress } from '../../../src/callers/process/own-addresses.js';

// Linux alone has /proc.
const onLinux = process.platform === 'linux' ? test : test.skip;

let folder: string;
let processes: CallerProcesses;
let server: Server;
const children: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rh-process-'));
  processes = new CallerProcesses({
    onDenied: () => {},
    onFault: (error) => {
      throw error;
    },
  });
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  server.close();
  await processes.close();
  await rm(folder, { recursive: true });
});

/** Listens, and has the next connection looked up. */
async function nextConnection(host: string): Promise<{ port: number; met: Promise<Socket> }> {
  server = createServer();
  const met = new Promise<Socket>((resolve) => {
    server.on('connection', (socket) => {
      socket.on('error', () => {});
      processes.connected(socket, () => resolve(socket));
    });
  });
  server.listen(0, host);
  await once(server, 'listening');
  return { port: (server.address() as { port: number }).port, met };
}

/** A script in a process of its own that connects, and stays. */
function caller(script: string, host: string, port: number, ...args: string[]): ChildProcess {
  const file = join(folder, script);
  writeFileSync(file, `require('net').connect(${port}, '${host}')`);
  const child = spawn(process.execPath, [file, ...args], { stdio: 'ignore' });
  children.push(child);
  return child;
}

const [interface4] = Object.values(networkInterfaces()).flatMap(
  (all) => all?.filter(({ family, internal }) => family === 'IPv4' && !internal) ?? [],
);
const hasIpv6 = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === '::1'),
);

const ways: [string, string, string][] = [
  ['IPv4', '127.0.0.1', '127.0.0.1'],
  ['another address of this host', '0.0.0.0', interface4?.address ?? '127.0.0.2'],
  ...(hasIpv6
    ? ([
        ['IPv6', '::1', '::1'],
        ['IPv4 at a listener for both', '::', '127.0.0.1'],
      ] as [string, string, string][])
    : []),
];

for (const [way, listen, host] of ways) {
  onLinux(`the process that calls by ${way} is known by the time its request is read`, async () => {
    const { port, met } = await nextConnection(listen);
    const child = caller('nightly-report', host, port, '--os-password', 'geheim');
    const found = processes.of(await met);
    expect(found).toMatchObject({ pid: child.pid, name: 'nightly-report' });
    expect(found?.command).toContain('--os-password ***');
  });
}

onLinux('whose look-up is not waited for is met all the same, and known later', async () => {
  await processes.close();
  processes = new CallerProcesses({ onDenied: () => {}, onFault: () => {} }, 0);
  const { port, met } = await nextConnection('127.0.0.1');
  const child = caller('nightly-report', '127.0.0.1', port);
  const socket = await met;
  expect(processes.of(socket)).toBeNull();
  // What is asked later is answered later.
  await processes.heldBy(process.pid, [socket]);
  expect(processes.of(socket)?.pid).toBe(child.pid);
});

onLinux('a connection of this very process is nobody’s', async () => {
  const { port, met } = await nextConnection('127.0.0.1');
  const own = connect(port, '127.0.0.1');
  expect(processes.of(await met)).toBeNull();
  own.destroy();
});

onLinux('a connection that was closed at once is nobody’s, and is met all the same', async () => {
  const { port, met } = await nextConnection('127.0.0.1');
  connect(port, '127.0.0.1').on('connect', function (this: Socket) {
    this.resetAndDestroy();
  });
  expect(processes.of(await met)).toBeNull();
});

onLinux('which process a service’s connection ends at is told', async () => {
  const { port, met } = await nextConnection('127.0.0.1');
  const child = caller('worker', '127.0.0.1', port);
  const socket = await met;
  const pid = child.pid as number;
  expect(await processes.heldBy(pid, [socket])).toEqual([true]);
  expect(await processes.heldBy(process.pid, [socket])).toEqual([false]);
  expect(await processes.heldBy(pid, [])).toEqual([]);
});

onLinux('once it is closed nobody waits for it', async () => {
  const { port, met } = await nextConnection('127.0.0.1');
  await processes.close();
  caller('late', '127.0.0.1', port);
  const socket = await met;
  expect(processes.of(socket)).toBeNull();
  expect(await processes.heldBy(1, [socket])).toEqual([false]);
});

test('a connection from another host is not looked up, and met at once', async () => {
  server = createServer();
  const remote = {
    remoteAddress: '192.0.2.7',
    remotePort: 1,
    localAddress: '10.0.0.1',
    localPort: 2,
  } as Socket;
  let ready = false;
  processes.connected(remote, () => {
    ready = true;
  });
  expect(ready).toBe(true);
  expect(processes.of(remote)).toBeNull();
});

test.each([
  ['127.0.0.1', true],
  ['127.8.9.10', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['192.0.2.7', false],
  ['::ffff:192.0.2.7', false],
  ['2001:db8::7', false],
])('%s is an address of this host: %p', (address, own) => expect(isOwnAddress(address)).toBe(own));

test('the addresses of this host’s interfaces are its own', () => {
  for (const all of Object.values(networkInterfaces()))
    for (const { address } of all ?? []) expect(isOwnAddress(address)).toBe(true);
});
