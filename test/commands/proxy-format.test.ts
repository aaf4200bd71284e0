import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { readLog } from '../../src/formats/log-reader.js';
import { exchangeBytes, rawService, startTraced } from './proxy-tracing.js';

const ID = '0123456789abcdef0123456789abcdef';
const MARK = `X-Requestshook-Request-Id: ${ID}\nX-Requestshook-Request-From: curl`;

const crlf = (text: string) => text.replace(/\n/g, '\r\n');

/** A request with the id that the expected entries have. */
function request(line: string, headers: string[] = [], body = ''): string {
  const lines = [`${line} HTTP/1.1`, 'Host: proxy', 'User-Agent: curl/7.88', ...headers];
  return `${crlf(lines.join('\n'))}\r\nX-Requestshook-Request-Id: ${ID}\r\nConnection: close\r\n\r\n${body}`;
}

interface Case {
  readonly request: string;
  /** What the service sends; it closes the connection then where that is said. */
  readonly response: string;
  readonly closes?: boolean;
  readonly captureLimit?: number;
  /** The two entries, with PORT for that of the service. */
  readonly log: string;
}

const GET = request('GET /identity/v3');
const GOT = `
### (curl) REQ >>> (keystone) : GET http://127.0.0.1:PORT/identity/v3
Host: 127.0.0.1:PORT
User-Agent: curl/7.88
X-Requestshook-Request-Id: ${ID}
Connection: keep-alive
X-Requestshook-Request-From: curl

none

`;

const bytes = (values: Buffer) => values.toString('latin1');
const compressed = gzipSync('{"a": 1.0}');

const CASES: Record<string, Case> = {
  'JSON both ways is indented, losslessly': {
    request: request(
      'POST /identity/v3/auth/tokens?nocatalog',
      ['content-type: application/json', 'Content-Length: 69'],
      '{"z":1.0,"a":[],"n":12345678901234567890,"a":{},"2":0,"1":{"e":"\xc3\xa9"}}',
    ),
    response: 'HTTP/1.1 201 CREATED\r\nContent-Length: 8\r\n\r\n{"a":[]}',
    log: `
### (curl) REQ >>> (keystone) : POST http://127.0.0.1:PORT/identity/v3/auth/tokens?nocatalog
Host: 127.0.0.1:PORT
User-Agent: curl/7.88
content-type: application/json
Content-Length: 69
X-Requestshook-Request-Id: ${ID}
Connection: keep-alive
X-Requestshook-Request-From: curl

{
  "z": 1.0,
  "a": [],
  "n": 12345678901234567890,
  "a": {},
  "2": 0,
  "1": {
    "e": "é"
  }
}


### (curl) RESP <<< (keystone) : 201 CREATED POST http://127.0.0.1:PORT/identity/v3/auth/tokens?nocatalog
Content-Length: 8
${MARK}

{
  "a": []
}

`,
  },
  'text is as it is, in its charset': {
    request: request(
      'PUT /identity/x',
      ['Content-Type: text/plain; charset=iso-8859-1', 'Content-Length: 5'],
      'caf\xe9\n',
    ),
    response: 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 15\r\n\r\n<p>\n\nA line\n</p>',
    log: `
### (curl) REQ >>> (keystone) : PUT http://127.0.0.1:PORT/identity/x
Host: 127.0.0.1:PORT
User-Agent: curl/7.88
Content-Type: text/plain; charset=iso-8859-1
Content-Length: 5
X-Requestshook-Request-Id: ${ID}
Connection: keep-alive
X-Requestshook-Request-From: curl

café



### (curl) RESP <<< (keystone) : 200 OK PUT http://127.0.0.1:PORT/identity/x
Content-Type: text/html
Content-Length: 15
${MARK}

<p>

A line
</p

`,
  },
  'bytes that are no text are the first 32, as Python prints them': {
    request: request(
      'PUT /identity/x',
      ['Content-Length: 40'],
      bytes(
        Buffer.concat([
          Buffer.from('QFI\xfb', 'latin1'),
          Buffer.from([0, 0, 0, 3, 9, 92]),
          Buffer.alloc(30, 7),
        ]),
      ),
    ),
    response: 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n\xff\x27\x00',
    log: `
### (curl) REQ >>> (keystone) : PUT http://127.0.0.1:PORT/identity/x
Host: 127.0.0.1:PORT
User-Agent: curl/7.88
Content-Length: 40
X-Requestshook-Request-Id: ${ID}
Connection: keep-alive
X-Requestshook-Request-From: curl

b'QFI\\xfb\\x00\\x00\\x00\\x03\\t\\\\${'\\x07'.repeat(22)}'...


### (curl) RESP <<< (keystone) : 200 OK PUT http://127.0.0.1:PORT/identity/x
Content-Length: 3
${MARK}

b"\\xff'\\x00"...

`,
  },
  'a coding is undone for the log': {
    request: GET,
    response: `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${compressed.length}\r\n\r\n${bytes(compressed)}`,
    log: `${GOT}
### (curl) RESP <<< (keystone) : 200 OK GET http://127.0.0.1:PORT/identity/v3
Content-Encoding: gzip
Content-Length: ${compressed.length}
${MARK}

{
  "a": 1.0
}

`,
  },
  'what is longer than the capture limit says of how much it is the beginning': {
    request: GET,
    response: `HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n${'0123456789'.repeat(4)}`,
    captureLimit: 16,
    log: `${GOT}
### (curl) RESP <<< (keystone) : 200 OK GET http://127.0.0.1:PORT/identity/v3
Content-Length: 40
${MARK}

0123456789012345
... (truncated: 16 of 40 bytes)

`,
  },
  'what is longer and broke off is of unknown length': {
    request: GET,
    response: `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1e\r\n${'0123456789'.repeat(3)}\r\n`,
    closes: true,
    captureLimit: 16,
    log: `${GOT}
### (curl) RESP <<< (keystone) : 200 OK GET http://127.0.0.1:PORT/identity/v3
Transfer-Encoding: chunked
${MARK}

0123456789012345
... (truncated: 16 of unknown bytes)
... (broken off by the service)

`,
  },
  'a service that broke off has its own status, and the body so far': {
    request: GET,
    response: 'HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n{"a": 1',
    closes: true,
    log: `${GOT}
### (curl) RESP <<< (keystone) : 200 OK GET http://127.0.0.1:PORT/identity/v3
Content-Length: 40
${MARK}

{"a": 1
... (broken off by the service)

`,
  },
  'a service that broke off before the body came': {
    request: GET,
    response: 'HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n',
    closes: true,
    log: `${GOT}
### (curl) RESP <<< (keystone) : 200 OK GET http://127.0.0.1:PORT/identity/v3
Content-Length: 40
${MARK}

... (broken off by the service)

`,
  },
  'a body can forge no entry': {
    request: GET,
    response: `HTTP/1.1 200 OK\r\nContent-Length: 88\r\n\r\na\n\n\n### (x) REQ >>> (y) : GET http://h/\nA: b\n\nnone\n\n\n\\### (x) RESP\n\\\\### (\n ### (z\n### z`,
    log: `${GOT}
### (curl) RESP <<< (keystone) : 200 OK GET http://127.0.0.1:PORT/identity/v3
Content-Length: 88
${MARK}

a


\\### (x) REQ >>> (y) : GET http://h/
A: b

none


\\\\### (x) RESP
\\\\\\### (
 ### (z
### z

`,
  },
  'no body is none': {
    request: request('DELETE /identity/v3/projects/1'),
    response: 'HTTP/1.1 204 No Content\r\nVary: X-Auth-Token\r\n\r\n',
    log: `
### (curl) REQ >>> (keystone) : DELETE http://127.0.0.1:PORT/identity/v3/projects/1
Host: 127.0.0.1:PORT
User-Agent: curl/7.88
X-Requestshook-Request-Id: ${ID}
Connection: keep-alive
X-Requestshook-Request-From: curl

none


### (curl) RESP <<< (keystone) : 204 No Content DELETE http://127.0.0.1:PORT/identity/v3/projects/1
Vary: X-Auth-Token
${MARK}

none

`,
  },
  'where no reason came the standard one stands': {
    request: GET,
    response: 'HTTP/1.1 404 \r\nContent-Length: 0\r\n\r\n',
    log: `${GOT}
### (curl) RESP <<< (keystone) : 404 Not Found GET http://127.0.0.1:PORT/identity/v3
Content-Length: 0
${MARK}

none

`,
  },
  'names and repeated headers are as on the wire': {
    request: request('GET /identity/v3', ['X-a: 1', 'x-A: 2', 'X-Empty:', 'X-a: 3']),
    response:
      'HTTP/1.1 300 MULTIPLE CHOICES\r\nSet-Cookie: a=\r\nvary: x\r\nset-cookie: b=\r\nContent-length: 0\r\n\r\n',
    log: `
### (curl) REQ >>> (keystone) : GET http://127.0.0.1:PORT/identity/v3
Host: 127.0.0.1:PORT
User-Agent: curl/7.88
X-a: 1
x-A: 2
X-Empty: 
X-a: 3
X-Requestshook-Request-Id: ${ID}
Connection: keep-alive
X-Requestshook-Request-From: curl

none


### (curl) RESP <<< (keystone) : 300 MULTIPLE CHOICES GET http://127.0.0.1:PORT/identity/v3
Set-Cookie: a=
vary: x
set-cookie: b=
Content-length: 0
${MARK}

none

`,
  },
  'an id and a name that came in are kept, in their place, and win': {
    request: crlf(
      'GET /identity/v3 HTTP/1.1\nx-requestshook-request-from: my client\nHost: proxy\nx-requestshook-request-id: req-1.A_b\nUser-Agent: curl/7.88\nConnection: close\n\n',
    ),
    response: 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n',
    log: `
### (my_client) REQ >>> (keystone) : GET http://127.0.0.1:PORT/identity/v3
x-requestshook-request-from: my_client
Host: 127.0.0.1:PORT
x-requestshook-request-id: req-1.A_b
User-Agent: curl/7.88
Connection: keep-alive

none


### (my_client) RESP <<< (keystone) : 200 OK GET http://127.0.0.1:PORT/identity/v3
Content-Length: 0
X-Requestshook-Request-Id: req-1.A_b
X-Requestshook-Request-From: my_client

none

`,
  },
};

test.each(Object.keys(CASES))('%s', async (name) => {
  const { request, response, closes = false, captureLimit, log } = CASES[name] as Case;
  const port = await rawService((_, socket) => {
    socket.write(response, 'latin1');
    if (closes) socket.end();
  });
  const traced = await startTraced({
    service: `keystone=http://127.0.0.1:${port}/identity`,
    ...(captureLimit === undefined ? {} : { 'capture-limit': String(captureLimit) }),
  });
  await exchangeBytes(traced.port, Buffer.from(request, 'latin1'));
  expect(await traced.stop()).toEqual({ messages: 2, lost: 0 });
  expect(traced.file('requests.log')).toBe(log.replaceAll('PORT', String(port)));
  // What was written reads back: two entries, nothing to complain of.
  expect(readLog(traced.file('requests.log'))).toMatchObject({
    problems: [],
    entries: [{ kind: 'request' }, { kind: 'response' }],
  });
  // The other files tell the same story.
  expect(traced.file('diagram.md').trimEnd().split('\n')).toHaveLength(2);
  expect(traced.file('body.md')).toMatch(/^\n### \(1\) /);
  const journal = traced
    .file('journal.ndjson')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(journal.map(({ v, type, number }) => [v, type, number])).toEqual([
    [1, 'request', 1],
    [1, 'response', 1],
  ]);
});

test('an id that is not well formed gets a new one, of 32 hex digits, the same in both entries', async () => {
  const port = await rawService((_, socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'));
  const traced = await startTraced({ service: `keystone=http://127.0.0.1:${port}/identity` });
  const answer = await exchangeBytes(
    traced.port,
    crlf('GET /identity/v3 HTTP/1.1\nHost: proxy\nX-Requestshook-Request-Id: a b\nConnection: close\n\n'),
  );
  await traced.stop();
  const ids = [...traced.file('requests.log').matchAll(/^X-Requestshook-Request-Id: (.*)$/gm)].map(
    ([, id]) => id,
  );
  expect(ids).toHaveLength(2);
  expect(ids[0]).toMatch(/^[0-9a-f]{32}$/);
  expect(ids[1]).toBe(ids[0]);
  expect(answer).toContain(`X-Requestshook-Request-Id: ${ids[0]}\r\n`);
});

describe('what the proxy itself has to answer is logged as what the caller got', () => {
  const entries = (log: string) => readLog(log).entries;

  test('502 where the service cannot be reached', async () => {
    const traced = await startTraced({ service: 'keystone=http://127.0.0.1:1/identity' });
    const answer = await exchangeBytes(traced.port, GET);
    await traced.stop();
    const message =
      'keystone at http://127.0.0.1:1 refused the connection: is it running, and is the port right?';
    const body = JSON.stringify({ error: { code: 502, title: 'Bad Gateway', message } });
    expect(answer.split('\r\n\r\n')[1]).toBe(body);
    expect(traced.file('requests.log')).toBe(
      `${GOT}
### (curl) RESP <<< (keystone) : 502 Bad Gateway GET http://127.0.0.1:PORT/identity/v3
Content-Type: application/json
Content-Length: ${body.length}
${MARK}

{
  "error": {
    "code": 502,
    "title": "Bad Gateway",
    "message": "${message}"
  }
}

`.replaceAll('PORT', '1'),
    );
    const [, response] = traced
      .file('journal.ndjson')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(response).toMatchObject({ outcome: 'upstreamFailed', failure: { code: 'ECONNREFUSED', message } });
  });

  test('504 where it takes too long', async () => {
    const port = await rawService(() => {});
    const traced = await startTraced(
      { service: `keystone=http://127.0.0.1:${port}/identity` },
      { timeouts: { head: 60_000, connect: 0, firstByte: 20, idle: 0 } },
    );
    await exchangeBytes(traced.port, GET);
    await traced.stop();
    const [, response] = entries(traced.file('requests.log'));
    expect(response).toMatchObject({ status: 504, reason: 'Gateway Timeout' });
    expect(JSON.parse(response?.body ?? '').error.message).toBe(
      `keystone at http://127.0.0.1:${port} sent no response within 20 ms`,
    );
  });

  test('499 where the caller left before the response was whole', async () => {
    let leave = () => {};
    const port = await rawService(() => leave());
    const traced = await startTraced({ service: `keystone=http://127.0.0.1:${port}/identity` });
    const caller = connect(traced.port, '127.0.0.1', () => caller.write(GET));
    await new Promise<void>((resolve) => {
      leave = resolve;
    });
    caller.destroy();
    await traced.stop();
    expect(traced.file('requests.log')).toBe(
      `${GOT}
### (curl) RESP <<< (keystone) : 499 Client Closed Request GET http://127.0.0.1:PORT/identity/v3
${MARK}

none

`.replaceAll('PORT', String(port)),
    );
  });
});

test('5 MiB of text in chunks, both ways, pass whole and are logged up to 1 MiB', async () => {
  const line = `${'é'.repeat(255)}\r\n`;
  const text = Buffer.from(line.repeat(10 * 1024));
  expect(text.length).toBe(5 * 2 ** 20);
  const chunk = (from: number) => {
    const part = text.subarray(from, from + 40_960);
    return Buffer.concat([Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n')]);
  };
  const chunks: Buffer[] = [];
  for (let from = 0; from < text.length; from += 40_960) chunks.push(chunk(from));
  const body = Buffer.concat([...chunks, Buffer.from('0\r\n\r\n')]);
  let received = '';
  const port = await rawService((got, socket) => {
    received = got;
    socket.write('HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n');
    socket.write(body);
  });
  const traced = await startTraced({ service: `glance-api=http://127.0.0.1:${port}/image` });
  const answer = await exchangeBytes(
    traced.port,
    Buffer.concat([Buffer.from(request('PUT /image/v2/x', ['Transfer-Encoding: chunked'])), body]),
  );
  await traced.stop();
  const dechunked = (message: string) =>
    message.slice(message.indexOf('\r\n\r\n') + 4).replace(/(?:^|\r\n)[0-9a-f]+\r\n/g, '');
  const wanted = text.toString('latin1');
  // Each chunk's own line break stands before the next one's size.
  expect(dechunked(received).slice(0, wanted.length) === wanted).toBe(true);
  expect(dechunked(answer).slice(0, wanted.length) === wanted).toBe(true);
  const { entries, problems } = readLog(traced.file('requests.log'));
  expect(problems).toEqual([]);
  const shown = `${text.toString('utf8', 0, 2 ** 20)}\n... (truncated: 1048576 of 5242880 bytes)`;
  expect(entries.map((entry) => entry.body === shown)).toEqual([true, true]);
});
