import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RequestRecord } from '../../../src/recorder/record.js';
import type { WireEnd } from '../../proxy/wire.js';
import { type Cuts, cuts, mutated } from '../mutations.js';
import { liveTarget } from '../target.js';
import { type FuzzedProxy, withFuzzedProxy } from './fuzzed-proxy.js';
import { readRequest, readResponse, values, type WireMessage } from './strict-http.js';

const CRLF = '\r\n';
const METHODS = [
  'GET',
  'POST',
  'PUT',
  'DELETE',
  'OPTIONS',
  'HEAD',
  'PATCH',
  'CONNECT',
  'get',
  'HACK',
  'PRI',
  '',
];
const TARGETS = [
  ...[
    '/s/x',
    '/s',
    '/s/',
    '/s/a?b=c',
    '/s//x',
    '/s/../x',
    '/s/%2e%2e/x',
    '/s/a\\b',
    '/s/\xe9',
    '/other',
    '*',
    '',
    'x:80',
    '/s/a b',
  ],
  ...[
    'http://h/s/x',
    'http://evil@h/s/x',
    'http://[::1/s',
    '//h/s/x',
    '/s/#f',
    '/s/a\x00b',
    '/s/\t',
    'https://x/s/y?http://z',
  ],
];
const VERSIONS = ['HTTP/1.1', 'HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'HTTP/1.2', 'HTTP/2.0', 'http/1.1', ''];
const HEADERS = [
  ...[
    'Content-Length: 5',
    'Content-Length: 0',
    'Content-Length: 05',
    'Content-Length: +5',
    'Content-Length: 5, 5',
    'Content-Length: 6',
  ],
  ...[
    'content-length:5',
    'Content-Length : 5',
    'Content-Length: 18446744073709551621',
    'Content-Length: 0x5',
    'Content-Length:',
  ],
  ...[
    'Transfer-Encoding: chunked',
    'Transfer-Encoding: CHUNKED',
    'Transfer-Encoding: gzip, chunked',
    'Transfer-Encoding: chunked, gzip',
  ],
  ...[
    'Transfer-Encoding: xchunked',
    'Transfer-Encoding:\tchunked',
    'Transfer-Encoding: \x0bchunked',
    'Transfer-Encoding: chunked;a=b',
  ],
  ...[
    'Transfer-Encoding: identity',
    'Transfer-Encoding: "chunked"',
    'Transfer-Encoding: ',
    'Transfer_Encoding: chunked',
    'TE: trailers',
  ],
  ...[
    'Host: y',
    'Connection: close',
    'Connection: Content-Length',
    'Connection: Transfer-Encoding, Host',
    'Connection: keep-alive',
  ],
  ...[
    'Connection: Upgrade',
    'Upgrade: h2c',
    'Expect: 100-continue',
    'Trailer: X-T',
    'X-A: b',
    'X-A:',
    'X-A: \x00',
    'X-A: a\rb',
    ': x',
  ],
  ...[
    ' folded',
    '\tfolded: x',
    'nonsense',
    'X-\x80: y',
    'X-B: \xff',
    'Keep-Alive: 5',
    'Proxy-Connection: close',
    'X-Requestshook-Request-Id: a',
  ],
];
const BODIES = [
  ...[
    '',
    'hello',
    '5\r\nhello\r\n0\r\n\r\n',
    '5;a=b\r\nhello\r\n0\r\nX-T: 1\r\n\r\n',
    '0\r\n\r\n',
    '5\nhello\n0\n\n',
    '00005\r\nhello\r\n00\r\n\r\n',
  ],
  ...[
    'ffffffffffffffff1\r\nhello\r\n0\r\n\r\n',
    '5 \r\nhello\r\n0\r\n\r\n',
    '-5\r\nhello\r\n0\r\n\r\n',
    '3\r\nhello\r\n0\r\n\r\n',
    '0\r\nContent-Length: 5\r\n\r\n',
  ],
  ...[
    '0x5\r\nhello\r\n0\r\n\r\n',
    '5\r\nhello0\r\n\r\n',
    '5\r\nhello\r\n0\r\n\r\nGET /s/smuggled HTTP/1.1\r\nHost: x\r\n\r\n',
    '0\r\n\rX: y\r\n\r\n',
  ],
];
const ENDS = [CRLF, CRLF, CRLF, CRLF, CRLF, CRLF, '\n', '\r', ''];

const usual = <T>(common: T, all: readonly T[]) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(common) }, { weight: 2, arbitrary: fc.constantFrom(...all) });

/** A request of pieces that mean something, as often as not one that is none. */
const request = fc
  .record({
    method: usual('POST', METHODS),
    target: usual('/s/x', TARGETS),
    version: usual('HTTP/1.1', VERSIONS),
    host: usual('Host: x', ['Host: x', '', 'Host: a, b', 'Host: ']),
    headers: fc.array(fc.constantFrom(...HEADERS), { maxLength: 3 }),
    body: fc.constantFrom(...BODIES),
    end: usual(CRLF, ENDS),
  })
  .map(
    ({ method, target, version, host, headers, body, end }) =>
      [`${method} ${target} ${version}`, ...(host === '' ? [] : [host]), ...headers, ''].join(end) +
      end +
      body,
  );
const connection = fc
  .array(request, { minLength: 1, maxLength: 4 })
  .map((requests) => Buffer.from(requests.join(''), 'latin1'));
const SEEDS = [
  'POST /s/x HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhelloGET /s/y HTTP/1.1\r\nHost: x\r\n\r\n',
  'DELETE /s/x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX-T: 1\r\n\r\nGET /s/y HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET /s/x HTTP/1.0\r\nConnection: keep-alive\r\n\r\nHEAD /s/y HTTP/1.1\r\nHost: x\r\n\r\nPUT /s/z HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n',
].map((text) => Buffer.from(text, 'latin1'));
const input = fc.oneof(
  connection,
  mutated(SEEDS, [...HEADERS, ...BODIES, ...TARGETS, ':', ' ', '0', 'chunked', 'HTTP/1.1']),
);

/** The service: answers each whole request with what it was asked for. `wrong` is what must never happen. */
class StrictService {
  readonly got = new Map<string, WireMessage>();
  readonly wrong: string[] = [];

  serve(end: WireEnd): void {
    let read = 0;
    void end.until(() => {
      for (;;) {
        const text = end.received.slice(read);
        if (text === '') return false;
        const reading = readRequest(text);
        if (reading.kind === 'wrong') this.wrong.push(`${reading.reason} in ${JSON.stringify(text)}`);
        if (reading.kind !== 'whole') return false;
        read += reading.length;
        const { message } = reading;
        const ids = values(message.headers, 'x-requestshook-request-id').filter((id) => id.length === 32);
        const id = ids[0] ?? '';
        if (ids.length !== 1 || this.got.has(id)) this.wrong.push(`not one id in ${JSON.stringify(text)}`);
        this.got.set(id, message);
        const body = message.first.startsWith('HEAD ') ? '' : id;
        end.send(`HTTP/1.1 200 OK\r\nContent-Length: ${id.length}\r\nX-Echo: ${id}\r\n\r\n${body}`);
      }
    });
  }
}

const HOP = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'te',
  'trailer',
  'upgrade',
  'proxy-connection',
]);
const lines = (headers: readonly (readonly [string, string])[]) =>
  headers.filter(([name]) => !HOP.has(name.toLowerCase())).map(([name, value]) => `${name}: ${value.trim()}`);
const recordedLines = ({ headers }: RequestRecord) =>
  lines(headers.flatMap((name, i) => (i % 2 === 0 ? [[name, headers[i + 1] as string] as const] : [])));

/** What the caller got: responses by the letter, in the order of its requests; the last may be cut where the connection is. */
function checkAnswers(
  received: string,
  exchanges: readonly { readonly request: RequestRecord }[],
  hasHead: boolean,
): void {
  let at = 0;
  let answers = 0;
  while (at < received.length) {
    const method = exchanges[answers]?.request.method ?? '';
    const reading = readResponse(received, at, method);
    assert.notEqual(reading.kind, 'wrong', `the caller got ${JSON.stringify(received.slice(at))}`);
    if (reading.kind !== 'whole') break;
    at += reading.length;
    if (/^HTTP\/1\.1 1/.test(reading.message.first)) continue;
    // A HEAD that was refused unread is in no trace, and so not known to have been one.
    if (hasHead && /^HTTP\/1\.1 4/.test(reading.message.first)) return;
    const echo = values(reading.message.headers, 'x-echo')[0];
    if (echo !== undefined) {
      assert.equal(echo, exchanges[answers]?.request.id, 'an answer to another request');
      if (method !== 'HEAD') assert.equal(reading.message.body, echo);
    }
    answers++;
  }
}

/** What strict reading says that the caller meant, as far as it is beyond doubt. */
function meant(bytes: Buffer): WireMessage[] {
  const text = bytes.toString('latin1');
  const messages: WireMessage[] = [];
  for (let at = 0; ; ) {
    const reading = readRequest(text.slice(at));
    if (reading.kind !== 'whole') return messages;
    const { message } = reading;
    const plain = /^(?:GET|POST|PUT|DELETE|OPTIONS|HEAD|PATCH) \/s(?:[/?][\x21-\x7e]*)? /.test(message.first);
    const odd = ['connection', 'proxy-connection', 'upgrade', 'expect', 'transfer-encoding'].some((name) =>
      values(message.headers, name).some((value) => value.toLowerCase() !== 'chunked'),
    );
    // A body without a length is the next request here as there, but not to everybody.
    if (!plain || odd) return messages;
    messages.push(message);
    at += reading.length;
  }
}

async function check(proxy: FuzzedProxy, service: StrictService, bytes: Buffer, cut: Cuts): Promise<void> {
  const { received } = await proxy.call(cut.of(bytes));
  const exchanges = proxy.takeRecords();
  assert.deepEqual(service.wrong.splice(0), [], 'the service got what is no request');
  checkAnswers(received, exchanges, bytes.includes('HEAD '));
  for (const { request, response } of exchanges) {
    const got = service.got.get(request.id);
    if (got === undefined) {
      assert.notEqual(
        response.outcome,
        'responded',
        `${request.method} ${request.url} was answered by nobody`,
      );
      continue;
    }
    service.got.delete(request.id);
    const path = request.url.replace(/^http:\/\/[^/]*/, '');
    assert.equal(got.first, `${request.method} ${path} HTTP/1.1`);
    assert.deepEqual(lines(got.headers), recordedLines(request));
    const body = response.requestBody ?? request.body;
    assert.equal(Buffer.concat(body.chunks).toString('latin1'), got.body);
    assert.equal(body.size, got.body.length);
  }
  assert.equal(service.got.size, 0, 'the service got what is not in the trace');
  for (const [i, message] of meant(bytes).entries()) {
    const request = exchanges[i]?.request;
    assert.ok(request !== undefined, `${message.first} was not passed on`);
    assert.ok(message.first.startsWith(`${request.method} `));
    assert.equal(
      Buffer.concat((exchanges[i]?.response.requestBody ?? request.body).chunks).toString('latin1'),
      message.body,
    );
  }
  const usual = await proxy.call([Buffer.from('GET /s/usual HTTP/1.1\r\nHost: x\r\n\r\n')]);
  const [after] = proxy.takeRecords();
  assert.match(usual.received, /^HTTP\/1\.1 200 OK\r\n/);
  assert.ok(usual.received.endsWith(after?.request.id as string));
  assert.deepEqual([...service.got.keys()], [after?.request.id]);
  service.got.clear();
  proxy.forgetClosed();
}

/** What callers send. */
export const REQUESTS_TARGET = liveTarget(
  'requests',
  'whatever a caller sends, the service gets whole requests that mean what is recorded, and the next caller is served',
  150,
  () =>
    withFuzzedProxy(
      () => new StrictService(),
      (run) =>
        fc.asyncProperty(input, cuts, (bytes, cut) =>
          run((proxy, service) => check(proxy, service, bytes, cut)),
        ),
    ),
);
