import { once } from 'node:events';
import net, { createServer } from 'node:net';
import { startProxy } from '../../src/proxy/proxy.js';
import { ending, startPair } from '../proxy/harness.js';
import { connect, RawUpstream } from '../proxy/wire.js';

const GET = 'GET /s/x HTTP/1.1\r\nHost: x\r\n\r\n';
const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

test('idle connections of both sides are closed at once', async () => {
  const { upstream, traced } = await startPair(RawUpstream.answering(() => OK));
  const used = await traced.connect();
  used.send(GET);
  await used.nextMessage();
  const unused = await traced.connect();
  await traced.proxy.close(60_000);
  await used.untilEnded();
  await unused.untilEnded();
  await Promise.all(upstream.connections.map((end) => end.untilClosed()));
});

test('what is under way may end; then all is closed, and no new connection is taken', async () => {
  const { upstream, traced } = await startPair(RawUpstream.start());
  const caller = await traced.connect();
  caller.send(GET);
  const service = await upstream.nextConnection();
  await service.nextHead();
  const closed = traced.proxy.close(60_000);
  await expect(connect(traced.port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  service.send(OK);
  expect(await caller.nextMessage()).toMatch(/\r\n\r\nok$/);
  await closed;
  expect(ending(await traced.exchange(1))).toBe('responded 200');
  await caller.untilEnded();
  await service.untilClosed();
});

test('a WebSocket goes on until its time is over, or it ends', async () => {
  const { upstream, traced } = await startPair(RawUpstream.start());
  const caller = await traced.connect();
  caller.send('GET /s/ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
  const service = await upstream.nextConnection();
  await service.nextHead();
  service.send('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
  await caller.nextHead();
  const closed = traced.proxy.close(60_000);
  caller.send('ping');
  await service.untilReceived('ping');
  service.send('pong');
  await caller.untilReceived('pong');
  caller.end();
  await closed;
});

test('what does not end is cut when its time is over, and recorded so', async () => {
  const { upstream, traced } = await startPair(RawUpstream.start());
  const waiting = await traced.connect();
  waiting.send(GET);
  await (await upstream.nextConnection()).nextHead();
  const uploading = await traced.connect();
  uploading.send('PUT /s/x HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf');
  await (await upstream.nextConnection()).untilReceived('half');
  const reading = await traced.connect();
  reading.send(GET);
  const answering = await upstream.nextConnection();
  await answering.nextHead();
  answering.send('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf');
  await reading.untilReceived('half');
  await traced.proxy.close(20);
  for (let i = 1; i <= 3; i++) {
    expect(ending(await traced.exchange(i))).toBe('clientGone 499 RH_SHUTDOWN');
  }
  await Promise.all(upstream.connections.map((end) => end.untilClosed()));
  await Promise.all([waiting, uploading, reading].map((end) => end.untilEnded()));
});

test('a proxy that cannot have one of its addresses gives back the others', async () => {
  const taken = createServer();
  taken.listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as { port: number };
  // An address that nobody else takes a port of, once it is free again.
  const host = '127.0.0.77';
  const free = createServer();
  free.listen(0, host);
  await once(free, 'listening');
  const other = (free.address() as { port: number }).port;
  free.close();
  await once(free, 'close');
  const { traced } = await startPair(RawUpstream.start());
  const { settings, parts } = traced.startedWith;
  const places = [
    { host, port: other },
    { host: '127.0.0.1', port },
  ];
  const listeners = places.map((place) => ({
    ...place,
    from: null,
    service: null,
    certificate: null,
  }));
  await expect(startProxy({ ...settings, listeners }, parts)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  const refused = once(net.connect({ port: other, host }), 'connect');
  await expect(refused).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  taken.close();
});
