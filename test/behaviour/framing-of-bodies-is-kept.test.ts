import { gzipSync } from 'node:zlib';
import { ending, keptText, startPair } from '../proxy/harness.js';
import { bodyOf, endToEndLines, headLines, RawUpstream, sendAndRead } from '../proxy/wire.js';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const GET = 'GET /s/x HTTP/1.1\r\nHost: x\r\n\r\n';

/** What a service receives for a request. */
async function sentFor(request: string): Promise<string> {
  const { upstream, traced } = await startPair(RawUpstream.answering(() => OK));
  const caller = await traced.connect();
  caller.send(request);
  await caller.nextMessage();
  await traced.exchange(1);
  return upstream.received.replace(`127.0.0.1:${upstream.port}`, 'service');
}

/** What a caller receives for a service's answer. */
async function answerFor(answer: string, request = GET) {
  const { traced } = await startPair(RawUpstream.answering(() => answer));
  const caller = await traced.connect();
  caller.send(request);
  const received = await caller.nextMessage({ bodiless: request.startsWith('HEAD') });
  // The connection is in order afterwards.
  caller.send(request);
  expect(headLines(await caller.nextMessage({ bodiless: request.startsWith('HEAD') }))[0]).toBe(
    headLines(answer)[0],
  );
  await traced.exchange(2);
  return { received, exchange: await traced.exchange(1) };
}

describe('of a request', () => {
  test('with a length', async () => {
    const sent = await sentFor('POST /s/x HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello');
    expect(endToEndLines(sent)).toEqual(['Host: service', 'Content-Length: 5']);
    expect(sent).toMatch(/\r\n\r\nhello$/);
  });

  test('with a length of nothing', async () => {
    const sent = await sentFor('POST /s/x HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n');
    expect(endToEndLines(sent)).toEqual(['Host: service', 'Content-Length: 0']);
    expect(sent).toMatch(/\r\n\r\n$/);
  });

  test('in chunks, also an empty one', async () => {
    const head = 'POST /s/x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n';
    for (const body of ['5\r\nhello\r\n0\r\n\r\n', '0\r\n\r\n']) {
      const sent = await sentFor(head + body);
      expect(endToEndLines(sent)).toEqual(['Host: service', 'Transfer-Encoding: chunked']);
      expect(sent.slice(sent.indexOf('\r\n\r\n') + 4)).toBe(body);
    }
  });

  test('of a GET with a body', async () => {
    const sent = await sentFor('GET /s/x HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello');
    expect(endToEndLines(sent)).toEqual(['Host: service', 'Content-Length: 5']);
    expect(bodyOf(sent)).toBe('hello');
  });
});

describe('of a response', () => {
  test('with a length', async () => {
    const { received, exchange } = await answerFor('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello');
    expect(endToEndLines(received)).toEqual(['Content-Length: 5']);
    expect(received).toMatch(/\r\n\r\nhello$/);
    expect(exchange.response.body).toMatchObject({ size: 5, kept: 5, brokenOff: false });
  });

  test('with a length of nothing, and with no body at all', async () => {
    for (const head of ['HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n', 'HTTP/1.1 204 No Content\r\n\r\n']) {
      const { received, exchange } = await answerFor(head);
      expect(headLines(received)[0]).toBe(headLines(head)[0]);
      expect(endToEndLines(received)).toEqual(headLines(head).slice(1));
      expect(exchange.response.body.size).toBe(0);
    }
  });

  test('in chunks', async () => {
    const { received, exchange } = await answerFor(
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n',
    );
    expect(endToEndLines(received)).toEqual(['Transfer-Encoding: chunked']);
    expect(received).toMatch(/\r\n\r\n5\r\nhello\r\n0\r\n\r\n$/);
    expect(keptText(exchange.response)).toBe('hello');
  });

  test('to the end of the connection: in chunks, so that the caller sees its end and keeps its connection', async () => {
    const { traced, upstream } = await startPair(RawUpstream.start());
    const caller = await traced.connect();
    for (let i = 1; i <= 2; i++) {
      caller.send(GET);
      const service = await upstream.nextConnection();
      await service.nextHead();
      service.send('HTTP/1.1 200 OK\r\n\r\nhello').end();
      expect(bodyOf(await caller.nextMessage())).toBe('hello');
      expect(ending(await traced.exchange(i))).toBe('responded 200');
    }
  });

  test('of another transfer coding: to the end of the connection, as it came', async () => {
    const { traced, upstream } = await startPair(RawUpstream.start());
    const caller = await traced.connect();
    caller.send(GET);
    const service = await upstream.nextConnection();
    await service.nextHead();
    service.send('HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n\x1f\x8bx').end();
    const received = await caller.untilEnded();
    expect(endToEndLines(received)).toEqual(['Transfer-Encoding: gzip']);
    expect(received).toMatch(/\r\nConnection: close\r\n/);
    expect(received).toMatch(/\r\n\r\n\x1f\x8bx$/);
    await traced.exchange(1);
  });

  test('to HEAD: the headers of the body that GET would get, and no body', async () => {
    for (const line of ['Content-Length: 12345', 'Transfer-Encoding: chunked', 'X-Nothing: 1']) {
      const { received, exchange } = await answerFor(
        `HTTP/1.1 200 OK\r\n${line}\r\n\r\n`,
        'HEAD /s/x HTTP/1.1\r\nHost: x\r\n\r\n',
      );
      expect(endToEndLines(received)).toEqual([line]);
      expect(exchange.response.body.size).toBe(0);
    }
  });

  test('gzip bytes are untouched', async () => {
    const bytes = gzipSync('{"token": "한글"}').toString('latin1');
    const { received, exchange } = await answerFor(
      `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: ${bytes.length}\r\n\r\n${bytes}`,
    );
    expect(bodyOf(received)).toBe(bytes);
    expect(keptText(exchange.response)).toBe(bytes);
  });

  test('an error of the service is a response like any other', async () => {
    const { received, exchange } = await answerFor(
      'HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 2\r\n\r\nno',
    );
    expect(headLines(received)[0]).toBe('HTTP/1.1 503 Service Unavailable');
    expect(ending(exchange)).toBe('responded 503');
  });
});

test('a service of HTTP/1.0 is understood', async () => {
  const { traced, upstream } = await startPair(RawUpstream.start());
  const caller = await traced.connect();
  caller.send(GET);
  const service = await upstream.nextConnection();
  await service.nextHead();
  service.send('HTTP/1.0 200 OK\r\nServer: old\r\n\r\nhello').end();
  const received = await caller.nextMessage();
  expect(headLines(received)[0]).toBe('HTTP/1.1 200 OK');
  expect(bodyOf(received)).toBe('hello');
});

test('a caller of HTTP/1.0 gets its answer to the end of the connection', async () => {
  const { traced } = await startPair(RawUpstream.answering(() => OK));
  expect(await sendAndRead(traced.port, 'GET /s/x HTTP/1.0\r\n\r\n')).toMatch(/\r\n\r\nok$/);
});
