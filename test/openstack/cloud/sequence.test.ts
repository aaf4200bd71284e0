import { type Cloud, startCloud } from '../../../src/openstack/cloud/cloud.js';
import { playRemoveProject } from '../../../src/openstack/cloud/sequence.js';
import { sharedFile, testWithShared } from '../../shared.js';
import { ask, names } from './ask.js';
import { capturedRequests } from './captured.js';
import { login } from './login.js';
import { type Relay, startRelay } from './relay.js';

let cloud: Cloud;
let relay: Relay;
let project: string;

beforeEach(async () => {
  cloud = await startCloud({ adminPassword: 'asdf' });
  relay = await startRelay({ '/identity': cloud.identityUrl, '/image': cloud.imageUrl });
  cloud.publish({
    identityUrl: `${relay.origin}/identity`,
    imageUrl: `${relay.origin}/image`,
    authUrl: `${relay.origin}/identity`,
  });
  project = cloud.projects.demo as string;
});
afterEach(async () => {
  await relay.close();
  await cloud.close();
});

const play = (more = {}) =>
  playRemoveProject({
    authUrl: `${relay.origin}/identity`,
    image: cloud.image,
    project,
    password: cloud.password,
    ...more,
  });

test('removes a project from an image, and stays on what stands in between', async () => {
  const image = `/image/v2/images/${cloud.image}`;
  const played = await play();
  expect(played.map(({ method, url, status, reason }) => `${method} ${url} ${status} ${reason}`)).toEqual([
    `GET ${relay.origin}/identity 300 MULTIPLE CHOICES`,
    `POST ${relay.origin}/identity/v3/auth/tokens 201 CREATED`,
    `GET ${relay.origin}/identity/v3/projects/${project} 200 OK`,
    `GET ${relay.origin}${image} 200 OK`,
    `DELETE ${relay.origin}${image}/members/${project} 204 No Content`,
  ]);
  // Glance's own calls stand in between; its second call believes the token.
  expect(relay.passed.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /identity',
    'POST /identity/v3/auth/tokens',
    `GET /identity/v3/projects/${project}`,
    `GET ${image}`,
    'GET /identity',
    'POST /identity/v3/auth/tokens',
    'GET /identity/v3/auth/tokens',
    `DELETE ${image}/members/${project}`,
  ]);
  const members = await ask(
    'GET',
    `${cloud.imageUrl}/v2/images/${cloud.image}/members`,
    await login(cloud, 'admin'),
  );
  expect(members.json.members).toEqual([]);
});

test('asks Glance for its versions as openstackclient does, if wanted', async () => {
  const played = await play({ discoverImage: true });
  expect(played.map(({ method, url }) => `${method} ${url}`)[2]).toBe(`GET ${relay.origin}/image`);
  expect(played).toHaveLength(6);
});

testWithShared('its requests are those of the published trace, but for the ids', async () => {
  await play();
  const captured = capturedRequests(sharedFile('captures', 'image-remove-project', 'log.md'));
  const ours = relay.passed.filter(
    ({ rawHeaders }) => !rawHeaders.includes('OpenStack-Identity-Access-Rules'),
  );
  const client = [...ours.slice(0, 4), ...ours.slice(-1)];
  const published = captured.filter(({ from }) => from === 'openstack');
  const agent = (value: string) => value.replace(/CPython.*/, 'CPython');
  for (const [i, request] of published.entries()) {
    const played = client[i];
    expect(played?.method).toBe(request.method);
    // Apache stands before devstack's Glance: it adds lines, moves Connection and changes its case.
    const direct = request.to === 'keystone';
    const lines = request.rawHeaders.filter(
      (_, at, all) => !/^X-Forwarded/.test(all[at - (at % 2)] as string),
    );
    const order = (list: string[]) => (direct ? list : list.sort());
    expect(order(names(played?.rawHeaders ?? []))).toEqual(order(names(lines)));
    expect(agent(played?.rawHeaders[3] as string)).toBe(agent(request.agent));
  }
  const credentials = client[1];
  expect(JSON.parse(credentials?.body ?? '')).toEqual(JSON.parse(published[1]?.body ?? ''));
  expect(credentials?.body.length).toBe(209);
});

test('stops at the first answer that the client would stop at, and says which', async () => {
  await expect(play({ password: 'wrong' })).rejects.toThrow(
    /^POST http:\/\/127\.0\.0\.1:\d+\/identity\/v3\/auth\/tokens was answered 401 UNAUTHORIZED: \{"error"/,
  );
  await expect(play({ project: 'nope' })).rejects.toThrow('/v3/projects/nope was answered 404 NOT FOUND');
  await relay.close();
  await expect(play()).rejects.toThrow(
    /^GET http:\/\/127\.0\.0\.1:\d+\/identity failed: connect ECONNREFUSED 127\.0\.0\.1:\d+$/,
  );
});
