import fc from 'fast-check';
import type { CallDiff, Change } from '../../src/diff/change.js';
import { diffTraces } from '../../src/diff/diff.js';
import type { Exchange } from '../../src/exchange/exchange.js';
import { NO_BODY } from '../../src/exchange/message.js';
import { loadTrace } from '../../src/trace/open.js';
import { aBody, anExchange, type Given } from '../formats/an-exchange.js';
import { sharedFile, testWithShared } from '../shared.js';

/** A trace of these calls, numbered. */
const trace = (...calls: Given[]): Exchange[] =>
  calls.map((call, i) => anExchange({ ...call, number: i + 1 }));

/** What became of the calls: `same 1 1`, `added 2`. */
function told(a: Exchange[], b: Exchange[]): string[] {
  const text = (call: CallDiff) =>
    [call.kind, ...('a' in call ? [call.a.number] : []), ...('b' in call ? [call.b.number] : [])].join(' ');
  return diffTraces(a, b).calls.map(text);
}

/** The changes of the one call of a trace. */
function changes(a: Given, b: Given): readonly Change[] {
  const { calls } = diffTraces(trace(a), trace(b));
  expect(calls).toHaveLength(1);
  const [call] = calls as [CallDiff];
  return 'changes' in call ? call.changes : [];
}

const answers = (a: string | null, b: string | null) =>
  changes({ responseBody: a }, { responseBody: b }).map(({ in: where, ...change }) => change);

const path = (text: string): Given => ({ url: `http://10.0.0.5${text}` });
const [A1, A2, B1, B2, BOTH] = ['a1', 'a2', 'b1', 'b2', 'c0'].map((text) => text.repeat(16)) as [
  string,
  string,
  string,
  string,
  string,
];
const uuid = (digit: string) => `${digit.repeat(8)}-${digit.repeat(4)}-4000-8000-${digit.repeat(12)}`;

describe('calls', () => {
  const [token, list, show, file] = [
    '/identity/v3/auth/tokens',
    '/image/v2/images',
    '/image/v2/images/x',
    '/file',
  ];

  test('that are in both are the same', () => {
    expect(told(trace(path(token), path(list)), trace(path(token), path(list)))).toEqual([
      'same 1 1',
      'same 2 2',
    ]);
    expect(told([], [])).toEqual([]);
  });

  test('are added and removed', () => {
    expect(told(trace(path(token), path(list)), trace(path(token), path(file), path(list)))).toEqual([
      'same 1 1',
      'added 2',
      'same 2 3',
    ]);
    expect(told(trace(path(token), path(file), path(list)), trace(path(token), path(list)))).toEqual([
      'same 1 1',
      'removed 2',
      'same 3 2',
    ]);
    expect(told(trace(path(file)), [])).toEqual(['removed 1']);
  });

  test('are at another place', () => {
    const calls = [path(token), path(list), path(show)];
    expect(told(trace(...calls, path(file)), trace(path(file), ...calls))).toEqual([
      'moved 4 1',
      'same 1 2',
      'same 2 3',
      'same 3 4',
    ]);
  });

  test('are at another place, many of a kind', () => {
    const calls = Array.from({ length: 9 }, (_, i) => path(`${list}/${i}`));
    const polls = Array.from({ length: 5 }, () => path(file));
    expect(told(trace(...polls, ...calls), trace(...calls, ...polls)).slice(9)).toEqual([
      'moved 1 10',
      'moved 2 11',
      'moved 3 12',
      'moved 4 13',
      'moved 5 14',
    ]);
  });

  test.each([
    ['caller', { from: 'nova-compute' }],
    ['service', { service: 'nova-api' }],
    ['method', { method: 'HEAD' }],
    ['path', path('/image/v2/tasks')],
  ])('are others where the %s is another', (_, other) => {
    expect(told(trace(path(list)), trace({ ...path(list), ...other }))).toEqual(['removed 1', 'added 1']);
  });

  test('are the same operation of another thing', () => {
    const [a, b] = [path(`/image/v2/images/${uuid('a')}`), path('/image/v2/images/nosuchimage')];
    expect(changes(a, b)).toEqual([
      { in: 'call', what: 'path {image_id}', before: uuid('a'), after: 'nosuchimage' },
    ]);
  });

  test('are aligned where they agree in most', () => {
    const status = (status: number) => ({ ...path(show), status });
    // The poll went on for longer; the last one is the one that ended it.
    expect(
      told(trace(status(200), status(404)), trace(status(200), status(200), status(200), status(404))),
    ).toEqual(['same 1 1', 'added 2', 'added 3', 'same 2 4']);
    const query = (text: string) => path(`${list}?${text}`);
    expect(told(trace(query('a=1'), query('b=2')), trace(query('b=2')))).toEqual(['removed 1', 'same 2 1']);
  });

  test('go to a service behind another mount', () => {
    const [a, b] = [
      { service: 'keystone', ...path('/identity/v3/users') },
      { service: 'keystone', ...path('/v3/users') },
    ];
    expect(changes(a, b)).toEqual([
      { in: 'call', what: 'path', before: '/identity/v3/users', after: '/v3/users' },
    ]);
  });
});

describe('what changed of a call', () => {
  test('is its status, with the phrase', () => {
    const [ok, gone] = [
      { status: 200, reason: 'OK' },
      { status: 404, reason: 'Not Found' },
    ];
    expect(changes(ok, gone)).toEqual([
      { in: 'response', what: 'status', before: '200 OK', after: '404 Not Found' },
    ]);
    expect(changes(ok, { response: null })).toEqual([
      { in: 'response', what: 'status', before: '200 OK', after: 'no response' },
    ]);
    expect(changes(ok, { status: 200, reason: 'Ok' })).toEqual([]);
  });

  test('is why it failed', () => {
    const failure = { code: 'ECONNRESET', message: 'keystone closed the connection' };
    expect(changes({}, { failure, outcome: 'upstreamFailed' })).toEqual([
      { in: 'response', what: 'failure', after: 'keystone closed the connection' },
    ]);
  });

  test('is its query, field by field', () => {
    const query = (text: string) => path(`/image/v2/images${text}`);
    expect(changes(query('?limit=20&sort=name&x=1'), query('?sort=id&limit=20&y=2'))).toEqual([
      { in: 'call', what: 'query sort', before: 'name', after: 'id' },
      { in: 'call', what: 'query x', before: '1' },
      { in: 'call', what: 'query y', after: '2' },
    ]);
    expect(changes(query(`?token={SHA256}${A1.repeat(2)}`), query('?token=***'))).toEqual([]);
  });

  test('is its headers, by name, whatever their order', () => {
    const a = { requestHeaders: ['X-A', '1', 'Accept', 'application/json', 'X-Old', '0'] };
    const b = { requestHeaders: ['accept', 'text/plain', 'x-a', '1', 'X-New', '2', 'X-New', '3'] };
    expect(changes(a, b)).toEqual([
      { in: 'request', what: 'header Accept', before: 'application/json', after: 'text/plain' },
      { in: 'request', what: 'header X-Old', before: '0' },
      { in: 'request', what: 'header X-New', after: '2, 3' },
    ]);
  });

  test.each([
    ['Date', 'Tue, 24 Nov 2026 07:07:17 GMT', 'Tue, 24 Nov 2026 07:09:01 GMT'],
    ['Date', 'now', 'then'],
    ['X-Openstack-Request-Id', 'req-1', 'req-2'],
    ['X-Compute-Request-Id', 'req-1', 'req-2'],
    ['X-Requestshook-Request-Id', '1', '2'],
    ['Connection', 'close', 'keep-alive'],
    ['Keep-Alive', 'timeout=5, max=100', 'timeout=5, max=99'],
    ['X-Auth-Token', 'gAAAA1', 'gAAAA2'],
    ['Set-Cookie', 'session=1', 'session=2'],
    ['Host', '10.0.0.5', '10.0.0.6:9292'],
  ])('is not its %s', (name, before, after) => {
    const at = (host: string, value: string) => ({
      url: `http://${host}/image`,
      requestHeaders: [name, value],
    });
    const [a, b] =
      name === 'Host' ? [at(before, before), at(after, after)] : [at('h', before), at('h', after)];
    expect(changes(a, b)).toEqual([]);
  });

  test('is that a token came, or went', () => {
    expect(changes({ requestHeaders: [] }, { requestHeaders: ['X-Auth-Token', '{SHA256}x'] })).toEqual([
      { in: 'request', what: 'header X-Auth-Token', after: '{SHA256}x' },
    ]);
  });

  test('is the length of a body that is not compared itself', () => {
    const length = (value: string, responseBody: string | null) => ({
      method: 'HEAD',
      responseHeaders: ['Content-Length', value, 'ETag', value],
      responseBody,
    });
    expect(changes(length('10', null), length('12', null)).map(({ what }) => what)).toEqual([
      'header Content-Length',
      'header ETag',
    ]);
    expect(changes(length('10', `{"id": "${A1}"}`), length('12', `{"id": "${B1}"}`))).toEqual([]);
  });
});

describe('what changed in a body', () => {
  test('is told by JSON path', () => {
    expect(
      answers(
        '{"images": [{"status": "queued", "size": null, "os-x": {"a b": 1}}], "gone": {}}',
        '{"images": [{"status": "active", "size": 0, "os-x": {"a b": 2}}], "new": [1]}',
      ),
    ).toEqual([
      { what: '$.images[0].status', before: 'queued', after: 'active' },
      { what: '$.images[0].size', before: null, after: 0 },
      { what: '$.images[0]["os-x"]["a b"]', before: 1, after: 2 },
      { what: '$.gone', before: {} },
      { what: '$.new', after: [1] },
    ]);
  });

  test('is told as a whole where it is another thing', () => {
    expect(answers('{"image": {"id": 1}}', '{"error": {"code": 404}}')).toEqual([
      { what: '$', before: { image: { id: 1 } }, after: { error: { code: 404 } } },
    ]);
    expect(answers('{"a": 1}', 'gone')).toEqual([{ what: 'body', before: 'JSON, 8 B', after: 'text, 4 B' }]);
    expect(answers(null, '[]')).toEqual([{ what: 'body', before: 'none', after: 'JSON, 2 B' }]);
    expect(answers('[1, [2]]', '[1, {"a": 2}]')).toEqual([{ what: '$[1]', before: [2], after: { a: 2 } }]);
  });

  test('is nothing where only the writing differs', () => {
    expect(answers('{"a":1.0,"b":"\\u00e9"}', '{\n  "b": "é",\n  "a": 1\n}')).toEqual([]);
  });

  test('is elements that came and went, and not all behind them', () => {
    const [one, two, three] = ['one', 'two', 'three'].map((name) => `{"name": "${name}", "size": 1}`);
    expect(answers(`[${one}, ${two}, ${three}]`, `[${two}, ${three}]`)).toEqual([
      { what: '$[0]', before: { name: 'one', size: 1 } },
    ]);
    expect(answers(`[${one}, ${three}]`, `[${one}, ${two}, ${three}]`)).toEqual([
      { what: '$[1]', after: { name: 'two', size: 1 } },
    ]);
    expect(answers(`[${one}, ${two}]`, `[${two}, ${one}]`)).toEqual([
      { what: '$', note: 'in another order' },
    ]);
    expect(answers(`[${one}, ${two}]`, `[{"name": "two", "size": 2}, ${one}]`)).toEqual([
      { what: '$[1].size', before: 1, after: 2 },
    ]);
  });

  test('is another name of the same thing', () => {
    const [one, other] = [A1, A2].map((id) => (name: string) => `{"id": "${id}", "name": "${name}"}`);
    expect(answers(`[${one?.('a')}, ${other?.('b')}]`, `[${other?.('b')}, ${one?.('c')}]`)).toEqual([
      { what: '$[0].name', before: 'a', after: 'c' },
    ]);
  });

  test('is lines of a text', () => {
    expect(answers('a\nb\nc', 'a\nx\nc\nd')).toEqual([
      { what: 'body', before: 'text, 5 B', after: 'text, 7 B', note: '1 lines less, 2 more: -"b" +"x"' },
    ]);
    expect(answers('a\r\nb', 'a\nb')).toEqual([]);
    expect(answers(`at 2026-11-24T07:07:17Z ${A1}`, `at 2026-11-24 07:09:00.123 ${B1}`)).toEqual([]);
  });

  test('is bytes', () => {
    const sent = (...bytes: number[]) => ({ method: 'PUT', requestBody: Buffer.from(bytes) });
    expect(changes(sent(0, 1), sent(0, 1))).toEqual([]);
    expect(changes(sent(0, 1), sent(0, 2))).toEqual([
      { in: 'request', what: 'body', before: 'bytes, 2 B', after: 'bytes, 2 B', note: 'other bytes' },
    ]);
    expect(changes(sent(0, 1), sent(0, 1, 2))).toEqual([
      { in: 'request', what: 'body', before: 'bytes, 2 B', after: 'bytes, 3 B' },
    ]);
  });

  test('is the size of what was not kept whole', () => {
    const cut = (size: number) => ({ responseBody: aBody('abc', { size, kept: 3, truncated: true }) });
    expect(changes(cut(100), cut(100))).toEqual([]);
    expect(changes(cut(100), cut(200))).toEqual([
      { in: 'response', what: 'body', before: 'text, 100 B', after: 'text, 200 B' },
    ]);
    expect(changes({ responseBody: NO_BODY }, { responseBody: aBody('') })).toEqual([]);
  });

  test('is found in JSON that is nested deep', () => {
    const deep = (inside: string) => '['.repeat(5000) + inside + ']'.repeat(5000);
    expect(answers(deep('1'), deep('2'))).toHaveLength(1);
    expect(answers(deep('1'), deep('1'))).toEqual([]);
  });
});

describe('what is another one each time', () => {
  test.each([
    ['a UUID', `"${uuid('a')}"`, `"${uuid('b')}"`],
    ['an id', `"${A1}"`, `"${B1}"`],
    ['an id in a path', `"/v2/images/${uuid('a')}/file"`, `"/v2/images/${uuid('b')}/file"`],
    ['an account', `"AUTH_${A1}"`, `"AUTH_${B1}"`],
    ['a token', `"{SHA256}${A1.repeat(2)}"`, `"{SHA256}${B1.repeat(2)}"`],
    ['a request id', `"req-${uuid('a')}"`, `"req-${uuid('b')}"`],
    ['a time', '"2026-11-24T07:07:17.000000Z"', '"2026-11-24T07:09:18Z"'],
    ['a time of HTTP', '"Tue, 24 Nov 2026 07:07:17 GMT"', '"Wed, 25 Nov 2026 07:07:18 GMT"'],
    ['where a cloud listens', '"http://127.0.0.1:41615/image"', '"http://127.0.0.1:43729/image"'],
  ])('is no change: %s', (_, a, b) => {
    expect(answers(`{"a": [1, ${a}]}`, `{"a": [1, ${b}]}`)).toEqual([]);
  });

  test.each([
    ['audit_ids', '["x"]', '["y", "z"]'],
    ['updated_at', '1700000000', '1700000001'],
    ['password', '"one"', '"two"'],
  ])('is no change under %s', (key, a, b) => {
    expect(answers(`{"${key}": ${a}}`, `{"${key}": ${b}}`)).toEqual([]);
  });

  test.each([
    ['an id that became none', `"${A1}"`, 'null'],
    ['a time that came', 'null', '"2026-11-24T07:07:17Z"'],
    ['a time in place of an id', `"${A1}"`, '"2026-11-24T07:07:17Z"'],
    ['text around an id', `"a${'-'}${A1}"`, `"b${'-'}${B1}"`],
    ['hex digits that go on', `"x${A1}"`, `"x${B1}"`],
    ['a date that is a version', '"2013-05-23"', '"2014-05-23"'],
    ['a number', '1', '2'],
  ])('and what is a change: %s', (_, a, b) => {
    expect(answers(`{"a": ${a}}`, `{"a": ${b}}`)).toHaveLength(1);
  });

  test('is a change where it says what something is', () => {
    for (const key of ['checksum', 'os_hash_value', 'md5', 'fingerprint']) {
      expect(answers(`{"${key}": "${A1}"}`, `{"${key}": "${B1}"}`)).toEqual([
        { what: `$.${key}`, before: A1, after: B1 },
      ]);
    }
  });

  test('stands for the same throughout', () => {
    const pair = (a: string, b: string) => `{"a": "${a}", "b": "${b}"}`;
    expect(answers(pair(A1, A2), pair(B1, B2))).toEqual([]);
    expect(answers(pair(A1, A1), pair(B1, B1))).toEqual([]);
    expect(answers(pair(A1, A1), pair(B1, B2))).toEqual([{ what: '$.b', before: A1, after: B2 }]);
    expect(answers(pair(A1, A2), pair(B1, B1))).toEqual([{ what: '$.b', before: A2, after: B1 }]);
  });

  test('stands for the same from the path to the answer', () => {
    const at = (id: string, inside: string) => ({
      ...path(`/image/v2/images/${id}`),
      responseBody: `{"id": "${inside}"}`,
    });
    expect(changes(at(uuid('a'), uuid('a')), at(uuid('b'), uuid('b')))).toEqual([]);
    expect(changes(at(uuid('a'), uuid('a')), at(uuid('b'), uuid('c')))).toHaveLength(1);
  });

  test('is itself where both traces have it', () => {
    const list = `["${A1}", "${BOTH}"]`;
    const a = trace({ responseBody: list }, { ...path('/x'), responseBody: `{"id": "${A1}"}` });
    const b = trace({ responseBody: list }, { ...path('/x'), responseBody: `{"id": "${BOTH}"}` });
    expect(told(a, b)).toEqual(['same 1 1', 'changed 2 2']);
  });

  test('may be a key', () => {
    expect(answers(`{"a": {"${A1}": 1}}`, `{"a": {"${B1}": 1}}`)).toEqual([]);
    expect(answers(`{"a": {"${A1}": 1}}`, `{"a": {"${B1}": 2}}`)).toEqual([
      { what: `$.a.${A1}`, before: 1, after: 2 },
    ]);
  });
});

describe('times', () => {
  const took = (responseComplete: number | null): Given => ({
    timing: { requestComplete: 0, responseHead: 0, responseComplete },
  });
  const time = (before: number | null, after: number | null) => {
    const [call] = diffTraces(trace(took(before)), trace(took(after))).calls as [CallDiff];
    return 'time' in call ? call.time : null;
  };

  test('are told where one is at least twice the other, and 50 ms more', () => {
    expect(time(40, 190)).toEqual({ before: 40, after: 190, factor: 4.75 });
    expect(time(190, 40)?.factor).toBeCloseTo(0.21, 2);
    expect(time(0, 50)?.factor).toBe(50_000);
    expect(time(1, 40)).toBeNull();
    expect(time(100, 199)).toBeNull();
    expect(time(null, 100)).toBeNull();
  });

  test('make no difference', () => {
    expect(diffTraces(trace(took(40)), trace(took(190))).isSame).toBe(true);
  });
});

/** A value with all its texts made into others. */
function withTexts<T>(value: T, made: (text: string) => string): T {
  if (typeof value === 'string') return made(value) as T;
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map((one) => withTexts(one, made)) as T;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withTexts(one, made)])) as T;
}

/** Other ids, the same for the same, and other times. */
function renamed(text: string): string {
  const other = (digit: string) => ((Number.parseInt(digit, 16) + 7) % 16).toString(16);
  return text
    .replace(/(?<![0-9a-z])(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32})(?![0-9a-z])/g, (id) =>
      id.replace(/[0-9a-f]/g, other),
    )
    .replace(/T\d\d:\d\d:\d\d/g, 'T23:59:59');
}

testWithShared('each capture is the same as itself, and as one with other ids and times', async () => {
  for (const name of [
    'image-create',
    'image-list',
    'image-show',
    'image-remove-project',
    'image-add-project',
  ]) {
    const { exchanges } = await loadTrace(sharedFile('captures', name, 'log.md'));
    expect(diffTraces(exchanges, structuredClone(exchanges)).isSame).toBe(true);
    const others = withTexts(exchanges, renamed);
    const what = diffTraces(exchanges, others).calls.flatMap((call) =>
      'changes' in call ? call.changes.map((change) => change.what) : [call.kind],
    );
    // Of what an image is, another checksum is a change.
    expect(what.filter((change) => !/checksum|etag/i.test(change))).toEqual([]);
  }
});

test('whatever the traces, each call of both is told once, and those of the second in their order', () => {
  const call = fc.record({
    from: fc.constantFrom('openstack', 'nova-api'),
    url: fc
      .constantFrom(
        '/image/v2/images',
        `/image/v2/images/${A1}`,
        `/image/v2/images/${B1}`,
        '/x?a=1',
        '/x?a=2',
      )
      .map((text) => `http://10.0.0.5${text}`),
    status: fc.constantFrom(200, 404),
    responseBody: fc.constantFrom(null, '{}', `{"id": "${A1}"}`, '[1, 2]', 'text'),
  });
  const calls = fc.array(call, { maxLength: 12 });
  fc.assert(
    fc.property(calls, calls, (one, other) => {
      const [a, b] = [trace(...one), trace(...other)];
      const diff = diffTraces(a, b);
      const numbersA = diff.calls.flatMap((found) => ('a' in found ? [found.a.number] : []));
      const numbersB = diff.calls.flatMap((found) => ('b' in found ? [found.b.number] : []));
      expect(numbersA.toSorted((x, y) => x - y)).toEqual(a.map(({ number }) => number));
      expect(numbersB).toEqual(b.map(({ number }) => number));
      expect(diffTraces(a, a).isSame).toBe(true);
      // What differs one way differs the other way.
      expect(diffTraces(b, a).isSame).toBe(diff.isSame);
    }),
  );
});

test('tens of thousands of calls that were interleaved otherwise take seconds', () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  const calls = (): Given[] =>
    Array.from({ length: 10_000 }, () => path(`/image/v2/images/${random(500)}?page=${random(40)}`));
  const started = performance.now();
  const diff = diffTraces(trace(...calls()), trace(...calls()));
  expect(diff.calls.length).toBeGreaterThanOrEqual(10_000);
  expect(performance.now() - started).toBeLessThan(20_000);
}, 60_000);
