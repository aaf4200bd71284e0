import { ending, keptText, startPair } from '../proxy/harness.js';
import { bodyOf, endToEndLines, headLines, RawUpstream } from '../proxy/wire.js';

test('is answered 404 with the list of routes, and recorded as refused', async () => {
  const { upstream, traced } = await startPair(RawUpstream.start());
  const caller = await traced.connect();
  caller.send('GET /nowhere?a=b HTTP/1.1\r\nHost: x\r\n\r\n');
  const answer = await caller.nextMessage();
  expect(headLines(answer)[0]).toBe('HTTP/1.1 404 Not Found');
  expect(endToEndLines(answer)).toEqual([
    'Content-Type: application/json',
    `Content-Length: ${bodyOf(answer).length}`,
  ]);
  expect(JSON.parse(bodyOf(answer))).toEqual({
    error: {
      code: 404,
      title: 'Not Found',
      message: 'No service is mounted at /nowhere. The routes are listed here.',
    },
    routes: [{ prefix: '/s', service: 'service', url: `http://127.0.0.1:${upstream.port}` }],
  });
  const exchange = await traced.exchange(1);
  expect(ending(exchange)).toBe('refused 404 RH_NO_ROUTE');
  expect(exchange.request).toMatchObject({
    service: 'requestshook',
    url: `http://127.0.0.1:${traced.port}/nowhere?a=b`,
  });
  expect(keptText(exchange.response)).toBe(bodyOf(answer));
  expect(answer).toContain(`\r\nX-Requestshook-Request-Id: ${exchange.request.id}\r\n`);
});

test('is recorded with its body, and its connection goes on', async () => {
  const { traced } = await startPair(RawUpstream.answering(() => 'HTTP/1.1 204 No Content\r\n\r\n'));
  const caller = await traced.connect();
  caller.send('POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello');
  expect(headLines(await caller.nextMessage())[0]).toBe('HTTP/1.1 404 Not Found');
  const exchange = await traced.exchange(1);
  expect(keptText(exchange.request)).toBe('hello');
  expect(exchange.request.body).toMatchObject({ size: 5, brokenOff: false });
  caller.send('GET /s/x HTTP/1.1\r\nHost: x\r\n\r\n');
  expect(headLines(await caller.nextMessage())[0]).toBe('HTTP/1.1 204 No Content');
});

test('is recorded as refused where it asks for a WebSocket, too', async () => {
  const { upstream, traced } = await startPair(RawUpstream.start());
  const caller = await traced.connect();
  caller.send('GET /nowhere HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
  expect(headLines(await caller.nextMessage())[0]).toBe('HTTP/1.1 404 Not Found');
  await caller.untilEnded();
  expect(ending(await traced.exchange(1))).toBe('refused 404 RH_NO_ROUTE');
  expect(upstream.connections).toHaveLength(0);
});

test('has an upload thrown away for a moment only', async () => {
  const { traced } = await startPair(RawUpstream.start());
  const caller = await traced.connect();
  caller.send('POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\nhello');
  expect(headLines(await caller.nextMessage())[0]).toBe('HTTP/1.1 404 Not Found');
  // The rest never comes; the proxy does not wait for it longer than it must.
  await caller.untilEnded();
  expect(ending(await traced.exchange(1))).toBe('refused 404 RH_NO_ROUTE');
});

test('ends at a segment’s end: a longer name is no part of a mount', async () => {
  const { upstream, traced } = await startPair(RawUpstream.start());
  const caller = await traced.connect();
  for (const path of ['/services', '/S/x', '/', '/%73/x', '*']) {
    caller.send(`OPTIONS ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
    expect(headLines(await caller.nextMessage())[0]).toBe('HTTP/1.1 404 Not Found');
  }
  expect(upstream.connections).toHaveLength(0);
});

test('a call that is not traced passes unmarked and leaves no record', async () => {
  const { upstream, traced } = await startPair(
    RawUpstream.answering(() => 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'),
    { parts: { isTraced: () => false } },
  );
  const caller = await traced.connect();
  caller.send('GET /s/x HTTP/1.1\r\nHost: x\r\nX-Requestshook-Request-From: a b\r\n\r\n');
  expect(headLines(await caller.nextMessage()).slice(0, 2)).toEqual(['HTTP/1.1 200 OK', 'Content-Length: 2']);
  expect(headLines(upstream.received)).toEqual([
    'GET /x HTTP/1.1',
    `Host: 127.0.0.1:${upstream.port}`,
    'X-Requestshook-Request-From: a b',
    'Connection: keep-alive',
  ]);
  caller.send('GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n');
  await caller.nextMessage();
  expect(traced.records).toHaveLength(0);
});
