import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCloud } from '../../../src/openstack/cloud/cloud.js';
import { ask } from './ask.js';
import { login } from './login.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'requestshook-test-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('the services listen on ports of their own, each below its usual path', async () => {
  const cloud = await startCloud();
  try {
    expect(cloud.identityUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/identity$/);
    expect(cloud.imageUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/image$/);
    expect(new URL(cloud.identityUrl).port).not.toBe(new URL(cloud.imageUrl).port);
    const elsewhere = await ask('GET', new URL('/', cloud.identityUrl).href);
    expect([elsewhere.status, elsewhere.text]).toEqual([404, 'This service is at /identity.\n']);
  } finally {
    await cloud.close();
  }
});

test('closing frees the ports and removes the files', async () => {
  const cloud = await startCloud({ folder });
  expect(readdirSync(folder)).toHaveLength(1);
  await cloud.close();
  expect(readdirSync(folder)).toEqual([]);
  await expect(ask('GET', cloud.identityUrl)).rejects.toThrow('ECONNREFUSED');
  await expect(ask('GET', cloud.imageUrl)).rejects.toThrow('ECONNREFUSED');
});

test('closing does not wait for an upload that is under way', async () => {
  const cloud = await startCloud({ folder });
  const token = await login(cloud, 'demo');
  const image = { disk_format: 'raw', container_format: 'bare' };
  const { json } = await ask('POST', `${cloud.imageUrl}/v2/images`, token, image);
  const url = `${cloud.imageUrl}/v2/images/${json.id}`;
  const headers = { ...token, 'Content-Type': 'application/octet-stream', 'Content-Length': 10 };
  const upload = request(`${url}/file`, { method: 'PUT', headers });
  const cut = new Promise((resolve) => upload.on('error', resolve));
  upload.write('abc');
  while ((await ask('GET', url, token)).json.status !== 'saving');
  await cloud.close();
  await cut;
  expect(readdirSync(folder)).toEqual([]);
});

test('a host that cannot be bound is Node’s error, and nothing is left behind', async () => {
  await expect(startCloud({ folder, host: '192.0.2.1' })).rejects.toThrow('EADDRNOTAVAIL');
  expect(readdirSync(folder)).toEqual([]);
});

test('ids are new at each start, and the same with the same seed', async () => {
  const clouds = await Promise.all(
    [{}, {}, { idSeed: 'a' }, { idSeed: 'a' }].map((options) => startCloud(options)),
  );
  const ids = clouds.map(({ image, projects }) => ({ image, projects }));
  await Promise.all(clouds.map((cloud) => cloud.close()));
  expect(ids[0]).not.toEqual(ids[1]);
  expect(ids[2]).toEqual(ids[3]);
  expect(new Set(Object.values(ids[2]?.projects ?? {})).size).toBe(4);
  expect(Object.keys(ids[0]?.projects as object)).toEqual(['admin', 'demo', 'alt_demo', 'service']);
});

test('what is published stands in the catalog, in links and in version documents', async () => {
  const cloud = await startCloud();
  try {
    const token = await login(cloud, 'admin');
    cloud.publish({ imageUrl: 'http://proxy:1/image' });
    const created = await ask('POST', `${cloud.imageUrl}/v2/images`, token, { name: 'new' });
    expect(created.header('location')).toBe(`http://proxy:1/image/v2/images/${created.json.id}`);
    expect((await ask('GET', cloud.imageUrl)).text).toContain('"href": "http://proxy:1/image/v2/"');

    cloud.publish({ identityUrl: 'http://proxy:1/identity' });
    const catalog = await ask('GET', `${cloud.identityUrl}/v3/auth/catalog`, token);
    const urls = catalog.text.match(/"url": "[^"]*"/g);
    expect([...new Set(urls)]).toEqual(['"url": "http://proxy:1/image"', '"url": "http://proxy:1/identity"']);
    expect((await ask('GET', cloud.identityUrl)).header('location')).toBe('http://proxy:1/identity/v3/');
  } finally {
    await cloud.close();
  }
});
