import { METHODS } from 'node:http';
import { ending, startPair } from '../proxy/harness.js';
import { bodyOf, endToEndLines, headLines, RawUpstream } from '../proxy/wire.js';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

// CONNECT asks for a tunnel, which a reverse proxy does not open.
for (const method of METHODS.filter((name) => name !== 'CONNECT')) {
  test(`${method}, without a body and with one`, async () => {
    const { upstream, traced } = await startPair(RawUpstream.answering(() => OK));
    const caller = await traced.connect();
    const bodiless = method === 'HEAD';

    caller.send(`${method} /s/x HTTP/1.1\r\nHost: x\r\nX-A: 1\r\n\r\n`);
    expect(headLines(await caller.nextMessage({ bodiless }))[0]).toBe('HTTP/1.1 200 OK');
    expect(headLines(upstream.received)[0]).toBe(`${method} /x HTTP/1.1`);
    // No length and no chunks where the caller sent none: Keystone refuses a request that was framed anew.
    expect(endToEndLines(upstream.received)).toEqual([`Host: 127.0.0.1:${upstream.port}`, 'X-A: 1']);
    expect(bodyOf(upstream.received)).toBe('');
    const first = await traced.exchange(1);
    expect(first.request).toMatchObject({ method, body: { size: 0, kept: 0 } });
    expect(first.response.body.size).toBe(bodiless ? 0 : 2);

    // SOURCE and the like are sent bodies by nobody, but nothing forbids it.
    const before = upstream.received.length;
    caller.send(`${method} /s/y HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello`);
    await caller.nextMessage({ bodiless });
    const second = upstream.received.slice(before);
    expect(headLines(second)[0]).toBe(`${method} /y HTTP/1.1`);
    expect(endToEndLines(second)).toEqual([`Host: 127.0.0.1:${upstream.port}`, 'Content-Length: 5']);
    expect(bodyOf(second)).toBe('hello');
    expect((await traced.exchange(2)).request.body.size).toBe(5);
  });
}

test('CONNECT is refused and recorded: the proxy opens no tunnels', async () => {
  const { upstream, traced } = await startPair(RawUpstream.answering(() => OK));
  const caller = await traced.connect();
  caller.send(`CONNECT 127.0.0.1:${upstream.port} HTTP/1.1\r\nHost: x\r\n\r\n`);
  expect(headLines(await caller.nextMessage())[0]).toBe('HTTP/1.1 405 Method Not Allowed');
  await caller.untilEnded();
  expect(upstream.connections).toHaveLength(0);
  const exchange = await traced.exchange(1);
  expect(ending(exchange)).toBe('refused 405 RH_NO_TUNNEL');
  expect(exchange.request).toMatchObject({
    method: 'CONNECT',
    service: 'requestshook',
    url: `http://127.0.0.1:${traced.port}/127.0.0.1:${upstream.port}`,
  });
  expect(exchange.response.failure?.message).toBe(
    `This is a reverse proxy: it opens no tunnel to 127.0.0.1:${upstream.port}.`,
  );
});
