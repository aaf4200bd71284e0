import { connect } from 'node:net';
import { hostname } from 'node:os';
import { isLoopback, isToken } from '../../src/web/server/access.js';
import { requestLine, responseLine } from './made-trace.js';
import { startTestPage, type TestPage } from './page-server.js';

const TRACE = requestLine({ number: 1 }) + responseLine({ number: 1 });

let page: TestPage;
let guarded: TestPage;

beforeAll(async () => {
  page = await startTestPage(TRACE);
  guarded = await startTestPage(TRACE, { host: '0.0.0.0', token: 'opensesame' });
});

afterAll(async () => {
  await page.close();
  await guarded.close();
});

test.each(['127.0.0.1', '127.8.8.8', 'localhost', 'LOCALHOST', '::1', 'page.localhost'])(
  '%s is this machine alone',
  (host) => {
    expect(isLoopback(host)).toBe(true);
  },
);

test.each(['0.0.0.0', '::', '10.0.0.5', 'localhost.example.org', '127.0.0.1.example.org', ''])(
  '%s is not',
  (host) => {
    expect(isLoopback(host)).toBe(false);
  },
);

test('a name that somebody gave to this address is no name of the page', async () => {
  for (const host of ['evil.example', `evil.example:${page.port}`, '10.0.0.5', '127.0.0.1.evil.example']) {
    const answer = await page.get('/api/calls', { Host: host });
    expect([host, answer.status]).toEqual([host, 421]);
    expect(answer.text).not.toContain('openstack');
  }
  for (const host of ['localhost', `127.0.0.1:${page.port}`, `[::1]:${page.port}`]) {
    expect((await page.get('/api/calls', { Host: host })).status).toBe(200);
  }
});

test('another site neither reads nor changes anything', async () => {
  const host = `127.0.0.1:${page.port}`;
  const own = { Host: host, Origin: `http://${host}` };
  for (const origin of ['http://evil.example', 'null', `https://${host}`, 'http://127.0.0.1:1']) {
    expect((await page.get('/api/calls', { Host: host, Origin: origin })).status).toBe(403);
    expect((await page.send('POST', '/api/tracing', { Host: host, Origin: origin }, 'off')).status).toBe(403);
  }
  expect(
    (await page.get('/api/calls', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors' })).status,
  ).toBe(403);
  // A request that changes something and does not say where it comes from.
  expect((await page.send('POST', '/api/tracing', {}, 'off')).status).toBe(403);
  expect(page.switched).toEqual([]);
  // A link from elsewhere leads here.
  expect((await page.get('/', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' })).status).toBe(
    200,
  );
  expect((await page.send('POST', '/api/tracing', own, 'off')).status).toBe(204);
  expect(page.switched).toEqual([false]);
  expect((await page.send('POST', '/api/tracing', own, 'maybe')).status).toBe(400);
});

test('beyond this machine nothing is answered without the token, which then stands in a cookie', async () => {
  for (const path of [
    '/',
    '/main.js',
    '/api/calls',
    '/api/news',
    '/api/calls/1',
    '/?token=wrong',
    '/api/calls?token=opensesame',
  ]) {
    expect([path, (await guarded.get(path)).status]).toEqual([path, 401]);
  }
  const entry = await guarded.get('/?show=timeline&token=opensesame');
  expect(entry.status).toBe(303);
  expect(entry.headers.location).toBe('/?show=timeline');
  const cookie = String(entry.headers['set-cookie']);
  expect(cookie).toBe(`requestshook-${guarded.port}=opensesame; HttpOnly; SameSite=Strict; Path=/`);
  expect((await guarded.get('/api/calls', { Cookie: `a=b; ${cookie.split(';')[0]}` })).status).toBe(200);
  expect((await guarded.get('/api/calls', { Authorization: 'Bearer opensesame' })).status).toBe(200);
  expect((await guarded.get('/api/calls', { Cookie: `requestshook-${guarded.port}=wrong` })).status).toBe(
    401,
  );
});

test('beyond this machine it is reached by its addresses and its own name', async () => {
  const Authorization = 'Bearer opensesame';
  for (const [Host, status] of [
    ['10.0.0.5:8501', 200],
    ['[fd00::5]:8501', 200],
    [hostname(), 200],
    [`${hostname()}.example.org:8501`, 200],
    ['evil.example', 421],
  ] as const) {
    expect([Host, (await guarded.get('/api/calls', { Authorization, Host })).status]).toEqual([Host, status]);
  }
});

test('only the whole token is the token', () => {
  expect(isToken('abc', 'abc')).toBe(true);
  for (const given of ['ab', 'abcd', '', null, undefined]) expect(isToken(given, 'abc')).toBe(false);
});

test('every answer forbids frames, scripts of others and guessing of types', async () => {
  for (const path of ['/', '/main.js', '/api/calls', '/api/calls/1', '/api/calls/7', '/nothing']) {
    const { headers } = await page.get(path);
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self';.*frame-ancestors 'none'/,
    );
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['access-control-allow-origin']).toBeUndefined();
  }
});

test('targets and methods that make no sense are refused, and the page goes on', async () => {
  for (const text of [
    'GET http://evil.example/ HTTP/1.1',
    'GET //evil.example HTTP/1.1',
    'OPTIONS * HTTP/1.1',
    'BREW / HTTP/1.1',
  ]) {
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(page.port, '127.0.0.1', () => socket.end(`${text}\r\nHost: localhost\r\n\r\n`));
      let got = '';
      socket.on('data', (piece) => {
        got += piece.toString();
      });
      socket.on('close', () => resolve(got));
    });
    expect(answer).not.toMatch(/^HTTP\/1\.1 2/);
  }
  expect((await page.send('DELETE', '/', { Origin: `http://127.0.0.1:${page.port}` })).status).toBe(405);
  expect((await page.get('/../package.json')).status).toBe(404);
  expect((await page.get('/')).status).toBe(200);
});
