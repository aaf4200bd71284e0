import { ending, keptText, startPair } from '../proxy/harness.js';
import { bodyOf, headLines, RawUpstream, sendAndRead, type WireEnd } from '../proxy/wire.js';

const GET = 'GET /s/x HTTP/1.1\r\nHost: x\r\n\r\n';

/** What becomes of a service that answers with these bytes and then closes its connection, or keeps it. */
async function answeredWith(bytes: string, { close = true, request = GET } = {}) {
  const { upstream, traced } = await startPair(
    RawUpstream.start(async (end: WireEnd) => {
      await end.nextMessage();
      end.send(bytes);
      if (close) end.end();
    }),
  );
  const caller = await traced.connect();
  caller.send(request);
  const exchange = await traced.exchange(1);
  return { caller, traced, upstream, exchange };
}

describe('a service that answers with no response at all is a 502', () => {
  const answers: Record<string, string> = {
    'another protocol': 'SSH-2.0-OpenSSH_9.2\r\n',
    'HTTP/0.9': '<html>hello</html>',
    'a status that is no number': 'HTTP/1.1 abc OK\r\n\r\n',
    'a status of two digits': 'HTTP/1.1 20 OK\r\nContent-Length: 0\r\n\r\n',
    'a length and chunks': 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nhello',
    'two lengths': 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!',
    'a header line without a colon': 'HTTP/1.1 200 OK\r\nnonsense\r\n\r\n',
    'a NUL': 'HTTP/1.1 200 OK\r\nX-A: a\x00b\r\n\r\n',
  };
  for (const [name, bytes] of Object.entries(answers)) {
    test(name, async () => {
      const { caller, exchange } = await answeredWith(bytes);
      const answer = await caller.nextMessage();
      expect(headLines(answer)[0]).toBe('HTTP/1.1 502 Bad Gateway');
      expect(exchange.response).toMatchObject({ status: 502, outcome: 'upstreamFailed' });
      // What the caller reads is what the trace has.
      expect(bodyOf(answer)).toBe(keptText(exchange.response));
      expect(exchange.response.failure?.message).toMatch(
        /^service at http:\/\/127\.0\.0\.1:\d+ answered with /,
      );
    });
  }
});

describe('a status that Node’s parser takes but its writer does not is a 502', () => {
  for (const status of ['099 Odd', '000 Zero', '077 Odd']) {
    for (const type of ['text/plain', 'application/json']) {
      for (const held of [false, true]) {
        test(`${status}, ${type}${held ? ', with JSON held for its links' : ''}`, async () => {
          const { traced } = await startPair(
            RawUpstream.answering(
              () => `HTTP/1.1 ${status}\r\nContent-Type: ${type}\r\nContent-Length: 2\r\n\r\n{}`,
            ),
            {
              parts: {
                holdsJson: held,
                linksFor: () => ({ rewriteBody: () => null, rewriteHeaderValue: (value) => value }),
              },
            },
          );
          const caller = await traced.connect();
          caller.send(GET);
          expect(headLines(await caller.nextMessage())[0]).toBe('HTTP/1.1 502 Bad Gateway');
          expect((await traced.exchange(1)).response).toMatchObject({
            status: 502,
            outcome: 'upstreamFailed',
          });
          // The caller's connection is in order.
          caller.send(GET);
          expect(headLines(await caller.nextMessage())[0]).toBe('HTTP/1.1 502 Bad Gateway');
          await traced.exchange(2);
        });
      }
    }
  }

  test('also where the held JSON breaks off', async () => {
    for (const status of ['099 Odd', '200 OK']) {
      const { traced } = await startPair(
        RawUpstream.start(async (end: WireEnd) => {
          await end.nextMessage();
          end.send(
            `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: 20\r\n\r\n{"half`,
          );
          end.end();
        }),
        { parts: { holdsJson: true } },
      );
      const caller = await traced.connect();
      caller.send(GET);
      if (status === '200 OK') {
        expect(await caller.untilEnded()).toMatch(/^HTTP\/1.1 200 OK\r\n[\s\S]*\r\n\r\n\{"half$/);
      } else {
        expect(headLines(await caller.nextMessage())[0]).toBe('HTTP/1.1 502 Bad Gateway');
      }
      expect((await traced.exchange(1)).response.outcome).toBe('upstreamFailed');
    }
  });

  test('a head that cannot be written, of JSON that was held: whole, too large, or broken off', async () => {
    for (const [length, body] of [
      [2, '{}'],
      [20, '{}'],
      [undefined, `"${'x'.repeat(2 * 1024 * 1024)}"`],
    ] as const) {
      const { traced } = await startPair(
        RawUpstream.start(async (end: WireEnd) => {
          await end.nextMessage();
          end.send(
            `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nLocation: /a\r\n${length === undefined ? '' : `Content-Length: ${length}\r\n`}\r\n${body}`,
          );
          end.end();
        }),
        {
          parts: {
            holdsJson: true,
            linksFor: () => ({ rewriteBody: () => null, rewriteHeaderValue: () => 'a\nb' }),
          },
        },
      );
      const caller = await traced.connect();
      caller.send(GET);
      expect(headLines(await caller.nextMessage())[0]).toBe('HTTP/1.1 502 Bad Gateway');
      expect(ending(await traced.exchange(1))).toBe('upstreamFailed 502 RH_UPSTREAM_UNFIT');
    }
  });

  test('999 is a status like any other', async () => {
    const { caller, exchange } = await answeredWith('HTTP/1.1 999 Odd\r\nContent-Length: 2\r\n\r\nok');
    expect(headLines(await caller.nextMessage())[0]).toBe('HTTP/1.1 999 Odd');
    expect(ending(exchange)).toBe('responded 999');
  });
});

test('more than the announced length: the caller gets what was announced', async () => {
  const { caller, exchange } = await answeredWith('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok and more', {
    close: false,
  });
  const answer = await caller.nextMessage();
  expect(bodyOf(answer)).toBe('ok');
  expect(ending(exchange)).toBe('responded 200');
  expect(exchange.response.body.size).toBe(2);
});

test('less than the announced length: the caller’s body is short, the trace says so', async () => {
  const { caller, exchange } = await answeredWith('HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nshort');
  expect(await caller.untilEnded()).toMatch(/\r\n\r\nshort$/);
  expect(ending(exchange)).toBe('upstreamFailed 200 RH_UPSTREAM_BROKE_OFF');
  expect(exchange.response.body).toMatchObject({ kept: 5, size: null, brokenOff: true });
});

test('chunks that are none: the caller’s body is short', async () => {
  const { caller, exchange } = await answeredWith(
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nxyz\r\n',
  );
  expect(await caller.untilEnded()).toMatch(/\r\n\r\n5\r\nhello\r\n$/);
  expect(exchange.response).toMatchObject({ status: 200, outcome: 'upstreamFailed' });
});

test('an answer without a request does no harm', async () => {
  const { upstream, traced } = await startPair(
    RawUpstream.start((end) => {
      end.send('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nearly');
    }),
  );
  const caller = await traced.connect();
  caller.send(GET);
  expect(bodyOf(await caller.nextMessage())).toBe('early');
  await upstream.nextConnection();
  await traced.exchange(1);
});

test('a body to HEAD, to 204 and to 304 is not passed on, and spoils no later answer', async () => {
  for (const [request, head] of [
    [GET.replace('GET', 'HEAD'), 'HTTP/1.1 200 OK\r\nContent-Length: 4'],
    [GET, 'HTTP/1.1 204 No Content'],
    [GET, 'HTTP/1.1 304 Not Modified'],
  ] as const) {
    const { traced } = await startPair(
      RawUpstream.start(async (end: WireEnd) => {
        await end.nextMessage();
        end.send(`${head}\r\n\r\nevil`);
      }),
    );
    const caller = await traced.connect();
    for (let i = 1; i <= 2; i++) {
      caller.send(request);
      expect(await caller.nextMessage({ bodiless: true })).toMatch(new RegExp(`^${head}\r\n`));
      await traced.exchange(i);
    }
    expect(caller.received).not.toContain('evil');
  }
});

test('a thousand interim responses pass', async () => {
  const interim = 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n';
  const { caller } = await answeredWith(
    `${interim.repeat(1000)}HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok`,
    { close: false },
  );
  await caller.untilReceived('HTTP/1.1 200 OK');
  expect(caller.received.slice(0, interim.length * 1000)).toBe(interim.repeat(1000));
});

test.each([
  ['chunked, gzip', 'Transfer-Encoding: chunked, gzip\r\n'],
  ['a coding that only holds the word', 'Transfer-Encoding: x chunked\r\n'],
  ['chunked, then another in a line of its own', 'Transfer-Encoding: chunked\r\nTransfer-Encoding: gzip\r\n'],
])('a body whose last coding is not chunked gets no chunks of ours: %s', async (_, coding) => {
  const { traced } = await startPair(
    RawUpstream.start(async (end) => {
      await end.nextMessage();
      end.send(`HTTP/1.1 200 OK\r\n${coding}\r\nas it is`);
      end.end();
    }),
  );
  const received = await sendAndRead(traced.port, 'GET /s/x HTTP/1.1\r\nHost: x\r\n\r\n');
  expect(received).toMatch(/\r\nConnection: close\r\n\r\nas it is$/);
  expect(ending(await traced.exchange(1))).toBe('responded 200');
});
