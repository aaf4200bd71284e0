import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ending, startPair } from '../proxy/harness.js';
import { RawUpstream, type WireEnd } from '../proxy/wire.js';

const MiB = 1024 * 1024;
const SIZE = 48 * MiB;
const CHUNK = Buffer.alloc(256 * 1024, 0x61);

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes that this process holds outside and inside the JavaScript heap. */
function held(): number {
  // Twice: what the first finds is given back beside the program, which the second waits for.
  collectGarbage();
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Sends until the other side takes no more; then says how much was taken. */
async function sendUntilStuck({ socket }: WireEnd): Promise<number> {
  let sent = 0;
  while (sent < SIZE) {
    sent += CHUNK.length;
    if (socket.write(CHUNK)) continue;
    // Stuck is who is not drained after the loop has turned many times with nothing to do.
    let drained = false;
    const onDrain = () => {
      drained = true;
    };
    socket.once('drain', onDrain);
    for (let turn = 0; turn < 2000 && !drained; turn++) await new Promise(setImmediate);
    if (!drained) {
      socket.removeListener('drain', onDrain);
      return sent;
    }
  }
  return sent;
}

/** Reads without keeping. */
async function swallow({ socket }: WireEnd, size: number): Promise<void> {
  let read = 0;
  socket.on('data', (chunk: Buffer) => {
    read += chunk.length;
  });
  while (read < size) await once(socket, 'data');
}

test('a caller that does not read slows the service down; memory stays flat', async () => {
  const { upstream, traced } = await startPair(RawUpstream.start(), { settings: { captureLimit: 1000 } });
  const caller = await traced.connect();
  caller.send('GET /s/x HTTP/1.1\r\nHost: x\r\n\r\n');
  const service = await upstream.nextConnection();
  await service.nextHead();
  caller.socket.pause();
  caller.socket.removeAllListeners('data');
  const before = held();
  service.send(`HTTP/1.1 200 OK\r\nContent-Length: ${SIZE}\r\n\r\n`);
  let sent = await sendUntilStuck(service);
  // The kernel's buffers hold some megabytes at each hop.
  expect(sent).toBeLessThan(24 * MiB);
  expect(held() - before).toBeLessThan(4 * MiB);
  const swallowed = swallow(caller, SIZE);
  caller.socket.resume();
  while (sent < SIZE) {
    sent += CHUNK.length;
    if (!service.socket.write(CHUNK)) await once(service.socket, 'drain');
  }
  await swallowed;
  const exchange = await traced.exchange(1);
  expect(ending(exchange)).toBe('responded 200');
  expect(exchange.response.body).toMatchObject({ size: SIZE, kept: 1000 });
}, 30_000);

test('a service that does not read slows the caller down; memory stays flat', async () => {
  const { upstream, traced } = await startPair(RawUpstream.start(), { settings: { captureLimit: 1000 } });
  const caller = await traced.connect();
  caller.send(`PUT /s/x HTTP/1.1\r\nHost: x\r\nContent-Length: ${SIZE}\r\n\r\n`);
  const service = await upstream.nextConnection();
  await service.nextHead();
  service.socket.pause();
  service.socket.removeAllListeners('data');
  const before = held();
  let sent = await sendUntilStuck(caller);
  expect(sent).toBeLessThan(24 * MiB);
  expect(held() - before).toBeLessThan(4 * MiB);
  const swallowed = swallow(service, SIZE);
  service.socket.resume();
  while (sent < SIZE) {
    sent += CHUNK.length;
    if (!caller.socket.write(CHUNK)) await once(caller.socket, 'drain');
  }
  await swallowed;
  service.send('HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n');
  const exchange = await traced.exchange(1);
  expect(ending(exchange)).toBe('responded 201');
  expect(exchange.request.body).toMatchObject({ size: SIZE, kept: 1000 });
}, 30_000);

test('the head and each piece of a body go on before the rest is there, both ways', async () => {
  const { upstream, traced } = await startPair(RawUpstream.start());
  const caller = await traced.connect();
  caller.send('PUT /s/x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n');
  const service = await upstream.nextConnection();
  await service.nextHead();
  for (const piece of ['one', 'two']) {
    caller.send(`3\r\n${piece}\r\n`);
    await service.untilReceived(`3\r\n${piece}\r\n`);
  }
  service.send('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
  await caller.nextHead();
  for (const piece of ['uno', 'dos']) {
    service.send(`3\r\n${piece}\r\n`);
    await caller.untilReceived(`3\r\n${piece}\r\n`);
  }
  caller.send('0\r\n\r\n');
  await service.untilReceived('\r\n0\r\n\r\n');
  service.send('0\r\n\r\n');
  await caller.untilReceived('\r\n0\r\n\r\n');
  expect(ending(await traced.exchange(1))).toBe('responded 200');
});
