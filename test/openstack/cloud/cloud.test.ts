import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { startCloud } from '../../../src/openstack/cloud/cloud.js';
import { ask } from './ask.js';
import { login } from './login.js';

const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('requestshook-cloud-'));

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
  const before = folders();
  const cloud = await startCloud();
  expect(folders().length).toBe(before.length + 1);
  await cloud.close();
  expect(folders()).toEqual(before);
  await expect(ask('GET', cloud.identityUrl)).rejects.toThrow('ECONNREFUSED');
  await expect(ask('GET', cloud.imageUrl)).rejects.toThrow('ECONNREFUSED');
});

test('a host that cannot be bound is Node’s error, and nothing is left behind', async () => {
  const before = folders();
  await expect(startCloud({ host: '192.0.2.1' })).rejects.toThrow('EADDRNOTAVAIL');
  expect(folders()).toEqual(before);
});

test('ids are new at each start, and the same with the same seed', async () => {
  const clouds = await Promise.all(
    [{}, {}, { idSeed: 'a' }, { idSeed: 'a' }].map((options) => startCloud(options)),
  );
  const ids = clouds.map(({ image, projects }) => ({ image, projects }));
  await Promise.all(clouds.map((cloud) => cloud.close()));
  expect(ids[0]).not.toEqual(ids[1]);
  expect(ids[2]).toEqual(ids[3]);
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
