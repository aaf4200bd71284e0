import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cloud, startCloud } from '../../../../src/openstack/cloud/cloud.js';
import { ask } from '../ask.js';
import { login } from '../login.js';

let cloud: Cloud;
let demo: { 'X-Auth-Token': string };
let id: string;
let folder: string;

const OCTETS = { 'Content-Type': 'application/octet-stream' };
const v2 = (path: string) => `${cloud.imageUrl}/v2${path}`;
const show = async () => (await ask('GET', v2(`/images/${id}`), demo)).json;
const upload = (body: Buffer | string, headers = {}) =>
  ask('PUT', v2(`/images/${id}/file`), { ...demo, ...OCTETS, ...headers }, body);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'requestshook-test-'));
  cloud = await startCloud({ folder });
  demo = await login(cloud, 'demo');
  const image = { name: 'a', disk_format: 'raw', container_format: 'bare' };
  id = (await ask('POST', v2('/images'), demo, image)).json.id;
});
afterEach(async () => {
  await cloud.close();
  rmSync(folder, { recursive: true });
});

/** Names of the files in which images are. */
const kept = () => readdirSync(folder, { recursive: true }).filter((name) => String(name).includes('/'));

test.each([
  ['with its length', {}],
  ['chunked', { 'Transfer-Encoding': 'chunked' }],
])('what was uploaded %s makes the image active, and comes back the same', async (_, headers) => {
  const content = randomBytes(3_000_017);
  expect((await ask('GET', v2(`/images/${id}/file`), demo)).status).toBe(204);
  const uploaded = await upload(content, headers);
  expect(`${uploaded.status} ${uploaded.reason}`).toBe('204 No Content');
  expect(await show()).toMatchObject({
    status: 'active',
    size: content.length,
    virtual_size: content.length,
    checksum: createHash('md5').update(content).digest('hex'),
    os_hash_algo: 'sha512',
    os_hash_value: createHash('sha512').update(content).digest('hex'),
  });
  const saved = await ask('GET', v2(`/images/${id}/file`), demo);
  expect(saved.body.equals(content)).toBe(true);
  expect(saved.header('content-type')).toBe('application/octet-stream');
  expect(saved.header('content-md5')).toBe((await show()).checksum);
  expect(saved.header('content-length')).toBe(String(content.length));
});

test('an image is filled once, and only when its formats are known', async () => {
  expect((await upload('abc')).status).toBe(204);
  const again = await upload('abc');
  expect([again.status, again.text]).toEqual([
    409,
    '409 Conflict\n\nImage status transition from active to saving is not allowed\n\n   ',
  ]);
  id = (await ask('POST', v2('/images'), demo, {})).json.id;
  const unknown = await upload('abc');
  expect([unknown.status, unknown.text]).toEqual([
    400,
    '400 Bad Request\n\nProperties disk_format, container_format must be set prior to saving data.\n\n   ',
  ]);
  expect((await upload('abc', { 'Content-Type': 'text/plain' })).status).toBe(415);
});

test('an upload that is refused is read to its end before it is answered, so that nobody is cut off', async () => {
  await upload('abc');
  const outgoing = request(v2(`/images/${id}/file`), {
    method: 'PUT',
    headers: { ...demo, ...OCTETS, 'Content-Length': 6 },
  });
  let sent = false;
  const answered = once(outgoing, 'response').then(([answer]) => {
    expect(sent).toBe(true);
    return answer;
  });
  outgoing.write('abc');
  // Long enough for an answer: others are answered meanwhile.
  for (let i = 0; i < 5; i++) await show();
  sent = true;
  outgoing.end('def');
  const answer = await answered;
  expect(answer.statusCode).toBe(409);
  answer.resume();
});

test('an empty file is a file', async () => {
  expect((await upload('')).status).toBe(204);
  expect(await show()).toMatchObject({ status: 'active', size: 0, virtual_size: null });
  expect((await ask('GET', v2(`/images/${id}/file`), demo)).status).toBe(200);
});

test('a part of a file, or what is wrong with the part', async () => {
  await upload('hello world');
  const part = (range: string) => ask('GET', v2(`/images/${id}/file`), { ...demo, Range: range });
  const some = await part('bytes=6-8');
  expect([some.status, some.text, some.header('content-range')]).toEqual([206, 'wor', 'bytes 6-8/11']);
  expect((await part('bytes=-3')).text).toBe('rld');
  const beyond = await part('bytes=11-');
  expect(`${beyond.status} ${beyond.reason}`).toBe('416 Request Range Not Satisfiable');
});

test('an upload that breaks off leaves the image as it was', async () => {
  const outgoing = request(v2(`/images/${id}/file`), {
    method: 'PUT',
    headers: { ...demo, ...OCTETS, 'Content-Length': 1000 },
  });
  outgoing.on('error', () => {});
  outgoing.write('abc');
  // Glance has begun once it says so.
  while ((await show()).status !== 'saving');
  outgoing.destroy();
  while ((await show()).status !== 'queued');
  expect(kept()).toHaveLength(1);
  expect((await upload('abc')).status).toBe(204);
});

test('an image that is deleted during its upload is gone', async () => {
  const outgoing = request(v2(`/images/${id}/file`), {
    method: 'PUT',
    headers: { ...demo, ...OCTETS, 'Content-Length': 6 },
  });
  const answered = once(outgoing, 'response');
  outgoing.write('abc');
  while ((await show()).status !== 'saving');
  expect((await ask('DELETE', v2(`/images/${id}`), demo)).status).toBe(204);
  outgoing.end('def');
  const [answer] = await answered;
  expect(answer.statusCode).toBe(410);
  answer.resume();
  expect(kept()).toHaveLength(1);
});

test('what is deactivated is not given out but to an administrator', async () => {
  await upload('abc');
  const admin = await login(cloud, 'admin');
  const act = (action: string) => ask('POST', v2(`/images/${id}/actions/${action}`), admin);
  expect((await act('deactivate')).status).toBe(204);
  const refused = await ask('GET', v2(`/images/${id}/file`), demo);
  expect([refused.status, (await show()).status]).toEqual([403, 'deactivated']);
  expect((await ask('GET', v2(`/images/${id}/file`), admin)).text).toBe('abc');
  expect((await act('reactivate')).status).toBe(204);
  expect((await ask('GET', v2(`/images/${id}/file`), demo)).text).toBe('abc');
});
