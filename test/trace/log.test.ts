import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { loadTrace, readMessages } from '../../src/trace/open.js';
import { sharedFile, testWithShared } from '../shared.js';
import { answered, asked, fileIn, outline, temporaryFolder } from './traces.js';

const folder = temporaryFolder();
let files = 0;
const log = (...entries: string[]) => fileIn(folder, `${files++}.log`, entries.join(''));

const A = { id: 'a', path: '/a' };
const B = { id: 'b', path: '/b' };
const C = { id: 'c', path: '/c' };

test('an exchange is put together from its request and response', async () => {
  const call = { id: 'a', path: '/v3/auth/tokens', method: 'POST' };
  const { exchanges, problems } = await loadTrace(log(asked(call, '{\n  "a": 1\n}'), answered(call, 201)));
  expect(problems).toEqual([]);
  expect(exchanges).toMatchObject([
    {
      number: 1,
      id: 'a',
      from: 'openstack',
      service: 'keystone',
      method: 'POST',
      url: 'http://10.0.0.5/v3/auth/tokens',
      caller: null,
      parent: null,
      startedAt: null,
      timing: null,
      outcome: 'responded',
      failure: null,
      request: { number: 1, body: { content: '{\n  "a": 1\n}', json: true } },
      response: { number: 1, status: 201 },
    },
  ]);
});

test('exchanges within exchanges are in the order of their requests', async () => {
  const { exchanges } = await loadTrace(
    log(asked(A), asked(B), asked(C), answered(B, 202), answered(C, 203), answered(A, 201)),
  );
  expect(outline(exchanges)).toEqual([
    [1, '/a', 201],
    [2, '/b', 202],
    [3, '/c', 203],
  ]);
});

test('in the order of completion an exchange comes when its response does', async () => {
  const { exchanges } = await loadTrace(log(asked(A), asked(B), answered(B), answered(A)), {
    order: 'completion',
  });
  expect(exchanges.map(({ number }) => number)).toEqual([2, 1]);
});

test('requests that share an id are told apart by method and URL', async () => {
  const passedOn = { ...A, from: 'glance-api', path: '/tokens' };
  const { exchanges } = await loadTrace(
    log(asked(A), asked(passedOn), answered(passedOn, 404), answered(A, 201)),
  );
  expect(outline(exchanges)).toEqual([
    [1, '/a', 201],
    [2, '/tokens', 404],
  ]);
});

test('an id used call after call: the answer that never came is not taken for another’s', async () => {
  const { exchanges } = await loadTrace(
    log(asked(A), answered(A, 201), asked(A), asked(A), answered(A, 202)),
  );
  expect(outline(exchanges)).toEqual([
    [1, '/a', 201],
    [2, '/a', null],
    [3, '/a', 202],
  ]);
});

test('the original shows a response with more of its query than the request', async () => {
  const response = { ...A, path: '/a?format=json' };
  const { exchanges, problems } = await loadTrace(log(asked(A), answered(response, 204)));
  expect(outline(exchanges)).toEqual([[1, '/a', 204]]);
  expect(problems).toEqual([]);
});

test('without ids, caller, service, method and URL tell; the same call twice is answered in order', async () => {
  const glance = { path: '/x', from: 'glance-api' };
  const { exchanges } = await loadTrace(
    log(
      asked({ path: '/x' }),
      asked(glance),
      asked({ path: '/x' }),
      answered(glance, 203),
      answered({ path: '/x' }, 201),
      answered({ path: '/x' }, 202),
    ),
  );
  expect(outline(exchanges)).toEqual([
    [1, '/x', 201],
    [2, '/x', 203],
    [3, '/x', 202],
  ]);
});

test('a log that ends within an entry: what is there of it is read', async () => {
  const whole = asked(A) + answered(A, 201, { body: 'some text' });
  const { exchanges, problems } = await loadTrace(log(asked(B), whole.slice(0, -7)));
  expect(outline(exchanges)).toEqual([
    [1, '/b', null],
    [2, '/a', 201],
  ]);
  expect(exchanges[1]?.response?.body.content).toBe('some');
  expect(problems).toEqual([{ file: expect.any(String), line: 14, reason: 'the entry is cut off' }]);
});

test('a log that begins within an exchange: the response tells of the request', async () => {
  const { exchanges, problems } = await loadTrace(log('a half line\n\n', answered(A, 204), asked(B)));
  expect(outline(exchanges)).toEqual([
    [1, '/a', 204],
    [2, '/b', null],
  ]);
  expect(exchanges[0]?.request).toMatchObject({
    method: 'GET',
    headers: [],
    body: { content: null, size: null },
  });
  expect(problems.map(({ line, reason }) => [line, reason])).toEqual([
    [1, '"a half line" is no part of an entry'],
    [4, 'the request of this response is not in the trace'],
  ]);
});

test('damage between entries is told with its line, and the rest is read', async () => {
  const { exchanges, problems } = await loadTrace(log(asked(A), '\n### (broken\n', answered(A)));
  expect(outline(exchanges)).toEqual([[1, '/a', 200]]);
  expect(problems).toMatchObject([{ line: 8, reason: expect.stringContaining('is no heading') }]);
});

test('lost messages are a gap, not a call', async () => {
  const gap = asked({ from: 'requestshook', service: 'requestshook', method: 'LOST' }).replace(
    'http://10.0.0.5/identity/',
    'requestshook:messages?count=3',
  );
  const { exchanges, problems } = await loadTrace(log(asked(A), gap, answered(A)));
  expect(outline(exchanges)).toEqual([[1, '/a', 200]]);
  expect(problems).toMatchObject([
    { line: 8, reason: '3 messages are missing here: they could not be written' },
  ]);
});

test('a log tells how an exchange ended that did not end well', async () => {
  const { exchanges } = await loadTrace(
    log(
      asked(A),
      answered(A, 499, { reason: 'Client Closed Request' }),
      asked(B),
      answered(B, 200, { body: 'half\n... (broken off by the service)' }),
    ),
  );
  expect(exchanges).toMatchObject([
    { outcome: 'clientGone', failure: { code: 'RH_CLIENT_GONE' } },
    { outcome: 'upstreamFailed', failure: { message: 'keystone broke off within its response.' } },
  ]);
});

test('a gzipped log is known by its content, also one of several parts', async () => {
  const path = fileIn(folder, 'rotated', Buffer.concat([gzipSync(asked(A)), gzipSync(answered(A, 204))]));
  expect(outline((await loadTrace(path)).exchanges)).toEqual([[1, '/a', 204]]);
});

test('of a gzip that is cut off, what is before the cut is read', async () => {
  const entries = Array.from({ length: 5000 }, (_, i) => asked({ id: `${i * i}`, path: `/${i}` })).join('');
  const { exchanges, problems } = await loadTrace(
    fileIn(folder, 'cut.gz', gzipSync(entries).subarray(0, -500)),
  );
  expect(exchanges.length).toBeGreaterThan(1000);
  expect(problems.map(({ line, reason }) => [line, reason])).toContainEqual([
    null,
    'the gzip is damaged or cut off (unexpected end of file); what follows cannot be read',
  ]);
});

test('without bodies everything else is the same', async () => {
  const long = 'a line\n'.repeat(100);
  const path = log(
    asked({ ...A, method: 'POST' }, '{\n  "a": 1\n}'),
    answered({ ...A, method: 'POST' }, 200, {
      body: long,
      headers: ['Content-Length', '700', 'X-Requestshook-Request-Id', 'a'],
    }),
    asked(B),
    answered(B, 200, { body: `${long}... (truncated: 700 of 9000 bytes)\n... (broken off by the service)` }),
    asked(C),
    answered(C, 200, { body: `${long}... (truncated: 700 of 9000 bytes)` }),
  );
  const withBodies = (await loadTrace(path)).exchanges;
  const without = (await loadTrace(path, { bodies: false })).exchanges;
  const facts = (exchanges: typeof without) =>
    exchanges.map(({ request, response, ...rest }) => ({
      ...rest,
      id: rest.id,
      sizes: [request.body.size, response?.body.size],
      notes: [response?.body.truncated, response?.body.brokenOff],
    }));
  expect(facts(without)).toEqual(facts(withBodies));
  expect(without.map(({ request, response }) => [request.body.size, response?.body.size])).toEqual([
    [null, 700],
    [0, 9000],
    [0, 9000],
  ]);
});

for (const name of [
  'image-add-project',
  'image-create',
  'image-list',
  'image-remove-project',
  'image-show',
]) {
  testWithShared(`${name}: every request of the original’s log has its response`, async () => {
    const path = sharedFile('captures', name, 'log.md');
    const { exchanges, problems } = await loadTrace(path);
    const headings = readFileSync(path, 'utf8').match(/^### .*$/gm) ?? [];
    expect(problems).toEqual([]);
    expect(exchanges).toHaveLength(headings.length / 2);
    expect(exchanges.every(({ response }) => response !== null)).toBe(true);
    // In the order of the file, as a diagram shows them.
    const shown: string[] = [];
    for await (const { message } of readMessages(path)) {
      const { from, service, method, url } = message;
      shown.push(
        message.kind === 'request'
          ? `### (${from}) REQ >>> (${service}) : ${method} ${url}`
          : `### (${from}) RESP <<< (${service}) : ${message.status} ${message.reason} ${method} ${url}`,
      );
    }
    expect(shown).toEqual(headings);
  });
}
