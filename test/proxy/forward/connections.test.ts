import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { closeAfterTest, ending, keptText, startPair, startTracedProxy } from '../harness.js';
import { bodyOf, connect, endToEndLines, headLines, RawUpstream, sendAndRead } from '../wire.js';

// Defects 9 to 14 of http-proxy: connections left open, callers left waiting.

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const GET = 'GET /s/x HTTP/1.1\r\nHost: x\r\n\r\n';
const WEBSOCKET =
  'GET /s/ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n\r\n';

describe('9: the service hears at once that the caller has left', () => {
  const cases = {
    'before the response, after a GET': [GET, ''],
    'before the response, after a whole POST': [
      'POST /s/x HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi',
      '',
    ],
    'within its upload': ['POST /s/x HTTP/1.1\r\nHost: x\r\nContent-Length: 200\r\n\r\nhalf', ''],
    'within its chunked upload': [
      'PUT /s/x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n',
      '',
    ],
    'within the response': [GET, 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf'],
    'within a chunked response': [GET, 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n'],
    'within a WebSocket handshake': [WEBSOCKET, ''],
  } as const;
  for (const [when, [request, answer]] of Object.entries(cases)) {
    for (const way of ['end', 'reset'] as const) {
      test(`${when} (${way === 'end' ? 'FIN' : 'RST'})`, async () => {
        const { upstream, traced } = await startPair(RawUpstream.start());
        const caller = await traced.connect();
        caller.send(request);
        const service = await upstream.nextConnection();
        await service.untilReceived(
          request.endsWith('half\r\n') || request.endsWith('half') ? 'half' : '\r\n\r\n',
        );
        if (answer !== '') {
          service.send(answer);
          await caller.untilReceived('half');
        }
        caller[way]();
        await service.untilClosed();
        const exchange = await traced.exchange(1);
        expect(ending(exchange)).toBe('clientGone 499 RH_CLIENT_GONE');
        if (answer !== '') expect(exchange.response.failure?.message).toContain('had begun to answer 200');
        if (request.includes('half')) {
          expect(exchange.response.requestBody).toMatchObject({ kept: 4, size: null, brokenOff: true });
        }
      });
    }
  }

  test('with several requests on its connection that nothing was answered to', async () => {
    const { upstream, traced } = await startPair(RawUpstream.start());
    const caller = await traced.connect();
    caller.send(GET + GET + GET);
    const services = [];
    for (let i = 0; i < 3; i++) services.push(await upstream.nextConnection());
    caller.end();
    await Promise.all(services.map((service) => service.untilClosed()));
    for (let i = 1; i <= 3; i++) {
      expect(ending(await traced.exchange(i))).toBe('clientGone 499 RH_CLIENT_GONE');
    }
  });

  test('200 callers that left leave no connection to the service behind', async () => {
    const { upstream, traced } = await startPair(RawUpstream.start());
    const callers = await Promise.all(Array.from({ length: 200 }, () => traced.connect()));
    for (const caller of callers) caller.send(GET);
    const services = [];
    for (let i = 0; i < 200; i++) services.push(await upstream.nextConnection());
    for (const caller of callers) caller.end();
    await Promise.all(services.map((service) => service.untilClosed()));
    expect(upstream.open).toBe(0);
    await traced.until(() => traced.records.length === 400);
  });
});

describe('10: a caller whose service breaks off gets a short body and the end of its connection', () => {
  const heads = {
    'content-length': ['HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf', 'half'],
    chunked: ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n', '4\r\nhalf\r\n'],
    'chunked, before the trailers': [
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-T\r\n\r\n4\r\nhalf\r\n0\r\nX-T: 1',
      '4\r\nhalf\r\n',
    ],
  } as const;
  for (const [framing, [answer, body]] of Object.entries(heads)) {
    for (const way of ['end', 'reset'] as const) {
      test(`${framing} (${way === 'end' ? 'FIN' : 'RST'})`, async () => {
        const { upstream, traced } = await startPair(RawUpstream.start());
        const caller = await traced.connect();
        caller.send(GET);
        const service = await upstream.nextConnection();
        await service.nextHead();
        service.send(answer);
        await caller.untilReceived('half');
        service[way]();
        const received = await caller.untilEnded();
        expect(received.slice(received.indexOf('\r\n\r\n') + 4)).toBe(body);
        const exchange = await traced.exchange(1);
        expect(ending(exchange)).toBe('upstreamFailed 200 RH_UPSTREAM_BROKE_OFF');
        expect(keptText(exchange.response)).toBe('half');
        expect(exchange.response.body).toMatchObject({ size: null, brokenOff: true });
      });
    }
  }

  test('close-delimited, to a caller of HTTP/1.1 and to one of HTTP/1.0 (RST)', async () => {
    for (const version of ['1.1', '1.0']) {
      const { upstream, traced } = await startPair(RawUpstream.start());
      const caller = await traced.connect();
      caller.send(`GET /s/x HTTP/${version}\r\nHost: x\r\n\r\n`);
      const service = await upstream.nextConnection();
      await service.nextHead();
      service.send('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhalf');
      await caller.untilReceived('half');
      service.reset();
      await caller.untilEnded();
      expect(caller.received).not.toMatch(/\r\n0\r\n/);
      // Without chunks only a reset tells the caller that something is missing.
      if (version === '1.0') expect(caller.errorCode).toBe('ECONNRESET');
      expect(ending(await traced.exchange(1))).toBe('upstreamFailed 200 RH_UPSTREAM_BROKE_OFF');
    }
  });

  test('while the answer waits behind another on the same connection', async () => {
    const { upstream, traced } = await startPair(RawUpstream.start());
    const caller = await traced.connect();
    caller.send(GET + GET);
    const first = await upstream.nextConnection();
    const second = await upstream.nextConnection();
    await second.nextHead();
    second.send('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf').end();
    expect(ending(await traced.exchange(2))).toBe('upstreamFailed 200 RH_UPSTREAM_BROKE_OFF');
    await first.nextHead();
    first.send(OK);
    const received = await caller.untilEnded();
    expect(received).toMatch(
      /^HTTP\/1.1 200 OK\r\n[\s\S]*\r\n\r\nokHTTP\/1.1 200 OK\r\n[\s\S]*\r\n\r\nhalf$/,
    );
  });

  test('in the head: 502', async () => {
    for (const partial of ['', 'HTTP/1.1 200 OK\r\nContent-Le']) {
      const { upstream, traced } = await startPair(RawUpstream.start());
      const caller = await traced.connect();
      caller.send(GET);
      const service = await upstream.nextConnection();
      await service.nextHead();
      if (partial !== '') service.send(partial);
      service.end();
      expect(await caller.nextMessage()).toMatch(/^HTTP\/1.1 502 Bad Gateway\r\n/);
      expect((await traced.exchange(1)).response).toMatchObject({ outcome: 'upstreamFailed', status: 502 });
    }
  });
});

describe('11: time limits are told from resets', () => {
  test('no response within firstByte: 504', async () => {
    const { upstream, traced } = await startPair(RawUpstream.start(), {
      settings: { timeouts: { head: 60_000, connect: 0, firstByte: 30, idle: 0 } },
    });
    const caller = await traced.connect();
    caller.send(GET);
    const answer = await caller.nextMessage();
    expect(answer).toMatch(/^HTTP\/1.1 504 Gateway Timeout\r\n/);
    expect(JSON.parse(bodyOf(answer)).error.message).toMatch(/sent no response within 30 ms$/);
    expect(ending(await traced.exchange(1))).toBe('upstreamFailed 504 RH_UPSTREAM_TIMEOUT');
    await (await upstream.nextConnection()).untilClosed();
  });

  test('a response that began within firstByte, and an upload, may take longer', async () => {
    const { upstream, traced } = await startPair(RawUpstream.start(), {
      settings: { timeouts: { head: 60_000, connect: 0, firstByte: 30, idle: 0 } },
    });
    const reading = await traced.connect();
    reading.send(GET);
    const first = await upstream.nextConnection();
    await first.nextHead();
    first.send('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nha');
    await reading.untilReceived('\r\n\r\nha');
    const uploading = await traced.connect();
    uploading.send('POST /s/x HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nha');
    const second = await upstream.nextConnection();
    await second.untilReceived('\r\n\r\nha');

    // When a later request has met its limit, those of the earlier ones would have been met.
    const silent = await traced.connect();
    silent.send(GET);
    expect(await silent.nextMessage()).toMatch(/^HTTP\/1.1 504 /);
    first.send('lf');
    expect(bodyOf(await reading.nextMessage())).toBe('half');
    uploading.send('lf');
    await second.nextMessage();
    second.send(OK);
    expect(await uploading.nextMessage()).toMatch(/^HTTP\/1.1 200 /);
  });

  test('nothing more of the response within idle: the caller is cut', async () => {
    const { upstream, traced } = await startPair(RawUpstream.start(), {
      settings: { timeouts: { head: 60_000, connect: 0, firstByte: 0, idle: 30 } },
    });
    const caller = await traced.connect();
    caller.send(GET);
    const service = await upstream.nextConnection();
    await service.nextHead();
    service.send('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf');
    expect(await caller.untilEnded()).toMatch(/\r\n\r\nhalf$/);
    const exchange = await traced.exchange(1);
    expect(ending(exchange)).toBe('upstreamFailed 200 RH_UPSTREAM_TIMEOUT');
    expect(exchange.response.failure?.message).toMatch(/sent nothing more of its response within 30 ms$/);
    await service.untilClosed();
  });

  test('no connection within connect: 504', async () => {
    const upstream = closeAfterTest(await unaccepting());
    const traced = await startTracedProxy(upstream, {
      settings: { timeouts: { head: 60_000, connect: 30, firstByte: 0, idle: 0 } },
    });
    const caller = await traced.connect();
    caller.send(GET);
    const answer = await caller.nextMessage();
    expect(answer).toMatch(/^HTTP\/1.1 504 Gateway Timeout\r\n/);
    expect(JSON.parse(bodyOf(answer)).error.message).toMatch(/did not accept a connection within 30 ms$/);
    expect(ending(await traced.exchange(1))).toBe('upstreamFailed 504 RH_UPSTREAM_TIMEOUT');
  });

  test('a WebSocket handshake without an answer within firstByte: 504', async () => {
    const { upstream, traced } = await startPair(RawUpstream.start(), {
      settings: { timeouts: { head: 60_000, connect: 0, firstByte: 30, idle: 0 } },
    });
    expect(await sendAndRead(traced.port, WEBSOCKET)).toMatch(/^HTTP\/1.1 504 Gateway Timeout\r\n/);
    expect(ending(await traced.exchange(1))).toBe('upstreamFailed 504 RH_UPSTREAM_TIMEOUT');
    await (await upstream.nextConnection()).untilClosed();
  });
});

test('12: a limit closes both sides, the answer comes before', async () => {
  const { upstream, traced } = await startPair(RawUpstream.start(), {
    settings: { timeouts: { head: 60_000, connect: 0, firstByte: 30, idle: 0 } },
  });
  const caller = await traced.connect();
  caller.send('POST /s/x HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi');
  expect(await caller.nextMessage()).toMatch(/^HTTP\/1.1 504 /);
  const service = await upstream.nextConnection();
  await service.untilClosed();
  expect(caller.isClosed).toBe(false);
});

describe('13: a protocol that is no WebSocket', () => {
  test('an offer of h2c is answered as any request, over and over on one connection, body included', async () => {
    const { upstream, traced } = await startPair(RawUpstream.answering(() => OK));
    const caller = await traced.connect();
    for (let i = 1; i <= 15; i++) {
      const body = 'x'.repeat(70_000);
      caller.send(
        `POST /s/x HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      );
      expect(await caller.nextMessage()).toMatch(/^HTTP\/1.1 200 OK/);
      expect(keptText((await traced.exchange(i)).request)).toBe(body);
      const service = upstream.connections.at(-1)?.received ?? '';
      expect(endToEndLines(service.slice(service.lastIndexOf('POST ')))).toEqual([
        `Host: 127.0.0.1:${upstream.port}`,
        `Content-Length: ${body.length}`,
      ]);
      expect(bodyOf(service.slice(service.lastIndexOf('POST ')))).toBe(body);
    }
  });

  test('a service that switches protocols unasked is a 502', async () => {
    const { upstream, traced } = await startPair(
      RawUpstream.answering(
        () => 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n',
      ),
    );
    const caller = await traced.connect();
    caller.send(GET);
    expect(await caller.nextMessage()).toMatch(/^HTTP\/1.1 502 /);
    expect(ending(await traced.exchange(1))).toBe('upstreamFailed 502 RH_UPSTREAM_UPGRADE');
    await (await upstream.nextConnection()).untilClosed();
  });

  test('a 101 that does not say to what is a 502, whatever was asked for', async () => {
    const { traced } = await startPair(
      RawUpstream.answering(() => `HTTP/1.1 101 Switching Protocols\r\n\r\n${OK}`),
    );
    let number = 0;
    for (const request of [GET, WEBSOCKET]) {
      const caller = await traced.connect();
      caller.send(request);
      expect(headLines(await caller.nextMessage())[0]).toBe('HTTP/1.1 502 Bad Gateway');
      expect(ending(await traced.exchange(++number))).toBe('upstreamFailed 502 RH_UPSTREAM_UPGRADE');
    }
  });
});

describe('14: a WebSocket that is refused', () => {
  test('by no service at all: 502, and no connection stays', async () => {
    const { upstream, traced } = await startPair(RawUpstream.start());
    await upstream.close();
    const answer = await sendAndRead(traced.port, WEBSOCKET);
    expect(answer).toMatch(/^HTTP\/1.1 502 Bad Gateway\r\n/);
    expect(Number(/Content-Length: (\d+)/.exec(answer)?.[1])).toBe(bodyOf(answer).length);
    expect(ending(await traced.exchange(1))).toBe('upstreamFailed 502 ECONNREFUSED');
  });

  test('by a chunked response: its body comes without chunks and without the announcement of them', async () => {
    const { traced } = await startPair(
      RawUpstream.answering(
        () =>
          'HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\nX-A: 1\r\nX-A: 2\r\n\r\n5\r\nhello\r\n0\r\n\r\n',
      ),
    );
    const answer = await sendAndRead(traced.port, WEBSOCKET);
    expect(headLines(answer)[0]).toBe('HTTP/1.1 404 Not Found');
    expect(endToEndLines(answer)).toEqual(['X-A: 1', 'X-A: 2']);
    expect(answer).toMatch(/\r\nConnection: close\r\n\r\nhello$/);
    const exchange = await traced.exchange(1);
    expect(ending(exchange)).toBe('responded 404');
    expect(keptText(exchange.response)).toBe('hello');
  });

  test('by a response that breaks off: nothing is written into its body', async () => {
    for (const way of ['end', 'reset'] as const) {
      const { upstream, traced } = await startPair(RawUpstream.start());
      const caller = await traced.connect();
      caller.send(WEBSOCKET);
      const service = await upstream.nextConnection();
      await service.nextHead();
      service.send('HTTP/1.1 403 Forbidden\r\nContent-Length: 10\r\n\r\nhalf');
      await caller.untilReceived('half');
      service[way]();
      expect(await caller.untilEnded()).toMatch(/^HTTP\/1.1 403 Forbidden\r\n[\s\S]*\r\n\r\nhalf$/);
      expect(ending(await traced.exchange(1))).toBe('upstreamFailed 403 RH_UPSTREAM_BROKE_OFF');
    }
  });

  test('by no route: 404', async () => {
    const { traced } = await startPair(RawUpstream.start());
    const answer = await sendAndRead(traced.port, WEBSOCKET.replace('/s/ws', '/nowhere'));
    expect(answer).toMatch(/^HTTP\/1.1 404 Not Found\r\n/);
  });

  test('with a caller that stays: its connection is closed all the same', async () => {
    const { traced } = await startPair(
      RawUpstream.answering(() => 'HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno'),
    );
    const caller = await traced.connect();
    caller.send(WEBSOCKET);
    expect(await caller.nextMessage()).toMatch(/^HTTP\/1.1 404 /);
    await caller.untilEnded();
    // The caller does not close its side; the proxy keeps nothing of the connection.
    await traced.proxy.close(60_000);
  });
});

/** A port whose queue of connections is full: who listens there sleeps. */
async function unaccepting(): Promise<{ port: number; close(): Promise<void> }> {
  const awake = new Int32Array(new SharedArrayBuffer(4));
  const sleeper = new Worker(
    `const { parentPort, workerData } = require('node:worker_threads');
     const server = require('node:net').createServer().listen(0, '127.0.0.1', 1, () => {
       parentPort.postMessage(server.address().port);
       Atomics.wait(workerData, 0, 0);
       process.exit();
     });`,
    { eval: true, workerData: awake },
  );
  const [port] = (await once(sleeper, 'message')) as [number];
  const queued = [await connect(port), await connect(port)];
  return {
    port,
    close: async () => {
      for (const { socket } of queued) socket.destroy();
      Atomics.store(awake, 0, 1);
      Atomics.notify(awake, 0);
      await once(sleeper, 'exit');
    },
  };
}
