import { ending, keptText, startPair } from '../proxy/harness.js';
import { connect, RawUpstream, type WireEnd } from '../proxy/wire.js';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const BINARY = Buffer.alloc(100, '\x89PNG\x00\xff', 'latin1').toString('latin1');

/** A service that calls another through the same proxy while it works on a request, as Glance calls Keystone. */
async function calling(begin: string, end: string, settings: { captureLimit?: number } = {}) {
  const { upstream, traced } = await startPair(RawUpstream.start(), { settings });
  const caller = await traced.connect();
  caller.send(begin);
  const service = await upstream.nextConnection();
  await service.nextHead();
  // The service has the head and, it may be, some of the body.
  await service.untilReceived(begin.slice(begin.indexOf('\r\n\r\n') + 4));
  const inner = await connect(traced.port);
  inner.send('GET /s/validate HTTP/1.1\r\nHost: x\r\n\r\n');
  const other = await upstream.nextConnection();
  await other.nextHead();
  other.send(OK);
  await inner.nextMessage();
  caller.send(end);
  await service.untilReceived(end);
  service.send(OK);
  await caller.nextMessage();
  await traced.exchange(1);
  await traced.exchange(2);
  inner.socket.destroy();
  return {
    traced,
    order: traced.records.map(({ kind, method, number }) => `${number} ${method} ${kind}`),
  };
}

describe('a request is recorded before the calls that its service makes for it', () => {
  const INNER = ['GET request', 'GET response'];

  test('with no body, or a whole one', async () => {
    for (const request of [
      'POST /s/x HTTP/1.1\r\nHost: x\r\nX-A: 1\r\n\r\n',
      'POST /s/x HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhellohello',
    ]) {
      const { order } = await calling(request, '');
      expect(order).toEqual(['1 POST request', ...INNER.map((what) => `2 ${what}`), '1 POST response']);
    }
  });

  test('with a binary body that is still being sent: it is recorded with its first piece', async () => {
    const { order, traced } = await calling(
      `PUT /s/x HTTP/1.1\r\nHost: x\r\nContent-Length: 200\r\n\r\n${BINARY}`,
      BINARY,
    );
    expect(order).toEqual(['1 PUT request', ...INNER.map((what) => `2 ${what}`), '1 PUT response']);
    const { request, response } = await traced.exchange(1);
    expect(request.body).toMatchObject({ kept: 100, size: 200, brokenOff: false });
    expect(response.requestBody).toMatchObject({ kept: 200, size: 200, brokenOff: false });
  });

  test('with a chunked binary body that is still being sent', async () => {
    const chunk = `64\r\n${BINARY}\r\n`;
    const { order, traced } = await calling(
      `PUT /s/x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n${chunk}`,
      `${chunk}0\r\n\r\n`,
    );
    expect(order).toEqual(['1 PUT request', ...INNER.map((what) => `2 ${what}`), '1 PUT response']);
    const { request, response } = await traced.exchange(1);
    expect(request.body).toMatchObject({ kept: 100, size: null });
    expect(response.requestBody).toMatchObject({ kept: 200, size: 200 });
  });

  test('with a text that is longer than what is kept: it is recorded when that is reached', async () => {
    const text = 'x'.repeat(5000);
    const { order, traced } = await calling(
      `PUT /s/x HTTP/1.1\r\nHost: x\r\nContent-Length: 10000\r\n\r\n${text}`,
      text,
      { captureLimit: 1000 },
    );
    expect(order).toEqual(['1 PUT request', ...INNER.map((what) => `2 ${what}`), '1 PUT response']);
    const { request } = await traced.exchange(1);
    expect(request.body).toMatchObject({ kept: 1000, size: 10000 });
    expect(keptText(request)).toBe(text.slice(0, 1000));
  });

  test('a short text is recorded when it is whole, with its number then', async () => {
    const { order, traced } = await calling(
      'PUT /s/x HTTP/1.1\r\nHost: x\r\nContent-Length: 20\r\n\r\nhellohello',
      'worldworld',
    );
    expect(order).toEqual([...INNER.map((what) => `1 ${what}`), '2 PUT request', '2 PUT response']);
    expect(keptText((await traced.exchange(2)).request)).toBe('hellohelloworldworld');
  });
});

test('a response is recorded before what its receipt causes', async () => {
  const { traced } = await startPair(RawUpstream.answering(() => OK));
  const caller = await traced.connect();
  for (let i = 0; i < 50; i++) {
    caller.send('GET /s/x HTTP/1.1\r\nHost: x\r\n\r\n');
    await caller.nextMessage();
    // It is there by the time that the caller has it.
    expect(traced.records).toHaveLength(2 * (i + 1));
  }
});

test('pipelined requests are answered in their order, whichever the service answers first', async () => {
  const { upstream, traced } = await startPair(RawUpstream.start());
  const caller = await traced.connect();
  caller.send(['a', 'b', 'c'].map((path) => `GET /s/${path} HTTP/1.1\r\nHost: x\r\n\r\n`).join(''));
  const services: WireEnd[] = [];
  for (let i = 0; i < 3; i++) services.push(await upstream.nextConnection());
  for (const service of services.reverse()) {
    const path = /^GET \/(\w)/.exec(await service.nextHead())?.[1];
    service.send(`HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n${path}`);
  }
  const bodies = [];
  for (let i = 0; i < 3; i++) bodies.push((await caller.nextMessage()).slice(-1));
  expect(bodies).toEqual(['a', 'b', 'c']);
  for (let i = 1; i <= 3; i++) {
    const exchange = await traced.exchange(i);
    expect(ending(exchange)).toBe('responded 200');
    expect(exchange.request.url.slice(-1)).toBe(keptText(exchange.response));
  }
});

test('a caller that leaves after it has all is one that was answered', async () => {
  for (const way of ['end', 'reset'] as const) {
    const { traced } = await startPair(RawUpstream.answering(() => OK));
    const caller = await traced.connect();
    caller.send('GET /s/x HTTP/1.1\r\nHost: x\r\n\r\n');
    await caller.nextMessage();
    caller[way]();
    expect(ending(await traced.exchange(1))).toBe('responded 200');
    expect(traced.records).toHaveLength(2);
  }
});

test('a caller that half-closes after its request counts as one that left, as with other proxies', async () => {
  const { upstream, traced } = await startPair(RawUpstream.start());
  const caller = await traced.connect();
  caller.send('GET /s/x HTTP/1.1\r\nHost: x\r\n\r\n');
  const service = await upstream.nextConnection();
  await service.nextHead();
  caller.end();
  expect(ending(await traced.exchange(1))).toBe('clientGone 499 RH_CLIENT_GONE');
  await service.untilClosed();
});

test('times go forward, and tell when the request was whole, the response began and was whole', async () => {
  const { upstream, traced } = await startPair(RawUpstream.start());
  const caller = await traced.connect();
  const before = Date.now();
  caller.send('PUT /s/x HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhello');
  const service = await upstream.nextConnection();
  await service.untilReceived('hello');
  caller.send('world');
  await service.untilReceived('world');
  service.send('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no');
  await caller.nextHead();
  service.send('k');
  const { request, response } = await traced.exchange(1);
  const { requestComplete, responseHead, responseComplete } = response.timing;
  expect(request.startedAt).toBeGreaterThanOrEqual(before - 25);
  expect(request.startedAt).toBeLessThanOrEqual(Date.now() + 25);
  expect(requestComplete).toBeGreaterThan(0);
  expect(responseHead).toBeGreaterThan(requestComplete as number);
  expect(responseComplete).toBeGreaterThan(responseHead as number);
});
