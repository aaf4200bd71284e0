import { once } from 'node:events';
import { ending, keptText, startPair } from '../harness.js';
import { RawUpstream, sendAndRead } from '../wire.js';

// Defects 1 to 8 of http-proxy: each let a stranger, or a service, end the whole process. Jest fails a
// test in whose time an exception is not caught, so that each of these needs to say no more than what is right.

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const WEBSOCKET =
  'GET /s/ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n\r\n';

test('1: a request target that is no URL is served by its path', async () => {
  const { upstream, traced } = await startPair(RawUpstream.answering(() => OK));
  const answer = await sendAndRead(
    traced.port,
    'GET http://[::1/s/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
  );
  expect(answer).toMatch(/^HTTP\/1.1 200 OK\r\n/);
  expect(upstream.received).toMatch(/^GET \/x HTTP\/1.1\r\n/);
  expect((await traced.exchange(1)).request.url).toBe(`http://127.0.0.1:${upstream.port}/x`);
});

test('2: a WebSocket caller that resets its connection before the service answers', async () => {
  const { upstream, traced } = await startPair(RawUpstream.start());
  const caller = await traced.connect();
  caller.send(WEBSOCKET);
  const service = await upstream.nextConnection();
  await service.nextHead();
  caller.reset();
  await service.untilClosed();
  expect(ending(await traced.exchange(1))).toBe('clientGone 499 RH_CLIENT_GONE');
});

test('3: a WebSocket caller that is gone when the service answers with a plain response', async () => {
  const { upstream, traced } = await startPair(RawUpstream.start());
  const caller = await traced.connect();
  caller.send(WEBSOCKET);
  const service = await upstream.nextConnection();
  await service.nextHead();
  // Both at once: what the proxy writes meets a connection that is just going.
  caller.reset();
  service.send(`HTTP/1.1 404 Not Found\r\nContent-Length: 100000\r\n\r\n${'x'.repeat(100000)}`);
  await service.untilClosed();
  const { response } = await traced.exchange(1);
  expect(response.outcome).toBe('clientGone');
});

test('4: a reason phrase with a control character is replaced by the standard one', async () => {
  const { traced } = await startPair(
    RawUpstream.answering(() => 'HTTP/1.1 200 o\x01k\r\nContent-Length: 2\r\n\r\nok'),
  );
  const answer = await sendAndRead(traced.port, 'GET /s/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  expect(answer).toMatch(/^HTTP\/1.1 200 OK\r\n/);
  expect(answer).toMatch(/\r\n\r\nok$/);
  expect((await traced.exchange(1)).response).toMatchObject({ status: 200, outcome: 'responded' });
});

test('4: a reason phrase with a control character, answered to a WebSocket handshake', async () => {
  const { traced } = await startPair(
    RawUpstream.answering(() => 'HTTP/1.1 403 n\x01o\r\nContent-Length: 2\r\n\r\nno'),
  );
  const answer = await sendAndRead(traced.port, WEBSOCKET);
  expect(answer).toMatch(/^HTTP\/1.1 403 Forbidden\r\n/);
});

test('5: a header value with a control character is a 502, as the strict parser refuses it', async () => {
  const { traced } = await startPair(
    RawUpstream.answering(() => 'HTTP/1.1 200 OK\r\nX-A: a\x01b\r\nContent-Length: 2\r\n\r\nok'),
  );
  const answer = await sendAndRead(traced.port, 'GET /s/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  expect(answer).toMatch(/^HTTP\/1.1 502 Bad Gateway\r\n/);
  expect(answer).toContain('answered with something that is not HTTP');
  expect(ending(await traced.exchange(1))).toBe('upstreamFailed 502 HPE_INVALID_HEADER_TOKEN');
});

test('6: the headers of many POSTs at once all reach the service', async () => {
  const { upstream, traced } = await startPair(RawUpstream.answering(() => OK));
  const post = (i: number) =>
    `POST /s//p${i} HTTP/1.1\r\nHost: x\r\nX-Number: ${i}\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi`;
  const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => sendAndRead(traced.port, post(i))));
  for (const answer of answers) expect(answer).toMatch(/^HTTP\/1.1 200 OK/);
  for (let i = 0; i < 40; i++) {
    const id = traced.records.find(({ url, kind }) => kind === 'request' && url.endsWith(`//p${i}`))?.id;
    expect(upstream.received).toContain(
      `POST //p${i} HTTP/1.1\r\nHost: 127.0.0.1:${upstream.port}\r\nX-Number: ${i}\r\nContent-Length: 2\r\n` +
        `Connection: keep-alive\r\nX-Requestshook-Request-Id: ${id}\r\nX-Requestshook-Request-From: caller\r\n\r\nhi`,
    );
  }
});

test('7: a service that refuses the connection is answered for', async () => {
  const { upstream, traced } = await startPair(RawUpstream.start());
  await upstream.close();
  const answer = await sendAndRead(traced.port, 'GET /s/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  expect(answer).toMatch(/^HTTP\/1.1 502 Bad Gateway\r\nContent-Type: application\/json\r\n/);
  const { response, ...exchange } = await traced.exchange(1);
  expect(ending({ response, ...exchange })).toBe('upstreamFailed 502 ECONNREFUSED');
  expect(answer.endsWith(`\r\n\r\n${keptText(response)}`)).toBe(true);
  expect(JSON.parse(keptText(response)).error).toMatchObject({ code: 502, title: 'Bad Gateway' });
});

test('8: a service that resets the connection within its response', async () => {
  const { upstream, traced } = await startPair(RawUpstream.start());
  const caller = await traced.connect();
  caller.send('GET /s/x HTTP/1.1\r\nHost: x\r\n\r\n');
  const service = await upstream.nextConnection();
  await service.nextHead();
  service.send('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf');
  await caller.untilReceived('half');
  service.reset();
  await once(caller.socket, 'end');
  expect(caller.received).toMatch(/^HTTP\/1.1 200 OK\r\nContent-Length: 10\r\n[\s\S]*\r\n\r\nhalf$/);
  expect(ending(await traced.exchange(1))).toBe('upstreamFailed 200 RH_UPSTREAM_BROKE_OFF');
  expect((await traced.exchange(1)).response.body).toMatchObject({ kept: 4, size: null, brokenOff: true });
});

test('8: a throw in what looks at an answer does not escape from the forwarding path', async () => {
  const boom = () => {
    throw new Error('boom');
  };
  const { traced } = await startPair(
    RawUpstream.answering(
      () => 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}',
    ),
    {
      parts: {
        onJson: boom,
        linksFor: () => ({ rewriteBody: boom, rewriteHeaderValue: boom }),
        identify: boom,
        isTraced: boom,
        incomingId: boom,
        holdsJson: true,
        onBegin: boom,
        onResponse: boom,
        onEnd: boom,
      },
    },
  );
  const answer = await sendAndRead(traced.port, 'GET /s/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  expect(answer).toMatch(/^HTTP\/1.1 200 OK\r\n[\s\S]*\r\n\r\n{}$/);
  expect(await traced.exchange(1)).toMatchObject({ request: { from: 'unknown' }, response: { status: 200 } });
  expect(traced.faults.splice(0).map((fault) => (fault as Error).message)).toContain('boom');
});

test('8: a trace that throws does not harm the traffic', async () => {
  const { traced } = await startPair(
    RawUpstream.answering(() => OK),
    {
      parts: {
        trace: {
          nextNumber: () => 1,
          record: () => {
            throw new Error('disk full');
          },
        },
      },
    },
  );
  const answer = await sendAndRead(
    traced.port,
    'POST /s/x HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi',
  );
  expect(answer).toMatch(/^HTTP\/1.1 200 OK/);
  expect(traced.faults.splice(0)).toHaveLength(2);
});
