import { once } from 'node:events';
import { createServer } from 'node:http';
import type { HeaderLines } from '../../../src/exchange/headers.js';
import { ending, keptText, startPair } from '../harness.js';
import { bodyOf, endToEndLines, headLines, RawUpstream, sendAndRead, type WireEnd } from '../wire.js';

// Defects 15 to 26 of http-proxy: bytes that change on the way.

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

/** What a raw service receives for a request, and what the caller and the trace get for its answer. */
async function pass(request: string, answer = OK) {
  const { upstream, traced } = await startPair(RawUpstream.answering(() => answer));
  const caller = await traced.connect();
  caller.send(request);
  const received = await caller.nextMessage({ bodiless: request.startsWith('HEAD') });
  const exchange = await traced.exchange(1);
  return { upstream, traced, caller, received, sent: upstream.received, exchange };
}

/** Recorded header lines without the two of ours and Connection, in the form of the wire. */
function lines(headers: HeaderLines): string[] {
  const list: string[] = [];
  for (let i = 0; i < headers.length; i += 2) list.push(`${headers[i]}: ${headers[i + 1]}`);
  return list.filter((line) => !/^(X-Requestshook-|Connection:)/i.test(line));
}

describe('15: a chunked body without a length stays one request (CVE-2026-29057)', () => {
  const hidden = 'GET /secret HTTP/1.1\r\nHost: x\r\n\r\n';
  for (const method of ['DELETE', 'OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'PROPFIND']) {
    test(method, async () => {
      const chunked = `${hidden.length.toString(16)}\r\n${hidden}\r\n0\r\nX-Sum: 1\r\n\r\n`;
      const { upstream, traced } = await startPair(RawUpstream.answering(() => OK));
      const caller = await traced.connect();
      caller.send(
        `${method} /s/pub HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nX-A: 1\r\n\r\n${chunked}`,
      );
      await caller.nextHead();
      const exchange = await traced.exchange(1);
      expect(headLines(upstream.received)[0]).toBe(`${method} /pub HTTP/1.1`);
      expect(endToEndLines(upstream.received)).toEqual([
        `Host: 127.0.0.1:${upstream.port}`,
        'Transfer-Encoding: chunked',
        'X-A: 1',
      ]);
      expect(upstream.received.slice(upstream.received.indexOf('\r\n\r\n') + 4)).toBe(chunked);
      expect(keptText(exchange.request)).toBe(hidden);
      expect(traced.records).toHaveLength(2);
    });
  }

  test('also behind Expect: 100-continue', async () => {
    const { sent, received } = await pass(
      'DELETE /s/x HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n',
    );
    expect(endToEndLines(sent).slice(1)).toEqual(['Expect: 100-continue', 'Transfer-Encoding: chunked']);
    expect(sent).toMatch(/\r\n\r\n5\r\nhello\r\n0\r\n\r\n$/);
    expect(received).toMatch(/^HTTP\/1.1 200 OK/);
  });
});

describe('16: hop-by-hop headers stay on their hop', () => {
  const HOP = [
    'Keep-Alive: timeout=99',
    'Proxy-Connection: keep-alive',
    'Proxy-Authorization: Basic YTpi',
    'Proxy-Authenticate: Basic',
    'TE: trailers',
    'X-Foo: secret',
    'X-Bar: secret',
  ];

  test('of the request', async () => {
    const { upstream, sent, exchange } = await pass(
      `GET /s/x HTTP/1.1\r\nHost: x\r\nX-Kept: 1\r\nConnection: X-Foo, close ,\tx-BAR\r\nConnection: keep-alive, te\r\n${HOP.join('\r\n')}\r\nX-End: 2\r\n\r\n`,
    );
    expect(sent).toBe(
      `GET /x HTTP/1.1\r\nHost: 127.0.0.1:${upstream.port}\r\nX-Kept: 1\r\nConnection: keep-alive\r\nX-End: 2\r\n` +
        `X-Requestshook-Request-Id: ${exchange.request.id}\r\nX-Requestshook-Request-From: caller\r\n\r\n`,
    );
    expect(lines(exchange.request.headers)).toEqual(endToEndLines(sent));
  });

  test('of the response; the log has them as received', async () => {
    const answer = `HTTP/1.1 200 OK\r\nX-Kept: 1\r\nConnection: X-Foo, x-bar, keep-alive\r\n${HOP.join('\r\n')}\r\nUpgrade: h2c\r\nContent-Length: 2\r\n\r\nok`;
    const { received, exchange } = await pass('GET /s/x HTTP/1.1\r\nHost: x\r\n\r\n', answer);
    expect(endToEndLines(received)).toEqual(['X-Kept: 1', 'Content-Length: 2']);
    expect(received).toContain('\r\nKeep-Alive: timeout=75\r\n');
    expect(lines(exchange.response.headers)).toEqual(
      headLines(answer)
        .slice(1)
        .filter((line) => !line.startsWith('Connection:')),
    );
  });

  test('Connection cannot take away what frames or routes a message', async () => {
    const { upstream, sent, received } = await pass(
      'POST /s/x HTTP/1.1\r\nHost: x\r\nConnection: content-length, host, transfer-encoding\r\nContent-Length: 2\r\n\r\nhi',
      'HTTP/1.1 200 OK\r\nConnection: content-length\r\nContent-Length: 2\r\n\r\nok',
    );
    expect(endToEndLines(sent)).toEqual([`Host: 127.0.0.1:${upstream.port}`, 'Content-Length: 2']);
    expect(endToEndLines(received)).toEqual(['Content-Length: 2']);
  });
});

describe('17: the path reaches the service as it was sent', () => {
  const cases: Record<string, string> = {
    '/s/c/a//b': '/c/a//b',
    '/s//': '//',
    '/s//evil/x': '//evil/x',
    '/s/a\\b': '/a\\b',
    '/s/a#frag': '/a#frag',
    '/s/c/http:/x': '/c/http:/x',
    '/s/c/http://x/y': '/c/http://x/y',
    '/s/a/../b/./c': '/a/../b/./c',
    '/s/%2e%2e/%2E/x': '/%2e%2e/%2E/x',
    '/s/a;v=1;w': '/a;v=1;w',
    '/s/%ED%95%9C%zz': '/%ED%95%9C%zz',
    '/s/{a}|^`\'"<>': '/{a}|^`\'"<>',
    '/s?a=//b&c=\\d?e#f': '/?a=//b&c=\\d?e#f',
    '/s': '/',
    '/s/': '/',
    'http://other.example:8774/s/v2.1/?a=b': '/v2.1/?a=b',
    'HTTP://user:pw@other.example/s//x#y': '//x#y',
    'ftp://other.example/s/x': '/x',
  };
  for (const [target, path] of Object.entries(cases)) {
    test(target, async () => {
      const { upstream, sent, exchange } = await pass(`GET ${target} HTTP/1.1\r\nHost: x\r\n\r\n`);
      expect(headLines(sent)[0]).toBe(`GET ${path} HTTP/1.1`);
      expect(exchange.request.url).toBe(`http://127.0.0.1:${upstream.port}${path}`);
    });
  }

  test('* of OPTIONS, to the only service', async () => {
    for (const how of [
      {
        listeners: [{ host: '127.0.0.1', port: 0, from: null, service: 'service', certificate: null }],
        mount: '/s',
      },
      { mount: '' },
    ]) {
      const { mount, ...settings } = how;
      const { upstream, traced } = await startPair(
        RawUpstream.answering(() => OK),
        { settings, service: { mount } },
      );
      const caller = await traced.connect();
      caller.send('OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n');
      await caller.nextMessage();
      expect(headLines(upstream.received)[0]).toBe('OPTIONS * HTTP/1.1');
    }
  });

  test('below the path of the service’s own URL', async () => {
    const upstream = await RawUpstream.answering(() => OK);
    const { traced } = await startPair(Promise.resolve(upstream), {
      service: { url: `http://127.0.0.1:${upstream.port}/identity/` },
    });
    const caller = await traced.connect();
    caller.send('GET /s/v3//x HTTP/1.1\r\nHost: x\r\n\r\n');
    await caller.nextMessage();
    expect(headLines(upstream.received)[0]).toBe('GET /identity/v3//x HTTP/1.1');
  });

  test('bytes that no target may have are a 400', async () => {
    for (const target of ['/s/\xc3\xa9', '/s/a\tb', '/s/\x01', '/s/a\x7f']) {
      const { upstream, traced } = await startPair(RawUpstream.answering(() => OK));
      const answer = await sendAndRead(traced.port, `GET ${target} HTTP/1.1\r\nHost: x\r\n\r\n`);
      expect(answer).toMatch(/^HTTP\/1.1 400 Bad Request\r\n/);
      expect(upstream.received).toBe('');
      expect(traced.refused).toHaveLength(1);
    }
  });
});

describe('18: header lines keep names, order and repetition', () => {
  const LINES = [
    'x-LOWER: a',
    'X-Dup: 1',
    'Authorization: one',
    'X-Between: ',
    'X-Dup: 2',
    'Authorization: two',
    'User-Agent: a',
    'USER-AGENT: b',
    'Cookie: a=1',
    'Accept: */*',
    'Cookie: b=2',
    'Content-Type: text/plain',
    'content-type: text/html',
    'Location: /a',
    'Location: /b',
    'Set-Cookie: a=1; Path=/',
    'WWW-Authenticate: Basic',
    'Set-Cookie: b=2',
    'WWW-Authenticate: Keystone uri="http://x"',
    'X-Korean: \xed\x95\x9c\xea\xb8\x80',
    'X-Latin: caf\xe9',
    'Date: yesterday',
    'x-dup: 3',
    '5: five',
    'constructor: x',
    '__proto__: y',
  ];

  test('of a request', async () => {
    const { upstream, sent, exchange } = await pass(
      `GET /s/x HTTP/1.1\r\nHost: x\r\n${LINES.join('\r\n')}\r\n\r\n`,
    );
    expect(endToEndLines(sent)).toEqual([
      `Host: 127.0.0.1:${upstream.port}`,
      ...LINES.map((line) => line.replace(/: $/, ': ')),
    ]);
    expect(lines(exchange.request.headers)).toEqual(endToEndLines(sent));
  });

  test('of a response; no Date is added', async () => {
    const answer = `HTTP/1.1 200 Fine by me\r\n${LINES.filter((line) => !line.startsWith('Date'))
      .map((line) => line.replace(/: $/, ': '))
      .join('\r\n')}\r\nContent-Length: 2\r\n\r\nok`;
    const { received, exchange } = await pass('GET /s/x HTTP/1.1\r\nHost: x\r\n\r\n', answer);
    expect(headLines(received)[0]).toBe('HTTP/1.1 200 Fine by me');
    expect(endToEndLines(received)).toEqual(headLines(answer).slice(1));
    expect(lines(exchange.response.headers)).toEqual(headLines(answer).slice(1));
    expect(exchange.response.reason).toBe('Fine by me');
  });

  test('of a POST without a body, which goes to Node as an object, all lines are there', async () => {
    const { upstream, sent } = await pass(`POST /s/x HTTP/1.1\r\nHost: x\r\n${LINES.join('\r\n')}\r\n\r\n`);
    expect(endToEndLines(sent)).toEqual([
      `Host: 127.0.0.1:${upstream.port}`,
      ...LINES.map((line) => line.replace(/: $/, ': ')),
    ]);
  });

  test('an empty reason phrase stays empty', async () => {
    const { received, exchange } = await pass(
      'GET /s/x HTTP/1.1\r\nHost: x\r\n\r\n',
      'HTTP/1.1 200 \r\nContent-Length: 2\r\n\r\nok',
    );
    expect(headLines(received)[0]).toBe('HTTP/1.1 200 ');
    expect(exchange.response.reason).toBe('');
  });

  test('3000 lines pass both ways', async () => {
    const many = Array.from({ length: 3000 }, (_, i) => `X-${i}: ${i}`);
    const { sent, received } = await pass(
      `GET /s/x HTTP/1.1\r\nHost: x\r\n${many.join('\r\n')}\r\n\r\n`,
      `HTTP/1.1 200 OK\r\n${many.join('\r\n')}\r\nContent-Length: 2\r\n\r\nok`,
    );
    expect(endToEndLines(sent).slice(1)).toEqual(many);
    expect(endToEndLines(received).slice(0, -1)).toEqual(many);
  });
});

describe('19: trailers pass', () => {
  const TRAILED =
    'Transfer-Encoding: chunked\r\nTrailer: X-Sum, X-Two\r\n\r\n5\r\nhello\r\n0\r\nX-Sum: abc\r\nx-two: 2\r\n\r\n';

  test('of a request', async () => {
    const { sent, exchange } = await pass(`PUT /s/x HTTP/1.1\r\nHost: x\r\n${TRAILED}`);
    expect(sent).toMatch(/\r\n\r\n5\r\nhello\r\n0\r\nX-Sum: abc\r\nx-two: 2\r\n\r\n$/);
    expect(endToEndLines(sent)).toContain('Trailer: X-Sum, X-Two');
    expect(exchange.response.requestTrailers).toEqual(['X-Sum', 'abc', 'x-two', '2']);
  });

  test('of a response', async () => {
    const { received, exchange } = await pass(
      'GET /s/x HTTP/1.1\r\nHost: x\r\n\r\n',
      `HTTP/1.1 200 OK\r\n${TRAILED}`,
    );
    expect(received).toMatch(/\r\n\r\n5\r\nhello\r\n0\r\nX-Sum: abc\r\nx-two: 2\r\n\r\n$/);
    expect(exchange.response.responseTrailers).toEqual(['X-Sum', 'abc', 'x-two', '2']);
  });

  test('of a response to a caller of HTTP/1.0 are left out', async () => {
    const { traced } = await startPair(RawUpstream.answering(() => `HTTP/1.1 200 OK\r\n${TRAILED}`));
    const received = await sendAndRead(traced.port, 'GET /s/x HTTP/1.0\r\nHost: x\r\n\r\n');
    expect(endToEndLines(received)).toEqual([]);
    expect(received).toMatch(/\r\n\r\nhello$/);
  });

  test('announced but impossible, in a request that is not chunked, are left out with their announcement', async () => {
    const { upstream, sent } = await pass(
      'POST /s/x HTTP/1.1\r\nHost: x\r\nTrailer: X-Sum\r\nContent-Length: 2\r\n\r\nhi',
    );
    expect(endToEndLines(sent)).toEqual([`Host: 127.0.0.1:${upstream.port}`, 'Content-Length: 2']);
  });
});

describe('20: interim responses pass', () => {
  const HINTS = 'HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\nLink: nonsense\r\n\r\n';

  test('103 as it came, a malformed Link included', async () => {
    const { received, caller } = await pass('GET /s/x HTTP/1.1\r\nHost: x\r\n\r\n', HINTS + OK);
    expect(received).toBe(HINTS);
    expect(await caller.nextMessage()).toMatch(/^HTTP\/1.1 200 OK/);
  });

  test('102 and any other, several of them, without what concerns the service’s hop', async () => {
    const interim =
      'HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 199 Odd\r\nConnection: X-Hop\r\nX-Hop: 1\r\nX-A: 1\r\n\r\n';
    const { caller } = await pass('GET /s/x HTTP/1.1\r\nHost: x\r\n\r\n', interim + OK);
    await caller.nextMessage();
    await caller.nextMessage();
    expect(caller.received).toMatch(
      /^HTTP\/1.1 102 Processing\r\n\r\nHTTP\/1.1 199 Odd\r\nX-A: 1\r\n\r\nHTTP\/1.1 200 OK\r\n/,
    );
  });

  test('none to a caller of HTTP/1.0', async () => {
    const { traced } = await startPair(RawUpstream.answering(() => HINTS + OK));
    const received = await sendAndRead(traced.port, 'GET /s/x HTTP/1.0\r\nHost: x\r\n\r\n');
    expect(received).toMatch(/^HTTP\/1.1 200 OK/);
  });
});

describe('21: Expect: 100-continue goes end to end', () => {
  const HEAD =
    'POST /s/x HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\nX-A: 1\r\nX-A: 2\r\n\r\n';

  async function expecting(head = HEAD): Promise<{
    caller: WireEnd;
    service: WireEnd;
    traced: Awaited<ReturnType<typeof startPair>>['traced'];
    port: number;
  }> {
    const { upstream, traced } = await startPair(RawUpstream.start());
    const caller = await traced.connect();
    caller.send(head);
    const service = await upstream.nextConnection();
    return { caller, service, traced, port: upstream.port };
  }

  test('the service says 100: then comes the body', async () => {
    const { caller, service, traced, port } = await expecting();
    const head = await service.nextHead();
    expect(endToEndLines(head)).toEqual([
      `Host: 127.0.0.1:${port}`,
      'Content-Length: 5',
      'Expect: 100-continue',
      'X-A: 1',
      'X-A: 2',
    ]);
    expect(caller.received).toBe('');
    service.send('HTTP/1.1 100 Continue\r\n\r\n');
    expect(await caller.nextMessage()).toBe('HTTP/1.1 100 Continue\r\n\r\n');
    caller.send('hello');
    await service.untilReceived('hello');
    service.send(OK);
    expect(bodyOf(await caller.nextMessage())).toBe('ok');
    const exchange = await traced.exchange(1);
    expect(ending(exchange)).toBe('responded 200');
    expect(keptText(exchange.request)).toBe('hello');
  });

  test('the service says 401 and no 100: the caller sends no body, and nothing is lost', async () => {
    const { caller, service, traced } = await expecting();
    await service.nextHead();
    service.send('HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\nno');
    const answer = await caller.nextMessage();
    expect(answer).toMatch(/^HTTP\/1.1 401 Unauthorized/);
    // Nobody can tell whether the body will come after all (RFC 9110, 10.1.1).
    expect(answer).toMatch(/\r\nConnection: close\r\n/);
    const exchange = await traced.exchange(1);
    expect(ending(exchange)).toBe('responded 401');
    expect(exchange.request.body.kept).toBe(0);
    await service.untilClosed();
    expect(caller.isClosed).toBe(false);
  });

  test('of a request without any body', async () => {
    for (const method of ['GET', 'POST']) {
      const { caller, service, traced, port } = await expecting(
        `${method} /s/x HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nX-A: 1\r\n\r\n`,
      );
      const head = await service.nextHead();
      expect(endToEndLines(head)).toEqual([`Host: 127.0.0.1:${port}`, 'Expect: 100-continue', 'X-A: 1']);
      caller.end();
      await service.untilClosed();
      expect(ending(await traced.exchange(1))).toBe('clientGone 499 RH_CLIENT_GONE');
    }
  });

  test('any other expectation is the service’s to judge', async () => {
    const { sent } = await pass('GET /s/x HTTP/1.1\r\nHost: x\r\nExpect: wonders\r\n\r\n');
    expect(endToEndLines(sent)).toContain('Expect: wonders');
  });
});

describe('22: callers of HTTP/1.0', () => {
  for (const wish of ['', 'Connection: keep-alive\r\n']) {
    test(`get a chunked body unchunked, to its end (${wish === '' ? 'no wish' : 'keep-alive'})`, async () => {
      const { upstream, traced } = await startPair(
        RawUpstream.answering(
          () => 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n',
        ),
      );
      const received = await sendAndRead(traced.port, `GET /s/x HTTP/1.0\r\n${wish}\r\n`);
      expect(endToEndLines(received)).toEqual([]);
      expect(received).toMatch(/\r\n\r\nok$/);
      // The service is asked as HTTP/1.1 has it.
      expect(headLines(upstream.received).slice(0, 2)).toEqual([
        'GET /x HTTP/1.1',
        `Host: 127.0.0.1:${upstream.port}`,
      ]);
      expect(ending(await traced.exchange(1))).toBe('responded 200');
    });
  }

  test('keep their connection where they ask for it and the answer has a length', async () => {
    const { traced } = await startPair(RawUpstream.answering(() => OK));
    const caller = await traced.connect();
    for (let i = 0; i < 2; i++) {
      caller.send('GET /s/x HTTP/1.0\r\nConnection: keep-alive\r\n\r\n');
      expect(await caller.nextMessage()).toMatch(/\r\nConnection: keep-alive\r\n/);
    }
  });

  test('without a Host, to a service that is sent the caller’s Host', async () => {
    const { upstream, traced } = await startPair(
      RawUpstream.answering(() => OK),
      { service: { preserveHost: true } },
    );
    await sendAndRead(traced.port, 'GET /s/x HTTP/1.0\r\n\r\n');
    expect(headLines(upstream.received)[1]).toBe(`Host: 127.0.0.1:${upstream.port}`);
  });
});

describe('23: Transfer-Encoding where no body can be is left out', () => {
  for (const status of ['204 No Content', '304 Not Modified']) {
    test(status, async () => {
      const { received, caller, exchange } = await pass(
        'GET /s/x HTTP/1.1\r\nHost: x\r\n\r\n',
        `HTTP/1.1 ${status}\r\nTransfer-Encoding: chunked\r\nX-A: 1\r\n\r\n`,
      );
      expect(headLines(received)[0]).toBe(`HTTP/1.1 ${status}`);
      expect(endToEndLines(received)).toEqual(['X-A: 1']);
      expect(ending(exchange)).toBe(`responded ${status.slice(0, 3)}`);
      caller.send('GET /s/x HTTP/1.1\r\nHost: x\r\n\r\n');
      expect(headLines(await caller.nextMessage())[0]).toBe(`HTTP/1.1 ${status}`);
    });
  }

  test('a 304 keeps its Content-Length', async () => {
    const { received } = await pass(
      'GET /s/x HTTP/1.1\r\nHost: x\r\n\r\n',
      'HTTP/1.1 304 Not Modified\r\nContent-Length: 1234\r\nETag: "a"\r\n\r\n',
    );
    expect(endToEndLines(received)).toEqual(['Content-Length: 1234', 'ETag: "a"']);
  });
});

describe('25: the service’s URL is used whole', () => {
  test('[::1] with a base path', async () => {
    const paths: string[] = [];
    const server = createServer((req, res) => {
      paths.push(`${req.headers.host}${req.url}`);
      res.end('ok');
    });
    server.listen(0, '::1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const { traced } = await startPair(RawUpstream.start(), {
      service: { url: `http://[::1]:${port}/identity/v3` },
    });
    const caller = await traced.connect();
    caller.send('GET /s/auth HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(await caller.nextMessage()).toMatch(/^HTTP\/1.1 200 OK/);
    expect(paths).toEqual([`[::1]:${port}/identity/v3/auth`]);
    server.closeAllConnections();
    server.close();
  });
});

describe('26: header blocks of 128 KiB pass', () => {
  test('both ways', async () => {
    const token = 'x'.repeat(128 * 1024);
    const { sent, received } = await pass(
      `GET /s/x HTTP/1.1\r\nHost: x\r\nX-Auth-Token: ${token}\r\n\r\n`,
      `HTTP/1.1 200 OK\r\nX-Subject-Token: ${token}\r\nContent-Length: 2\r\n\r\nok`,
    );
    expect(endToEndLines(sent)).toContain(`X-Auth-Token: ${token}`);
    expect(endToEndLines(received)).toContain(`X-Subject-Token: ${token}`);
  });

  test('larger than 256 KiB from the service: 502 that says so', async () => {
    const { received, exchange } = await pass(
      'GET /s/x HTTP/1.1\r\nHost: x\r\n\r\n',
      `HTTP/1.1 200 OK\r\nX-A: ${'x'.repeat(300 * 1024)}\r\nContent-Length: 2\r\n\r\nok`,
    );
    expect(headLines(received)[0]).toBe('HTTP/1.1 502 Bad Gateway');
    expect(ending(exchange)).toBe('upstreamFailed 502 HPE_HEADER_OVERFLOW');
  });

  test('larger than 256 KiB from the caller: 431', async () => {
    const { upstream, traced } = await startPair(RawUpstream.start());
    const caller = await traced.connect();
    caller.send(`GET /s/x HTTP/1.1\r\nHost: x\r\nX-A: ${'x'.repeat(300 * 1024)}\r\n\r\n`);
    expect(await caller.nextMessage()).toMatch(/^HTTP\/1.1 431 Request Header Fields Too Large\r\n/);
    expect(upstream.connections).toHaveLength(0);
    expect(traced.refused).toHaveLength(1);
  });
});

describe('18: bytes above 0x7f in headers stay as they are, also where the head goes out before the body', () => {
  const VALUE = 'caf\xc3\xa9 \xff';

  test('of a request whose body takes its time', async () => {
    const { upstream, traced } = await startPair(RawUpstream.start());
    const caller = await traced.connect();
    caller.send(`PUT /s/x HTTP/1.1\r\nHost: x\r\nX-Name: ${VALUE}\r\nContent-Length: 5\r\n\r\n`);
    const service = await upstream.nextConnection();
    expect(await service.nextHead()).toContain(`\r\nX-Name: ${VALUE}\r\n`);
  });

  test('of a request that waits for a 100', async () => {
    const { upstream, traced } = await startPair(RawUpstream.start());
    const caller = await traced.connect();
    caller.send(
      `PUT /s/x HTTP/1.1\r\nHost: x\r\nX-Name: ${VALUE}\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n`,
    );
    const service = await upstream.nextConnection();
    expect(await service.nextHead()).toContain(`\r\nX-Name: ${VALUE}\r\n`);
  });

  test('of a response whose body takes its time', async () => {
    const { upstream, traced } = await startPair(RawUpstream.start());
    const caller = await traced.connect();
    caller.send('GET /s/x HTTP/1.1\r\nHost: x\r\n\r\n');
    const service = await upstream.nextConnection();
    await service.nextMessage();
    service.send(`HTTP/1.1 200 OK\r\nX-Name: ${VALUE}\r\nContent-Length: 5\r\n\r\n`);
    expect(await caller.nextHead()).toContain(`\r\nX-Name: ${VALUE}\r\n`);
  });
});

test('19: trailers that tell of length, host or connection end at the proxy, both ways', async () => {
  const bad = 'Host: evil\r\nConnection: close\r\n';
  const { upstream, traced } = await startPair(
    RawUpstream.answering(
      () => `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n${bad}X-Sum: 2\r\n\r\n`,
    ),
  );
  const caller = await traced.connect();
  caller.send(
    `PUT /s/x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n${bad}X-Sum: 1\r\n\r\n`,
  );
  expect(await caller.nextMessage()).toMatch(/\r\n0\r\nX-Sum: 2\r\n\r\n$/);
  expect(upstream.received).toMatch(/\r\n0\r\nX-Sum: 1\r\n\r\n$/);
});
