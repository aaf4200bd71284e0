import { execFile } from 'node:child_process';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../../shared.js';
import { ending, keptText, startPair } from '../harness.js';
import { headLines, RawUpstream, sendAndRead, type WireEnd } from '../wire.js';

// Defects 32 to 34 of http-proxy: how it runs by default.

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const GET = 'GET /s/x HTTP/1.1\r\nHost: x\r\n\r\n';

describe('32: connections are kept', () => {
  test('at both sides, over many requests', async () => {
    const { upstream, traced } = await startPair(RawUpstream.answering(() => OK));
    const caller = await traced.connect();
    for (let i = 1; i <= 20; i++) {
      caller.send(GET);
      await caller.nextMessage();
      await traced.exchange(i);
    }
    expect(upstream.connections).toHaveLength(1);
  });

  test('with the caller, though the service says close', async () => {
    const { upstream, traced } = await startPair(
      RawUpstream.answering(() => OK.replace('\r\n', '\r\nConnection: close\r\n')),
    );
    const caller = await traced.connect();
    for (let i = 1; i <= 3; i++) {
      caller.send(GET);
      expect(await caller.nextMessage()).not.toMatch(/connection: close/i);
      await traced.exchange(i);
      await (await upstream.nextConnection()).untilEnded();
    }
    expect(upstream.connections).toHaveLength(3);
  });

  test('a connection that was opened for a POST, body or none, serves later requests', async () => {
    const { upstream, traced } = await startPair(RawUpstream.answering(() => OK));
    const caller = await traced.connect();
    caller.send('POST /s/x HTTP/1.1\r\nHost: x\r\n\r\n');
    await caller.nextMessage();
    await traced.exchange(1);
    caller.send(GET);
    await caller.nextMessage();
    expect(upstream.connections).toHaveLength(1);
  });

  test('no longer than the service announces: within a second of its end it may be closing', async () => {
    const { upstream, traced } = await startPair(
      RawUpstream.answering(() => OK.replace('\r\n', '\r\nKEEP-Alive: timeout=1\r\n')),
    );
    const caller = await traced.connect();
    for (let i = 1; i <= 2; i++) {
      caller.send(GET);
      await caller.nextMessage();
    }
    expect(upstream.connections).toHaveLength(2);
  });

  /** A service that closes each connection, once kept alive, at the very moment when it is used again. */
  async function closing(how: 'end' | 'reset') {
    const served: string[] = [];
    const upstream = await RawUpstream.start(async (end: WireEnd) => {
      served.push(await end.nextMessage());
      end.send(OK);
      await once(end.socket, 'data');
      end[how]();
    });
    return { ...(await startPair(Promise.resolve(upstream))), served };
  }

  for (const how of ['end', 'reset'] as const) {
    const requests = {
      GET: GET,
      'PUT with a small body': 'PUT /s/x HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello',
      'DELETE without a body': 'DELETE /s/x HTTP/1.1\r\nHost: x\r\n\r\n',
    };
    for (const [name, request] of Object.entries(requests)) {
      test(`a stale one never becomes a 502: ${name} (${how === 'end' ? 'FIN' : 'RST'})`, async () => {
        const { traced, served } = await closing(how);
        const caller = await traced.connect();
        for (let i = 1; i <= 4; i++) {
          caller.send(request);
          expect(headLines(await caller.nextMessage())[0]).toBe('HTTP/1.1 200 OK');
          expect(ending(await traced.exchange(i))).toBe('responded 200');
        }
        expect(served).toHaveLength(4);
        if (request.startsWith('PUT')) {
          for (const message of served) expect(message).toMatch(/\r\n\r\nhello$/);
          expect(keptText((await traced.exchange(4)).request)).toBe('hello');
        }
      });
    }

    test(`a slow body is sent again whole, what was read and what is still to come (${how})`, async () => {
      const { traced, served, upstream } = await closing(how);
      const caller = await traced.connect();
      caller.send(GET);
      await caller.nextMessage();
      await traced.exchange(1);
      caller.send('PUT /s/x HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhello');
      await upstream.nextConnection();
      const second = await upstream.nextConnection();
      await second.untilReceived('hello');
      caller.send('world');
      expect(headLines(await caller.nextMessage())[0]).toBe('HTTP/1.1 200 OK');
      expect(served[1]).toMatch(/\r\n\r\nhelloworld$/);
      expect(keptText((await traced.exchange(2)).request)).toBe('helloworld');
    });
  }

  test('what must not be sent twice never uses an idle one', async () => {
    for (const request of [
      'POST /s/x HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello',
      'POST /s/x HTTP/1.1\r\nHost: x\r\n\r\n',
      'PATCH /s/x HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello',
      'PUT /s/x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n',
      `PUT /s/x HTTP/1.1\r\nHost: x\r\nContent-Length: 70000\r\n\r\n${'x'.repeat(70000)}`,
    ]) {
      const { traced, served, upstream } = await closing('reset');
      const caller = await traced.connect();
      caller.send(GET);
      await caller.nextMessage();
      await traced.exchange(1);
      caller.send(request);
      expect(headLines(await caller.nextMessage())[0]).toBe('HTTP/1.1 200 OK');
      expect(served).toHaveLength(2);
      expect(upstream.connections).toHaveLength(2);
    }
  });

  test('a service that fails on a new connection too is a 502, after two attempts', async () => {
    let count = 0;
    const { upstream, traced } = await startPair(
      RawUpstream.start(async (end) => {
        if (count++ === 0) {
          await end.nextMessage();
          end.send(OK);
        }
        await end.nextHead();
        end.reset();
      }),
    );
    const caller = await traced.connect();
    caller.send(GET);
    await caller.nextMessage();
    await traced.exchange(1);
    caller.send(GET);
    expect(headLines(await caller.nextMessage())[0]).toBe('HTTP/1.1 502 Bad Gateway');
    expect(ending(await traced.exchange(2))).toBe('upstreamFailed 502 ECONNRESET');
    expect(upstream.connections).toHaveLength(2);
  });

  test('what a service says on an idle connection is never taken for the answer to the next request', async () => {
    const { upstream, traced } = await startPair(RawUpstream.start());
    const caller = await traced.connect();
    caller.send(GET);
    const service = await upstream.nextConnection();
    await service.nextHead();
    service.send(OK);
    await caller.nextMessage();
    await traced.exchange(1);
    const [idle] = Object.values(traced.proxy.routes.upstreams[0]?.agents.agent.freeSockets ?? {})[0] ?? [];
    const before = idle?.bytesRead ?? 0;
    service.send('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil');
    while (!idle?.destroyed && idle?.bytesRead === before) await new Promise(setImmediate);
    caller.send(GET);
    await service.untilClosed();
    const next = await upstream.nextConnection();
    await next.nextHead();
    next.send('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngood');
    expect(await caller.nextMessage()).toMatch(/\r\n\r\ngood$/);
  });

  test('what a service says beyond its answer is never taken for the answer to the next request', async () => {
    const { upstream, traced } = await startPair(RawUpstream.start());
    const caller = await traced.connect();
    caller.send(GET);
    const service = await upstream.nextConnection();
    await service.nextHead();
    service.send(`${OK}HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil`);
    expect(await caller.nextMessage()).toMatch(/\r\n\r\nok$/);
    await service.untilClosed();
    expect(ending(await traced.exchange(1))).toBe('responded 200');
    caller.send(GET);
    const next = await upstream.nextConnection();
    await next.nextHead();
    next.send('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngood');
    expect(await caller.nextMessage()).toMatch(/\r\n\r\ngood$/);
  });
});

describe('33: limits are meant for a cloud, not for pages', () => {
  test('a whole request may take as long as it takes, its head a minute', async () => {
    const { traced } = await startPair(RawUpstream.start());
    const { _getActiveHandles } = process as unknown as { _getActiveHandles(): unknown[] };
    const server = _getActiveHandles.call(process).find((handle): handle is Server => {
      const address = (handle as Partial<Server>).address?.();
      return typeof address === 'object' && address?.port === traced.port;
    });
    expect(server).toMatchObject({ requestTimeout: 0, headersTimeout: 60_000, timeout: 0 });
  });

  test('a request of 128 KiB of headers passes', async () => {
    const { traced } = await startPair(RawUpstream.answering(() => OK));
    const caller = await traced.connect();
    caller.send(`GET /s/x HTTP/1.1\r\nHost: x\r\nX-Auth-Token: ${'x'.repeat(128 * 1024)}\r\n\r\n`);
    expect(headLines(await caller.nextMessage())[0]).toBe('HTTP/1.1 200 OK');
  });

  test('what is no HTTP is answered 400 and told, also on a connection that served requests before', async () => {
    const { traced } = await startPair(RawUpstream.answering(() => OK));
    expect(await sendAndRead(traced.port, 'nonsense\r\n\r\n')).toMatch(/^HTTP\/1.1 400 Bad Request\r\n/);
    const caller = await traced.connect();
    caller.send(GET);
    await caller.nextMessage();
    caller.send('GET /s/x HTTP/1.1\r\nHost: x\r\nBad Header: 1\r\n\r\n');
    expect(headLines(await caller.nextMessage())[0]).toBe('HTTP/1.1 400 Bad Request');
    await caller.untilEnded();
    expect(traced.refused).toHaveLength(2);
    await traced.exchange(1);
    expect(traced.records).toHaveLength(2);
  });
});

test('34: nothing deprecated is used, no listener leaks, nothing keeps the process alive (--throw-deprecation --pending-deprecation)', async () => {
  const program = join(ROOT, 'build/test/proxy/forward/busy-proxy.js');
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [
    '--throw-deprecation',
    '--pending-deprecation',
    '--trace-warnings',
    program,
  ]);
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual({ answers: 1300, records: 2600 });
}, 30_000);
