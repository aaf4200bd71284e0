import { type Cloud, startCloud } from '../../../../src/openstack/cloud/cloud.js';
import { ask, names } from '../ask.js';
import { inProject, login, passwordBody } from '../login.js';

let cloud: Cloud;
let time = Date.UTC(2023, 0, 2, 8, 25, 22, 345);
const LIFETIME = 60_000;

beforeAll(async () => {
  cloud = await startCloud({ now: () => time, tokenLifetime: LIFETIME });
});
afterAll(() => cloud.close());

const v3 = (path: string) => `${cloud.identityUrl}/v3${path}`;
const logIn = (body: object | string, headers = {}) => ask('POST', v3('/auth/tokens'), headers, body);
const subject = (own: { 'X-Auth-Token': string }, other: { 'X-Auth-Token': string }) => ({
  ...own,
  'X-Subject-Token': other['X-Auth-Token'],
});

const UNAUTHORIZED =
  '{"error":{"code":401,"message":"The request you have made requires authentication.","title":"Unauthorized"}}\n';

test('says its version with a 300 in uWSGI’s capitals, and where it is', async () => {
  for (const path of ['', '/']) {
    const answer = await ask('GET', cloud.identityUrl + path);
    expect(`${answer.status} ${answer.reason}`).toBe('300 MULTIPLE CHOICES');
    expect(names(answer.rawHeaders)).toEqual([
      'Date',
      'Content-Type',
      'Content-Length',
      'Location',
      'Vary',
      'x-openstack-request-id',
      'Connection',
    ]);
    expect(answer.text).toBe(
      `{"versions": {"values": [{"id": "v3.14", "status": "stable", "updated": "2020-04-07T00:00:00Z", "links": [{"rel": "self", "href": "${cloud.identityUrl}/v3/"}], "media-types": [{"base": "application/json", "type": "application/vnd.openstack.identity-v3+json"}]}]}}`,
    );
  }
  expect((await ask('GET', v3(''))).json.version.id).toBe('v3.14');
});

test('a token for a project tells who, where, which roles, until when, and the catalog', async () => {
  const answer = await logIn(passwordBody('admin', cloud.password, inProject('admin')));
  expect(`${answer.status} ${answer.reason}`).toBe('201 CREATED');
  expect(names(answer.rawHeaders)).toEqual([
    'Date',
    'Content-Type',
    'Content-Length',
    'X-Subject-Token',
    'Vary',
    'x-openstack-request-id',
    'Connection',
  ]);
  expect(answer.header('x-subject-token')).toMatch(/^gAAAA[A-Za-z0-9_-]{178}$/);
  const { token } = answer.json;
  expect(Object.keys(token)).toEqual([
    'methods',
    'user',
    'audit_ids',
    'expires_at',
    'issued_at',
    'project',
    'is_domain',
    'roles',
    'catalog',
  ]);
  expect(token).toMatchObject({
    methods: ['password'],
    user: { domain: { id: 'default', name: 'Default' }, name: 'admin', password_expires_at: null },
    issued_at: '2023-01-02T08:25:22.000000Z',
    expires_at: '2023-01-02T08:26:22.000000Z',
    project: { domain: { id: 'default', name: 'Default' }, id: cloud.projects.admin, name: 'admin' },
    is_domain: false,
  });
  expect(token.roles.map((role: { name: string }) => role.name)).toEqual(['admin', 'member', 'reader']);
  expect(token.catalog.map((service: { type: string }) => service.type)).toEqual(['image', 'identity']);
});

test('scopes: a project by id, a domain, the system, none; the default project where nothing is said', async () => {
  const scoped = async (user: string, scope?: object | string) =>
    (await logIn(passwordBody(user, cloud.password, scope))).json.token;
  expect((await scoped('admin', { project: { id: cloud.projects.demo } })).project.name).toBe('demo');
  expect((await scoped('admin', { domain: { name: 'Default' } })).domain.id).toBe('default');
  expect((await scoped('admin', { system: { all: true } })).system).toEqual({ all: true });
  const unscoped = await scoped('demo', 'unscoped');
  expect([unscoped.project, unscoped.roles, unscoped.catalog]).toEqual([undefined, undefined, undefined]);
  expect((await scoped('demo')).project.name).toBe('demo');
  expect((await scoped('admin')).project).toBeUndefined();
});

test('what is wrong in credentials or scope is the same 401', async () => {
  const { password } = cloud;
  for (const body of [
    passwordBody('admin', 'wrong', inProject('admin')),
    passwordBody('nobody', password, inProject('admin')),
    passwordBody('admin', password, inProject('nope')),
    passwordBody('demo', password, inProject('alt_demo')),
    passwordBody('demo', password, { system: { all: true } }),
    passwordBody('demo', password, { domain: { id: 'default' } }),
  ]) {
    const answer = await logIn(body);
    expect([answer.status, answer.reason, answer.text]).toEqual([401, 'UNAUTHORIZED', UNAUTHORIZED]);
    expect(answer.header('www-authenticate')).toBe(`Keystone uri="${cloud.identityUrl}/v3"`);
  }
});

test('a body that asks for no token is a 400 that says what was expected', async () => {
  const end =
    'The server could not comply with the request since it is either malformed or otherwise incorrect. The client is assumed to be in error.';
  const type = { 'Content-Type': 'application/json' };
  const message = async (body: object | string, headers = type) => {
    const { status, json } = await logIn(body, headers);
    return [status, json.error.message];
  };
  expect(await message('not json')).toEqual([400, `Expecting to find valid JSON in request body. ${end}`]);
  expect(await message('[]')).toEqual([400, `Expecting to find valid JSON in request body. ${end}`]);
  expect(await message({})).toEqual([400, `Expecting to find auth in request body. ${end}`]);
  expect(await message({}, { 'Content-Type': 'text/plain' })).toEqual([
    400,
    `Expecting to find application/json in Content-Type header. ${end}`,
  ]);
  expect(await message({ auth: {} })).toEqual([400, "'identity' is a required property"]);
  expect(await message({ auth: { identity: { methods: ['password'] } } })).toEqual([
    400,
    `Expecting to find password in identity. ${end}`,
  ]);
  expect(await message({ auth: { identity: { methods: ['nope'], nope: {} } } })).toEqual([
    401,
    'Attempted to authenticate with an unsupported method.',
  ]);
});

test('a chunked body is refused as Apache refuses it', async () => {
  const answer = await logIn('{}', { 'Transfer-Encoding': 'chunked' });
  expect(`${answer.status} ${answer.reason}`).toBe('411 Length Required');
});

test('a token got with a token expires with it, and names its audit id', async () => {
  const first = await logIn(passwordBody('demo', cloud.password));
  time += 10_000;
  const id = first.header('x-subject-token') as string;
  const second = await logIn({
    auth: { identity: { methods: ['token'], token: { id } }, scope: inProject('demo') },
  });
  expect(second.status).toBe(201);
  expect(second.json.token.methods).toEqual(['token', 'password']);
  expect(second.json.token.expires_at).toBe(first.json.token.expires_at);
  expect(second.json.token.audit_ids[1]).toBe(first.json.token.audit_ids[0]);
});

test('validation: by an administrator, by its own user; not by another', async () => {
  const [admin, demo, alt] = await Promise.all(
    ['admin', 'demo', 'alt_demo'].map((user) => login(cloud, user)),
  );
  const show = (own: typeof admin, other: typeof admin, query = '', method = 'GET') =>
    ask(method, v3(`/auth/tokens${query}`), subject(own as never, other as never));
  const shown = await show(admin, demo);
  expect([shown.status, shown.header('x-subject-token')]).toEqual([200, demo?.['X-Auth-Token']]);
  expect(shown.json.token.user.name).toBe('demo');
  expect((await show(admin, demo, '?nocatalog')).json.token.catalog).toBeUndefined();
  expect((await show(demo, demo)).status).toBe(200);
  const refused = await show(alt, demo);
  expect([refused.status, refused.text]).toEqual([
    403,
    '{"error":{"code":403,"message":"You are not authorized to perform the requested action: identity:validate_token.","title":"Forbidden"}}\n',
  ]);
  const head = await show(admin, demo, '', 'HEAD');
  expect([head.status, head.text, head.header('content-length')]).toEqual([
    200,
    '',
    String(shown.body.length),
  ]);
});

test('a token that is unknown, missing, expired or revoked is a 404; one’s own is a 401', async () => {
  const admin = await login(cloud, 'admin');
  const show = (own: typeof admin, id: string | undefined) =>
    ask('GET', v3('/auth/tokens'), id === undefined ? own : { ...own, 'X-Subject-Token': id });
  const message = async (id: string | undefined, own = admin) => {
    const { status, json } = await show(own, id);
    return [status, json.error.message];
  };
  expect(await message('nope')).toEqual([404, 'Could not recognize Fernet token']);
  expect(await message(undefined)).toEqual([404, 'No token in the request']);

  const demo = await login(cloud, 'demo');
  const revoked = await ask('DELETE', v3('/auth/tokens'), subject(demo, demo));
  expect([revoked.status, revoked.reason, revoked.text]).toEqual([204, 'NO CONTENT', '']);
  expect(await message(demo['X-Auth-Token'])).toEqual([404, 'Failed to validate token']);
  expect((await show(demo, demo['X-Auth-Token'])).text).toBe(UNAUTHORIZED);

  const old = await login(cloud, 'demo');
  time += LIFETIME - 1000;
  const late = await login(cloud, 'admin');
  expect((await show(late, old['X-Auth-Token'])).status).toBe(200);
  time += 1000;
  expect(await message(old['X-Auth-Token'], late)).toEqual([404, 'Failed to validate token']);
  expect((await ask('GET', v3('/projects'), old)).text).toBe(UNAUTHORIZED);
});

test('projects: listed and filtered for an administrator, shown to those who are in them', async () => {
  const [admin, demo] = await Promise.all([login(cloud, 'admin'), login(cloud, 'demo')]);
  const listed = async (query: string) => {
    const { json } = await ask('GET', v3(`/projects${query}`), admin);
    return json.projects.map((project: { name: string }) => project.name);
  };
  expect(await listed('')).toEqual(['admin', 'demo', 'alt_demo', 'service']);
  expect(await listed('?name=demo&domain_id=default&enabled=true')).toEqual(['demo']);
  expect(await listed('?name__endswith=demo')).toEqual(['demo', 'alt_demo']);
  expect(await listed('?name__icontains=ALT')).toEqual(['alt_demo']);
  const domains = await ask('GET', v3('/domains?name__istartswith=def'), admin);
  expect(domains.json.domains.map((domain: { name: string }) => domain.name)).toEqual(['Default']);
  expect(await listed('?domain_id=nope')).toEqual([]);
  expect(await listed('?enabled=false')).toEqual([]);

  const id = cloud.projects.demo;
  const shown = await ask('GET', v3(`/projects/${id}`), demo);
  expect(shown.text).toBe(
    `{"project": {"id": "${id}", "name": "demo", "domain_id": "default", "description": "", "enabled": true, "parent_id": "default", "is_domain": false, "tags": [], "options": {}, "links": {"self": "${v3(`/projects/${id}`)}"}}}`,
  );
  const missing = await ask('GET', v3('/projects/nope'), admin);
  expect([missing.status, missing.reason, missing.text]).toEqual([
    404,
    'NOT FOUND',
    '{"error":{"code":404,"message":"Could not find project: nope.","title":"Not Found"}}\n',
  ]);
  const others = await ask('GET', v3(`/projects/${cloud.projects.admin}`), demo);
  expect([others.status, others.json.error.message]).toEqual([
    403,
    'You are not authorized to perform the requested action: identity:get_project.',
  ]);
  const own = await ask('GET', v3('/auth/projects'), demo);
  expect(own.json.projects.map((project: { name: string }) => project.name)).toEqual(['demo']);
  expect(own.json.links).toEqual({ next: null, self: v3('/auth/projects'), previous: null });
});

test.each(['users', 'domains', 'services', 'endpoints', 'regions', 'roles', 'role_assignments', 'groups'])(
  '%s are listed, for an administrator (regions for everybody)',
  async (name) => {
    const [admin, demo] = await Promise.all([login(cloud, 'admin'), login(cloud, 'demo')]);
    const list = await ask('GET', v3(`/${name}`), admin);
    expect(list.status).toBe(200);
    expect(list.json.links.self).toBe(v3(`/${name}`));
    for (const entity of list.json[name]) {
      if (entity.id === undefined) continue;
      const one = await ask('GET', v3(`/${name}/${entity.id}`), admin);
      expect(Object.values(one.json)).toEqual([entity]);
    }
    expect((await ask('GET', v3(`/${name}`), demo)).status).toBe(name === 'regions' ? 200 : 403);
  },
);

test('role assignments name what they are about when asked to', async () => {
  const admin = await login(cloud, 'admin');
  const query = `?include_names=true&scope.project.id=${cloud.projects.alt_demo}`;
  const { json } = await ask('GET', v3(`/role_assignments${query}`), admin);
  expect(json.role_assignments.map((one: { user: { name: string } }) => one.user.name)).toEqual([
    'admin',
    'alt_demo',
  ]);
  expect(json.role_assignments[1]).toMatchObject({
    scope: { project: { name: 'alt_demo', domain: { name: 'Default' } } },
    role: { name: 'member' },
  });
});

test('what is not there, and what is not done there, is answered as Flask does', async () => {
  const page = await ask('GET', `${cloud.identityUrl}/v2.0`);
  expect([page.status, page.header('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
  expect(page.text).toContain('<h1>Not Found</h1>');
  const put = await ask('PUT', v3('/auth/tokens'), {}, {});
  expect([put.status, put.reason, put.header('allow'), put.text]).toEqual([
    405,
    'METHOD NOT ALLOWED',
    'OPTIONS, POST, HEAD, GET, DELETE',
    '{"message": "The method is not allowed for the requested URL."}\n',
  ]);
});
