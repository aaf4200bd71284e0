import { type Cloud, type CloudOptions, startCloud } from '../../../../src/openstack/cloud/cloud.js';
import { AuthToken } from '../../../../src/openstack/cloud/image/auth-token.js';
import { sharedFile, testWithShared } from '../../../shared.js';
import { ask, names } from '../ask.js';
import { capturedRequests } from '../captured.js';
import { login } from '../login.js';
import { type Relay, startRelay } from '../relay.js';

let cloud: Cloud;
let relay: Relay;
let time: number;

/** A cloud whose Glance authenticates through a relay, which the catalog names as Keystone. */
async function start(options: CloudOptions = {}): Promise<void> {
  time = Date.UTC(2023, 0, 2);
  cloud = await startCloud({ now: () => time, ...options });
  relay = await startRelay({ '/identity': cloud.identityUrl });
  const identityUrl = `${relay.origin}/identity`;
  cloud.publish({ identityUrl, authUrl: identityUrl });
}
afterEach(async () => {
  await relay.close();
  await cloud.close();
});

const list = (token: object) =>
  ask('GET', `${cloud.imageUrl}/v2/images`, token as { 'X-Auth-Token': string });
const passed = () => relay.passed.map(({ method, path, status }) => `${method} ${path} ${status}`);

const DISCOVERY = 'GET /identity 300';
const AUTHENTICATION = 'POST /identity/v3/auth/tokens 201';
const VALIDATION = 'GET /identity/v3/auth/tokens 200';

test('Glance gets a token of its own, asks about the caller’s, and believes the answer for a while', async () => {
  await start();
  const token = await login(cloud, 'demo');
  for (let i = 0; i < 3; i++) expect((await list(token)).status).toBe(200);
  expect(passed()).toEqual([DISCOVERY, AUTHENTICATION, VALIDATION]);

  time += 299_000;
  await list(token);
  expect(relay.passed).toHaveLength(3);
  time += 1_000;
  await list(token);
  expect(passed().slice(3)).toEqual([VALIDATION]);
});

test('without a cache it asks each time', async () => {
  await start({ tokenCacheTime: 0 });
  const token = await login(cloud, 'demo');
  for (let i = 0; i < 2; i++) await list(token);
  expect(passed()).toEqual([DISCOVERY, AUTHENTICATION, VALIDATION, VALIDATION]);
});

test('its requests are header for header those of keystonemiddleware', async () => {
  await start();
  const token = await login(cloud, 'demo');
  await list(token);
  const first = ['Host', 'User-Agent', 'Accept-Encoding', 'Accept', 'Connection'];
  expect(relay.passed.map(({ rawHeaders }) => names(rawHeaders))).toEqual([
    first,
    [...first, 'Content-Type', 'Content-Length'],
    [...first, 'X-Subject-Token', 'OpenStack-Identity-Access-Rules', 'X-Auth-Token'],
  ]);
  expect(relay.passed[2]?.rawHeaders.slice(0, 14)).toEqual([
    ...['Host', new URL(relay.origin).host],
    ...['User-Agent', 'python-keystoneclient'],
    ...['Accept-Encoding', 'gzip, deflate'],
    ...['Accept', 'application/json'],
    ...['Connection', 'keep-alive'],
    ...['X-Subject-Token', token['X-Auth-Token']],
    ...['OpenStack-Identity-Access-Rules', '1'],
  ]);
});

testWithShared('they are those that devstack’s Glance sent', async () => {
  await start({ adminPassword: 'asdf' });
  await list(await login(cloud, 'demo'));
  const captured = capturedRequests(sharedFile('captures', 'image-create', 'log.md')).filter(
    ({ from, to, agent }) => from === 'glance-api' && to === 'keystone' && !agent.startsWith('uwsgi'),
  );
  const lower = (rawHeaders: readonly string[]) => names(rawHeaders).map((name) => name.toLowerCase());
  expect(relay.passed.map(({ method, rawHeaders }) => [method, ...lower(rawHeaders)])).toEqual(
    captured.map(({ method, rawHeaders }) => [method, ...lower(rawHeaders)]),
  );
  const body = relay.passed[1]?.body ?? '';
  expect(JSON.parse(body)).toEqual(JSON.parse(captured[1]?.body ?? ''));
  expect(body.length).toBe(Number(captured[1]?.rawHeaders.at(-1)));
});

test('callers that come at once wait for the same token of Glance’s', async () => {
  await start();
  const tokens = await Promise.all(['admin', 'demo', 'alt_demo'].map((user) => login(cloud, user)));
  const authToken = new AuthToken({
    authUrl: () => `${relay.origin}/identity/`,
    username: 'glance',
    password: cloud.password,
    projectName: 'service',
    cacheTime: 0,
    now: () => time,
    signal: new AbortController().signal,
  });
  const requesters = await Promise.all(tokens.map((token) => authToken.validate(token['X-Auth-Token'])));
  expect(requesters.map((requester) => requester?.isAdmin)).toEqual([true, false, false]);
  expect(passed().filter((call) => call.startsWith('POST'))).toEqual([AUTHENTICATION]);
});

test('when its own token nears its end it gets another', async () => {
  await start({ tokenLifetime: 60_000, tokenCacheTime: 0 });
  await list(await login(cloud, 'demo'));
  time += 31_000;
  await list(await login(cloud, 'demo'));
  expect(passed().slice(3)).toEqual([DISCOVERY, AUTHENTICATION, VALIDATION]);
});

test('when its own token was revoked it gets another and asks again', async () => {
  await start({ tokenCacheTime: 0 });
  const demo = await login(cloud, 'demo');
  await list(demo);
  const own = relay.passed[2]?.rawHeaders.at(-1) as string;
  const admin = await login(cloud, 'admin');
  await ask('DELETE', `${cloud.identityUrl}/v3/auth/tokens`, { ...admin, 'X-Subject-Token': own });
  expect((await list(demo)).status).toBe(200);
  expect(passed().slice(3)).toEqual([
    'GET /identity/v3/auth/tokens 401',
    DISCOVERY,
    AUTHENTICATION,
    VALIDATION,
  ]);
});

test('a token is never believed longer than it is valid', async () => {
  await start({ tokenLifetime: 60_000 });
  const token = await login(cloud, 'demo');
  expect((await list(token)).status).toBe(200);
  time += 60_000;
  expect((await list(token)).status).toBe(401);
});

test('a Keystone that cannot be asked makes it a 503, until it can', async () => {
  await start();
  const token = await login(cloud, 'demo');
  await relay.close();
  const answer = await list(token);
  expect([answer.status, answer.text]).toEqual([
    503,
    '503 Service Unavailable\n\nThe Keystone service is temporarily unavailable.\n\n   ',
  ]);
  cloud.publish({ identityUrl: cloud.identityUrl, authUrl: cloud.identityUrl });
  expect((await list(token)).status).toBe(200);
});
