import fc from 'fast-check';
import type { Exchange } from '../../src/exchange/exchange.js';
import { NO_BODY } from '../../src/exchange/message.js';
import { HarWriter } from '../../src/formats/har.js';
import type { HarEntry } from '../../src/formats/har-archive.js';
import { loadTrace } from '../../src/trace/open.js';
import { sharedFile, testWithShared } from '../shared.js';
import { aBody, anExchange, type Given } from './an-exchange.js';
import { HAR } from './har-schema.js';

interface Har {
  readonly log: { readonly entries: readonly HarEntry[]; readonly pages: unknown; readonly comment?: string };
}

/** Written, checked against the specification, and read. */
function har(exchanges: readonly Exchange[]): Har {
  const writer = new HarWriter({ name: 'requestshook', version: '1.0.0' });
  const text = writer.begin() + exchanges.map((exchange) => writer.entry(exchange)).join('') + writer.end();
  const value: unknown = JSON.parse(text);
  HAR.parse(value);
  return value as Har;
}

const entry = (given: Given) => har([anExchange(given)]).log.entries[0] as HarEntry;

const STARTED = Date.UTC(2026, 10, 24, 7, 7, 17, 423);

test('a trace without an exchange is a HAR', () => {
  expect(har([]).log).toEqual({
    version: '1.2',
    creator: { name: 'requestshook', version: '1.0.0' },
    pages: [],
    entries: [],
  });
});

test('an entry has what was asked and answered, and when', () => {
  const shown = entry({
    number: 5,
    from: 'glance-api',
    service: 'keystone',
    method: 'POST',
    url: 'http://10.0.0.5/identity/v3/auth/tokens?nocatalog&name=a%20b+c&bad=%zz',
    parent: 4,
    startedAt: STARTED + 0.756,
    timing: { requestComplete: 1.834, responseHead: 133.836, responseComplete: 140.486 },
    caller: { name: 'glance-api', source: 'rule', reason: 'User-Agent' },
    requestHeaders: ['Content-Type', 'application/json', 'X-B', '1', 'x-b', '2'],
    requestBody: '{"auth": {"password": "***"}}',
    status: 201,
    reason: 'CREATED',
    responseHeaders: ['Content-Type', 'application/json; charset=UTF-8', 'Location', '/v3/x'],
    responseBody: aBody('{"token": {}}', { size: 20 }),
  });
  expect(shown).toEqual({
    startedDateTime: '2026-11-24T07:07:17.423Z',
    time: 140.486,
    request: {
      method: 'POST',
      url: 'http://10.0.0.5/identity/v3/auth/tokens?nocatalog&name=a%20b+c&bad=%zz',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: [
        { name: 'Content-Type', value: 'application/json' },
        { name: 'X-B', value: '1' },
        { name: 'x-b', value: '2' },
      ],
      queryString: [
        { name: 'nocatalog', value: '' },
        { name: 'name', value: 'a b c' },
        { name: 'bad', value: '%zz' },
      ],
      postData: { mimeType: 'application/json', text: '{"auth": {"password": "***"}}' },
      headersSize: -1,
      bodySize: 29,
    },
    response: {
      status: 201,
      statusText: 'CREATED',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: [
        { name: 'Content-Type', value: 'application/json; charset=UTF-8' },
        { name: 'Location', value: '/v3/x' },
      ],
      content: { size: 20, mimeType: 'application/json; charset=UTF-8', text: '{"token": {}}' },
      redirectURL: '/v3/x',
      headersSize: -1,
      bodySize: 20,
      _transferSize: 20,
    },
    cache: {},
    timings: { blocked: -1, dns: -1, connect: -1, ssl: -1, send: 1.834, wait: 132.002, receive: 6.65 },
    comment: '5 glance-api -> keystone; caused by 4',
    _resourceType: 'fetch',
    _requestshook: {
      number: 5,
      id: '00000000000000000000000000000005',
      from: 'glance-api',
      caller: { name: 'glance-api', source: 'rule', reason: 'User-Agent' },
      service: 'keystone',
      parent: 4,
      outcome: 'responded',
      failure: null,
      timing: { requestComplete: 1.834, responseHead: 133.836, responseComplete: 140.486 },
    },
  });
});

test('cookies are read', () => {
  const { request, response } = entry({
    requestHeaders: ['Cookie', 'a=1; b="x=y"; c', 'Cookie', ''],
    responseHeaders: [
      'Set-Cookie',
      'session=***; Path=/; Domain=example.org; Expires=Wed, 21 Oct 2026 07:28:00 GMT; HttpOnly; SECURE',
      'Set-Cookie',
      'plain; expires=never',
    ],
  });
  expect(request.cookies).toEqual([
    { name: 'a', value: '1' },
    { name: 'b', value: '"x=y"' },
    { name: '', value: 'c' },
  ]);
  expect(response.cookies).toEqual([
    {
      name: 'session',
      value: '***',
      path: '/',
      domain: 'example.org',
      expires: '2026-10-21T07:28:00.000Z',
      httpOnly: true,
      secure: true,
    },
    { name: '', value: 'plain' },
  ]);
});

describe('a body', () => {
  const bytes = Buffer.from([0, 0xff, 0x51, 0x46]);

  test('that is no text is in base64', () => {
    const { request, response } = entry({
      method: 'PUT',
      requestHeaders: ['Content-Type', 'application/octet-stream'],
      requestBody: bytes,
      responseBody: bytes,
      responseHeaders: [],
    });
    expect(response.content).toEqual({
      size: 4,
      mimeType: 'x-unknown',
      text: 'AP9RRg==',
      encoding: 'base64',
    });
    expect(request.postData).toEqual({
      mimeType: 'application/octet-stream',
      params: [],
      _base64: 'AP9RRg==',
      comment: 'no text: the bytes are in _base64',
    });
  });

  test('that there is none of, is not there', () => {
    const { request, response } = entry({ responseHeaders: [] });
    expect(request).not.toHaveProperty('postData');
    expect(response.content).toEqual({ size: 0, mimeType: 'x-unknown' });
  });

  test('that was not kept whole says so', () => {
    const { request, response } = entry({
      requestBody: aBody('abc', { size: 10, kept: 3, truncated: true }),
      responseBody: aBody('ab', { size: null, kept: 2, brokenOff: true }),
    });
    expect(request.postData?.comment).toBe('truncated: 3 of 10 bytes are in the trace');
    expect(request.bodySize).toBe(10);
    expect(response.content.comment).toBe('broken off by the service');
    expect(response.bodySize).toBe(-1);
    expect(response).not.toHaveProperty('_transferSize');
  });

  test('that was not kept at all says so', () => {
    const requestBody = { ...NO_BODY, size: 10, truncated: true };
    const { request } = entry({ requestHeaders: ['Content-Type', 'x/y'], requestBody });
    expect(request.postData).toEqual({
      mimeType: 'x/y',
      text: '',
      comment: 'truncated: 0 of 10 bytes are in the trace',
    });
  });

  test('that came in a coding has the size that it was undone to', () => {
    const { response } = entry({
      responseHeaders: ['Content-Encoding', 'gzip'],
      responseBody: aBody('{"a": 1}', { size: 28, kept: 28 }),
    });
    expect(response.content.size).toBe(8);
    expect(response.bodySize).toBe(28);
  });
});

describe('times', () => {
  const timed = (...[requestComplete, responseHead, responseComplete]: (number | null)[]) =>
    entry({
      startedAt: STARTED,
      timing: {
        requestComplete: requestComplete ?? null,
        responseHead: responseHead ?? null,
        responseComplete: responseComplete ?? null,
      },
    });

  test.each([
    ['an early answer', [50, 20, 60], [20, 0, 40], 'the response began before the request was whole'],
    ['no answer', [5, null, null], [5, 0, 0], 'no response came'],
    ['half an answer', [5, 10, null], [5, 5, 0], 'the response was never complete'],
    ['nothing', [null, null, null], [0, 0, 0], 'not known'],
    ['a clock that went back', [5, 3, 2], [3, 0, 0], 'the response began before the request was whole'],
  ] as const)('of %s', (_, given, [send, wait, receive], comment) => {
    expect(timed(...given).timings).toMatchObject({ send, wait, receive, comment });
  });

  test('that a bare log lacks are those of the responses, to the second, in order', () => {
    const dated = (number: number, date?: string) =>
      anExchange({ number, responseHeaders: date === undefined ? [] : ['Date', date] });
    const { log } = har([
      dated(1),
      dated(2, 'Tue, 24 Nov 2026 07:07:19 GMT'),
      dated(3, 'Tue, 24 Nov 2026 07:07:17 GMT'),
      dated(4, 'yesterday'),
      dated(5, 'Tue, 24 Nov 2026 07:07:20 GMT'),
    ]);
    expect(log.entries.map(({ startedDateTime }) => startedDateTime)).toEqual([
      '1970-01-01T00:00:00.000Z',
      '2026-11-24T07:07:19.000Z',
      '2026-11-24T07:07:19.000Z',
      '2026-11-24T07:07:19.000Z',
      '2026-11-24T07:07:20.000Z',
    ]);
    expect(log.entries[1]).toMatchObject({ time: 0, comment: '2 openstack -> glance-api; start not known' });
    expect(log.comment).toMatch(/^Recorded without times/);
  });

  test('that no date can show are not known', () => {
    for (const startedAt of [1e300, -1, Number.NaN]) {
      expect(entry({ startedAt }).startedDateTime).toBe('1970-01-01T00:00:00.000Z');
    }
  });
});

test('an exchange without a response is one that failed', () => {
  const failure = { code: 'RH_UPSTREAM_CONNECT', message: 'nobody listens' };
  const shown = entry({ startedAt: STARTED, response: null, outcome: 'upstreamFailed', failure });
  expect(shown.response).toMatchObject({ status: 0, statusText: '', headers: [], _error: 'nobody listens' });
  expect(shown.comment).toBe('1 openstack -> glance-api; upstreamFailed; nobody listens');
  expect(entry({ response: null }).response._error).toBe('no response in the trace');
});

test('trailers have a place', () => {
  const shown = entry({ requestTrailers: ['X-Sum', '1'], responseTrailers: ['X-Md5', '2'] });
  expect(shown._requestshook).toMatchObject({
    requestTrailers: [{ name: 'X-Sum', value: '1' }],
    responseTrailers: [{ name: 'X-Md5', value: '2' }],
  });
});

test('whatever an exchange has, its HAR is valid', () => {
  const time = fc.option(fc.double({ min: 0, max: 1e7, noNaN: true }), { nil: null });
  const body = fc.oneof(
    fc.constant(NO_BODY),
    fc
      .tuple(fc.string({ unit: 'binary' }), fc.nat())
      .map(([text, more]) => aBody(text, { size: Buffer.byteLength(text) + more, truncated: more > 0 })),
    fc.uint8Array().map((bytes) => aBody(bytes)),
  );
  const headers = fc
    .array(
      fc.tuple(
        fc.constantFrom('Cookie', 'Set-Cookie', 'Location', 'Date', 'Content-Type', 'Content-Encoding', 'X'),
        fc.string({ unit: 'binary' }),
      ),
    )
    .map((pairs) => pairs.flat());
  const given = fc.record({
    url: fc.webUrl({ withQueryParameters: true, withFragments: true }),
    startedAt: fc.option(fc.double(), { nil: null }),
    timing: fc.option(fc.record({ requestComplete: time, responseHead: time, responseComplete: time }), {
      nil: null,
    }),
    requestHeaders: headers,
    responseHeaders: headers,
    requestBody: body,
    responseBody: body,
  });
  fc.assert(
    fc.property(fc.array(given, { maxLength: 3 }), (all) => {
      expect(har(all.map((one, i) => anExchange({ ...one, number: i + 1 }))).log.entries).toHaveLength(
        all.length,
      );
    }),
  );
});

testWithShared('a HAR of each capture is valid', async () => {
  for (const name of [
    'image-create',
    'image-list',
    'image-show',
    'image-remove-project',
    'image-add-project',
  ]) {
    const { exchanges } = await loadTrace(sharedFile('captures', name, 'log.md'));
    const { log } = har(exchanges);
    expect(log.entries).toHaveLength(exchanges.length);
    expect(log.entries[0]?.startedDateTime).toMatch(/^(?:20|1970)/);
  }
});
