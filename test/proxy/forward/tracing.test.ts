import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { ending, keptText, startPair } from '../harness.js';
import { bodyOf, endToEndLines, headLines, RawUpstream, type WireEnd } from '../wire.js';

// Defects 24 and 27 to 31 of http-proxy: when a trace built on its events would be wrong.

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const HANDSHAKE =
  'GET /s/ws HTTP/1.1\r\nHost: x\r\nConnection: keep-alive, Upgrade\r\nupgrade: WebSocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n';
const SWITCH =
  'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n\r\n';

describe('24: an answer before the upload is over', () => {
  test('comes at once, and the connection goes on after the rest of the upload', async () => {
    const { upstream, traced } = await startPair(RawUpstream.start());
    const caller = await traced.connect();
    caller.send('PUT /s/x HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf1');
    const service = await upstream.nextConnection();
    await service.untilReceived('half1');
    service.send('HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno');
    expect(await caller.nextMessage()).toMatch(/^HTTP\/1.1 413 Too Large\r\n[\s\S]*\r\n\r\nno$/);
    const exchange = await traced.exchange(1);
    expect(ending(exchange)).toBe('responded 413');
    expect(keptText(exchange.request)).toBe('half1');
    expect(exchange.response.timing.requestComplete).toBeNull();
    caller.send('half2');
    await service.untilReceived('half2');
    caller.send('GET /s/next HTTP/1.1\r\nHost: x\r\n\r\n');
    // The connection of the first request is free again, and used again.
    await service.untilReceived('GET /next');
    service.send(OK);
    expect(await caller.nextMessage()).toMatch(/^HTTP\/1.1 200 OK/);
  });

  test('by a service that closes its connection: the caller reads the answer, the rest of the upload is thrown away', async () => {
    for (let round = 0; round < 4; round++) {
      // Nobody but the pipe reads the body of a call that is not traced.
      const isTraced = () => round % 2 === 0;
      const { upstream, traced } = await startPair(RawUpstream.start(), { parts: { isTraced } });
      const caller = await traced.connect();
      const chunk = Buffer.alloc(256 * 1024, 'x');
      caller.send(`PUT /s/x HTTP/1.1\r\nHost: x\r\nContent-Length: ${chunk.length * 128}\r\n\r\n`);
      const service = await upstream.nextConnection();
      await service.nextHead();
      // It reads no more and closes with the upload under way, as a service does that refuses by the head.
      service.socket.pause();
      const uploaded = upload(caller, chunk, 128);
      service.socket.end(
        Buffer.from('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 2\r\n\r\nno'),
      );
      service.socket.destroySoon();
      const answer = await caller.nextMessage();
      expect(headLines(answer)[0]).toBe('HTTP/1.1 401 Unauthorized');
      expect(bodyOf(answer)).toBe('no');
      if (isTraced()) expect(ending(await traced.exchange(1))).toBe('responded 401');
      // The caller may send all the rest, and its connection serves the next request.
      await uploaded;
      caller.send('GET /s/next HTTP/1.1\r\nHost: x\r\n\r\n');
      await (await upstream.nextConnection()).untilReceived('GET /next');
    }
  }, 30_000);

  test('by the proxy, as there is no service: the caller reads the 502 and may send the rest', async () => {
    const { upstream, traced } = await startPair(RawUpstream.start());
    await upstream.close();
    const caller = await traced.connect();
    const chunk = Buffer.alloc(256 * 1024, 'x');
    for (let round = 0; round < 12; round++) {
      caller.send(`POST /s/x HTTP/1.1\r\nHost: x\r\nContent-Length: ${chunk.length * 16}\r\n\r\n`);
      const uploaded = upload(caller, chunk, 16);
      expect(headLines(await caller.nextMessage())[0]).toBe('HTTP/1.1 502 Bad Gateway');
      await uploaded;
    }
    await traced.exchange(12);
  }, 30_000);
});

/** Sends a chunk many times, as fast as it is taken. */
async function upload({ socket }: WireEnd, chunk: Buffer, times: number): Promise<void> {
  for (let i = 0; i < times; i++) if (!socket.write(chunk)) await once(socket, 'drain');
}

test('27: what is traced is what was on the wire, not what http-proxy made of it', async () => {
  const { upstream, traced } = await startPair(RawUpstream.answering(() => OK));
  const caller = await traced.connect();
  caller.send('DELETE /s/x HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 9.9.9.9\r\n\r\n');
  await caller.nextMessage();
  const { request, response } = await traced.exchange(1);
  const wire = (list: readonly string[]) =>
    list.flatMap((name, i) => (i % 2 === 0 ? [`${name}: ${list[i + 1]}`] : []));
  expect(wire(request.headers)).toEqual(headLines(upstream.received).slice(1));
  expect(wire(request.headers).filter((line) => /forwarded|length/i.test(line))).toEqual([
    'X-Forwarded-For: 9.9.9.9',
  ]);
  expect(wire(response.headers)).toEqual([
    'Content-Length: 2',
    `X-Requestshook-Request-Id: ${request.id}`,
    'X-Requestshook-Request-From: caller',
  ]);
});

test('28: an exchange has ended when its caller has the response, once', async () => {
  // The whole suite checks "once", after each test; here is when.
  const size = 24 * 1024 * 1024;
  const { traced } = await startPair(
    RawUpstream.answering(() => `HTTP/1.1 200 OK\r\nContent-Length: ${size}\r\n\r\n${'x'.repeat(size)}`),
  );
  const caller = await traced.connect();
  caller.send('GET /s/x HTTP/1.1\r\nHost: x\r\n\r\n');
  await once(caller.socket, 'data');
  caller.socket.pause();
  // More than the kernel takes is still with the proxy or the service.
  expect(traced.records.map(({ kind }) => kind)).toEqual(['request']);
  caller.socket.resume();
  await caller.nextMessage();
  expect(ending(await traced.exchange(1))).toBe('responded 200');
});

describe('30: WebSockets', () => {
  async function open(early = ''): Promise<{
    caller: WireEnd;
    service: WireEnd;
    traced: Awaited<ReturnType<typeof startPair>>['traced'];
    port: number;
  }> {
    const { upstream, traced } = await startPair(RawUpstream.start());
    const caller = await traced.connect();
    caller.send(HANDSHAKE + early);
    const service = await upstream.nextConnection();
    return { caller, service, traced, port: upstream.port };
  }

  test('are logged with their 101, headers as sent and received, and then pass unseen', async () => {
    const { caller, service, traced, port } = await open();
    const head = await service.nextHead();
    expect(headLines(head)).toEqual([
      'GET /ws HTTP/1.1',
      `Host: 127.0.0.1:${port}`,
      'Connection: Upgrade',
      'upgrade: WebSocket',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      'Sec-WebSocket-Version: 13',
      expect.stringMatching(/^X-Requestshook-Request-Id: [0-9a-f]{32}$/),
      'X-Requestshook-Request-From: caller',
    ]);
    // First bytes of the service may come with its 101.
    service.send(`${SWITCH}first`);
    const answer = await caller.nextHead();
    const { request, response } = await traced.exchange(1);
    expect(headLines(answer)).toEqual([
      ...headLines(SWITCH),
      `X-Requestshook-Request-Id: ${request.id}`,
      'X-Requestshook-Request-From: caller',
    ]);
    expect(response).toMatchObject({ status: 101, reason: 'Switching Protocols', outcome: 'responded' });
    expect(request.body.size).toBe(0);
    await caller.untilReceived('first');
    caller.send('\x81\x02hi');
    await service.untilReceived('\x81\x02hi');
    service.send('\x81\x02ho');
    await caller.untilReceived('\x81\x02ho');
    caller.end();
    await service.untilEnded();
    expect(traced.records).toHaveLength(2);
  });

  test('pass what the caller said before the service had switched', async () => {
    const { caller, service } = await open('early1');
    await service.nextHead();
    caller.send('early2');
    service.send(SWITCH);
    await caller.nextHead();
    caller.send('late');
    await service.untilReceived('early1early2late');
    expect(service.received).toMatch(/\r\n\r\nearly1early2late$/);
  });

  test('carry megabytes both ways, and end when either side does', async () => {
    for (const who of ['caller', 'service'] as const) {
      for (const way of ['end', 'reset'] as const) {
        const pair = await open();
        await pair.service.nextHead();
        pair.service.send(SWITCH);
        await pair.caller.nextHead();
        const bytes = Buffer.alloc(1024 * 1024, 'ab\x00\xff', 'latin1');
        const digest = (text: string) => createHash('sha256').update(text, 'latin1').digest('hex');
        pair.caller.send(bytes);
        pair.service.send(bytes);
        for (const end of [pair.caller, pair.service]) {
          await end.until(() => end.length >= bytes.length + 100);
          const at = end.received.indexOf('\r\n\r\n') + 4;
          await end.until(() => end.length === at + bytes.length);
          expect(digest(end.received.slice(at))).toBe(digest(bytes.toString('latin1')));
        }
        const other = who === 'caller' ? pair.service : pair.caller;
        pair[who][way]();
        await other.untilEnded();
        expect(pair.traced.records).toHaveLength(2);
      }
    }
  });

  test('that are open do not keep the proxy from closing', async () => {
    const { caller, service, traced } = await open();
    await service.nextHead();
    service.send(SWITCH);
    await caller.nextHead();
    await traced.proxy.close(0);
    await caller.untilEnded();
    await service.untilEnded();
  });
});

test('31: a body is seen whole beside the pipe, both ways', async () => {
  const body = Buffer.alloc(3_000_000, 'abc\x00', 'latin1').toString('latin1');
  const answer = Buffer.alloc(2_500_000, 'x\xffyz', 'latin1').toString('latin1');
  const { upstream, traced } = await startPair(
    RawUpstream.answering(() => `HTTP/1.1 200 OK\r\nContent-Length: ${answer.length}\r\n\r\n${answer}`),
    { settings: { captureLimit: 10_000_000 } },
  );
  const caller = await traced.connect();
  caller.send(`PUT /s/x HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
  expect(bodyOf(await caller.nextMessage()) === answer).toBe(true);
  expect(bodyOf(upstream.received) === body).toBe(true);
  expect(endToEndLines(upstream.received)[1]).toBe(`Content-Length: ${body.length}`);
  const exchange = await traced.exchange(1);
  expect(keptText(exchange.response) === answer).toBe(true);
  // Binary: recorded at once, and once more, whole, at the end.
  const whole = exchange.response.requestBody;
  expect(Buffer.concat(whole?.chunks ?? []).toString('latin1') === body).toBe(true);
  expect(whole?.size).toBe(body.length);
});
