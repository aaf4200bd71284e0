import { type Cloud, startCloud } from '../../../../src/openstack/cloud/cloud.js';
import { ask, names } from '../ask.js';
import { login } from '../login.js';

type Token = { 'X-Auth-Token': string };

let cloud: Cloud;
let admin: Token;
let demo: Token;
let alt: Token;

beforeEach(async () => {
  cloud = await startCloud();
  [admin, demo, alt] = await Promise.all([
    login(cloud, 'admin'),
    login(cloud, 'demo'),
    login(cloud, 'alt_demo'),
  ]);
});
afterEach(() => cloud.close());

const v2 = (path: string) => `${cloud.imageUrl}/v2${path}`;
const RAW = { disk_format: 'raw', container_format: 'bare' };
const PATCH = { 'Content-Type': 'application/openstack-images-v2.1-json-patch' };

async function create(token: Token, image: object): Promise<string> {
  const answer = await ask('POST', v2('/images'), token, image);
  expect(answer.status).toBe(201);
  return answer.json.id;
}

/** Status and first line of the explanation, in the form that comes without an Accept header. */
async function refusal(answer: ReturnType<typeof ask>): Promise<[number, string | undefined]> {
  const { status, text } = await answer;
  return [status, text.split('\n')[2]];
}

test('says its versions with a 300, whatever the path, until it is a version', async () => {
  for (const path of ['', '/', '/v1', '/nope', '/v2.17']) {
    const answer = await ask('GET', cloud.imageUrl + path);
    expect(`${answer.status} ${answer.reason}`).toBe('300 Multiple Choices');
    expect(names(answer.rawHeaders)).toEqual(['Date', 'Content-Type', 'Content-Length', 'Connection']);
    expect(answer.json.versions).toHaveLength(17);
    expect(answer.text.startsWith('{"versions": [{"id": "v2.16", "status": "CURRENT", ')).toBe(true);
  }
  expect((await ask('GET', `${cloud.imageUrl}/versions`)).status).toBe(200);
});

test('without a valid token everything else is a 401 that says where Keystone is', async () => {
  for (const headers of [{}, { 'X-Auth-Token': 'nope' }]) {
    const answer = await ask('GET', v2('/images'), headers);
    expect(`${answer.status} ${answer.reason}`).toBe('401 Unauthorized');
    expect(answer.header('www-authenticate')).toBe(`Keystone uri="${cloud.identityUrl}"`);
    expect(names(answer.rawHeaders)).not.toContain('x-openstack-request-id');
  }
});

test('an image is created queued, with its free properties first', async () => {
  const answer = await ask('POST', v2('/images'), admin, {
    name: 'a',
    ...RAW,
    color: 'red',
    tags: ['x', 'x'],
  });
  expect(`${answer.status} ${answer.reason}`).toBe('201 Created');
  expect(names(answer.rawHeaders)).toEqual([
    'Date',
    'Content-Length',
    'Content-Type',
    'Location',
    'x-openstack-request-id',
    'Connection',
  ]);
  const { id, created_at: at } = answer.json;
  expect(answer.header('location')).toBe(v2(`/images/${id}`));
  expect(answer.text).toBe(
    `{"color": "red", "name": "a", "disk_format": "raw", "container_format": "bare", "visibility": "shared", "size": null, "virtual_size": null, "status": "queued", "checksum": null, "protected": false, "min_ram": 0, "min_disk": 0, "owner": "${cloud.projects.admin}", "os_hidden": false, "os_hash_algo": null, "os_hash_value": null, "id": "${id}", "created_at": "${at}", "updated_at": "${at}", "tags": ["x"], "self": "/v2/images/${id}", "file": "/v2/images/${id}/file", "schema": "/v2/schemas/image"}`,
  );
  expect((await ask('GET', v2(`/images/${id}`), admin)).text).toBe(answer.text);
});

test('what an image may not be is refused', async () => {
  const post = (image: object | string, token = demo) => refusal(ask('POST', v2('/images'), token, image));
  expect(await post({ name: 1 })).toEqual([
    400,
    "Provided object does not match schema 'image': 1 is not of type 'null', 'string'",
  ]);
  expect(await post({ visibility: 'nope' })).toEqual([
    400,
    "Provided object does not match schema 'image': 'nope' is not one of ['community', 'public', 'private', 'shared']",
  ]);
  expect(await post({ min_ram: -1 })).toEqual([
    400,
    "Invalid value '-1' for parameter 'min_ram': Cannot be a negative value",
  ]);
  expect(await post('nope')).toEqual([400, 'Malformed JSON in request body.']);
  expect(await post('')).toEqual([400, 'Body expected in request.']);
  expect(await post({ status: 'active' })).toEqual([403, "Attribute 'status' is read-only."]);
  expect(await post({ owner: 'x' })).toEqual([403, "You are not permitted to create images owned by 'x'."]);
  expect(await post({ visibility: 'public' })).toEqual([
    403,
    'You are not authorized to complete publicize_image action.',
  ]);
  expect(await post({ id: cloud.image })).toEqual([409, `Image ID ${cloud.image} already exists!`]);
  expect(await post({ id: '../../etc/passwd' })).toEqual([400, expect.stringContaining('does not match')]);
});

test('an error comes in the form that the caller accepts, as webob words it', async () => {
  const get = (accept: object) => ask('GET', v2('/images/nope'), { ...admin, ...accept });
  expect((await get({})).text).toBe('404 Not Found\n\nNo image found with ID nope\n\n   ');
  expect((await get({ Accept: '*/*' })).text).toBe(
    '<html>\n <head>\n  <title>404 Not Found</title>\n </head>\n <body>\n  <h1>404 Not Found</h1>\n  No image found with ID nope<br /><br />\n\n\n\n </body>\n</html>',
  );
  expect((await get({ Accept: 'application/json' })).text).toBe(
    '{"message": "No image found with ID nope<br /><br />\\n\\n\\n", "code": "404 Not Found", "title": "Not Found"}',
  );
  const method = await ask('PUT', v2('/images'), admin);
  expect([method.status, method.header('allow')]).toEqual([405, 'GET, POST']);
  expect((await ask('GET', v2('/nope'), admin)).text).toContain('The resource could not be found.');
});

test('an image of another project is not there; an administrator sees it', async () => {
  const id = await create(demo, { name: 'private', visibility: 'private' });
  expect((await ask('GET', v2(`/images/${id}`), alt)).status).toBe(404);
  expect((await ask('GET', v2(`/images/${id}`), admin)).status).toBe(200);
  expect(await refusal(ask('DELETE', v2(`/images/${id}`), alt))).toEqual([
    404,
    `Failed to find image ${id} to delete`,
  ]);
});

test('a public image is seen by all and changed by its owner', async () => {
  const id = await create(admin, { name: 'public', visibility: 'public', ...RAW });
  expect((await ask('GET', v2(`/images/${id}`), alt)).status).toBe(200);
  const change = [{ op: 'add', path: '/a', value: 'b' }];
  expect(await refusal(ask('PATCH', v2(`/images/${id}`), { ...alt, ...PATCH }, change))).toEqual([
    403,
    'You do not own this image',
  ]);
  expect(await refusal(ask('DELETE', v2(`/images/${id}`), alt))).toEqual([403, 'You do not own this image']);
  expect(
    await refusal(
      ask('PUT', v2(`/images/${id}/file`), { ...alt, 'Content-Type': 'application/octet-stream' }, 'x'),
    ),
  ).toEqual([403, `Not allowed to upload image data for image ${id}`]);
  expect(await refusal(ask('PUT', v2(`/images/${id}/tags/x`), alt))).toEqual([
    403,
    `Not allowed to update tags for image ${id}.`,
  ]);
});

test('a patch changes an image, and needs one of Glance’s own types', async () => {
  const id = await create(demo, { name: 'a' });
  const changes = [
    { op: 'replace', path: '/name', value: 'b' },
    { op: 'add', path: '/shape', value: 'square' },
    { op: 'replace', path: '/visibility', value: 'private' },
  ];
  const patched = await ask('PATCH', v2(`/images/${id}`), { ...demo, ...PATCH }, changes);
  expect([patched.status, patched.json.name, patched.json.shape, patched.json.visibility]).toEqual([
    200,
    'b',
    'square',
    'private',
  ]);
  const other = await ask(
    'PATCH',
    v2(`/images/${id}`),
    { ...demo, 'Content-Type': 'application/json' },
    changes,
  );
  expect([other.status, other.header('accept-patch')]).toEqual([
    415,
    'application/openstack-images-v2.0-json-patch, application/openstack-images-v2.1-json-patch',
  ]);
});

test('only an administrator gives an image to another project, or makes it public', async () => {
  const id = await create(demo, { name: 'a' });
  const set = (token: Token, path: string, value?: string) =>
    refusal(ask('PATCH', v2(`/images/${id}`), { ...token, ...PATCH }, [{ op: 'replace', path, value }]));
  const { demo: own, alt_demo: other } = cloud.projects;
  expect((await set(demo, '/owner', own))[0]).toBe(200);
  const answer = await ask('PATCH', v2(`/images/${id}`), { ...demo, ...PATCH }, [
    { op: 'replace', path: '/owner', value: other },
  ]);
  expect([answer.status, answer.text]).toEqual([
    403,
    "403 Forbidden\n\nAccess was denied to this resource.\n\n Owner can't be updated by non admin.  ",
  ]);
  expect(await set(demo, '/visibility', 'public')).toEqual([
    403,
    'You are not authorized to complete publicize_image action.',
  ]);
  expect((await set(admin, '/visibility', 'public'))[0]).toBe(200);
  expect((await set(admin, '/owner', other))[0]).toBe(200);
  expect((await ask('DELETE', v2(`/images/${id}`), alt)).status).toBe(204);
});

test('tags are put and deleted one by one', async () => {
  const id = await create(demo, {});
  const tag = (method: string, name: string) => ask(method, v2(`/images/${id}/tags/${name}`), demo);
  expect((await tag('PUT', 'two%20words')).status).toBe(204);
  expect((await tag('PUT', 'two%20words')).status).toBe(204);
  expect((await ask('GET', v2(`/images/${id}`), demo)).json.tags).toEqual(['two words']);
  expect((await tag('DELETE', 'two%20words')).status).toBe(204);
  expect((await tag('DELETE', 'two%20words')).status).toBe(404);
});

test('a protected image is not deleted, a deleted one is gone and its id is not given again', async () => {
  const id = await create(demo, { protected: true });
  expect(await refusal(ask('DELETE', v2(`/images/${id}`), demo))).toEqual([
    403,
    `Image ${id} is protected and cannot be deleted.`,
  ]);
  const unprotect = [{ op: 'replace', path: '/protected', value: false }];
  await ask('PATCH', v2(`/images/${id}`), { ...demo, ...PATCH }, unprotect);
  const deleted = await ask('DELETE', v2(`/images/${id}`), demo);
  expect(`${deleted.status} ${deleted.reason}`).toBe('204 No Content');
  expect((await ask('GET', v2(`/images/${id}`), demo)).status).toBe(404);
  expect((await ask('POST', v2('/images'), demo, { id })).status).toBe(409);
});

test('a shared image: its member sees it, lists it once accepted, and is removed by the owner', async () => {
  const id = await create(admin, { name: 'shared' });
  const members = v2(`/images/${id}/members`);
  const member = cloud.projects.alt_demo as string;
  expect((await ask('GET', v2(`/images/${id}`), alt)).status).toBe(404);
  const added = await ask('POST', members, admin, { member });
  expect([added.status, Object.keys(added.json)]).toEqual([
    200,
    ['member_id', 'image_id', 'status', 'created_at', 'updated_at', 'schema'],
  ]);
  expect(added.json.status).toBe('pending');
  expect(await refusal(ask('POST', members, admin, { member }))).toEqual([
    409,
    `Member ${member} is duplicated for image ${id}`,
  ]);

  const listed = async (query = '') => {
    const { json } = await ask('GET', v2(`/images?name=shared${query}`), alt);
    return json.images.length;
  };
  expect((await ask('GET', v2(`/images/${id}`), alt)).status).toBe(200);
  expect([await listed(), await listed('&member_status=all')]).toEqual([0, 1]);
  expect((await ask('PUT', `${members}/${member}`, alt, { status: 'accepted' })).json.status).toBe(
    'accepted',
  );
  expect(await listed()).toBe(1);
  expect(await refusal(ask('DELETE', `${members}/${member}`, alt))).toEqual([
    403,
    `Not allowed to delete members for image ${id}.`,
  ]);

  const removed = await ask('DELETE', `${members}/${member}`, admin);
  expect([removed.status, removed.header('content-type')]).toEqual([204, undefined]);
  expect(await refusal(ask('DELETE', `${members}/${member}`, admin))).toEqual([
    404,
    `${member} not found in the member list of the image ${id}.`,
  ]);
  expect((await ask('GET', v2(`/images/${id}`), alt)).status).toBe(404);
});

test('only the member itself accepts, only shared images have members', async () => {
  const member = cloud.projects.alt_demo as string;
  const shared = await create(demo, {});
  await ask('POST', v2(`/images/${shared}/members`), demo, { member });
  const accept = (token: Token) =>
    refusal(ask('PUT', v2(`/images/${shared}/members/${member}`), token, { status: 'accepted' }));
  expect(await accept(demo)).toEqual([403, `Not allowed to update members for image ${shared}.`]);
  expect((await accept(alt))[0]).toBe(200);

  const own = await create(demo, { visibility: 'private' });
  expect(await refusal(ask('POST', v2(`/images/${own}/members`), demo, { member }))).toEqual([
    403,
    `Not allowed to create members for image ${own}.`,
  ]);
  expect(await refusal(ask('GET', v2(`/images/${own}/members`), demo))).toEqual([
    403,
    `Not allowed to list members for image ${own}: Only shared images have members.`,
  ]);
});

test('the image of the start is active, shared by admin and accepted by demo', async () => {
  const { json } = await ask('GET', v2('/images'), demo);
  expect(json.images).toHaveLength(1);
  expect(json.images[0]).toMatchObject({
    id: cloud.image,
    name: 'cirros-0.6.1-x86_64-disk',
    status: 'active',
    visibility: 'shared',
    virtual_size: 117_440_512,
    owner: cloud.projects.admin,
  });
  expect((await ask('GET', v2('/images'), alt)).json.images).toEqual([]);
  expect((await ask('GET', v2(`/images/${cloud.image}/file`), demo)).body.length).toBe(json.images[0].size);
});

test('pages lead from one to the next until there is no more', async () => {
  for (const name of ['a', 'b', 'c']) await create(alt, { name });
  const seen: string[] = [];
  let path = '/v2/images?limit=2&sort=name:asc';
  for (;;) {
    const { json } = await ask('GET', cloud.imageUrl + path, alt);
    seen.push(...json.images.map((image: { name: string }) => image.name));
    expect(json.first).toBe('/v2/images?limit=2&sort=name%3Aasc');
    if (!json.next) break;
    path = json.next;
  }
  expect(seen).toEqual(['a', 'b', 'c']);
});

test.each(['image', 'images', 'member', 'members'])('the schema of %s is served', async (name) => {
  const { status, json } = await ask('GET', v2(`/schemas/${name}`), demo);
  expect([status, json.name]).toEqual([200, name]);
});
