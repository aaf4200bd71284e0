import { readFileSync } from 'node:fs';
import type { CatalogEntry } from '../../src/openstack/catalog.js';
import { readCatalog } from '../../src/openstack/catalog.js';
import { discoverServices, type RoutedService } from '../../src/openstack/discovery.js';
import { isForbiddenHost, isLoopback } from '../../src/openstack/discovery-hosts.js';
import { sharedFile, testWithShared } from '../shared.js';

const everywhere = { allowedHosts: () => true };
const keystone = routed('keystone', 'identity', 'http://10.0.0.5/identity', '/identity');

function routed(name: string, type: string, url: string, mount: string): RoutedService {
  return { name, type, url, aliases: [], mount };
}

/** A catalog of entries `type: public, internal, admin`; null where there is no such endpoint. */
function catalogOf(entries: Record<string, (string | null)[]>): CatalogEntry[] {
  const sides = ['public', 'internal', 'admin'];
  return Object.entries(entries).map(([type, urls]) => ({
    type,
    name: type,
    endpoints: urls.flatMap((url, i) =>
      url === null ? [] : [{ interface: sides[i] ?? 'public', region: 'RegionOne', url }],
    ),
  }));
}

const mounts = (services: readonly RoutedService[]) =>
  Object.fromEntries(services.map(({ url, mount }) => [url, mount]));

test('services that no route knows are added by their type, known ones are not', () => {
  const catalog = catalogOf({
    identity: ['http://10.0.0.5/identity', 'http://10.0.0.5:80/identity/v3/'],
    image: ['http://10.0.0.5/image', 'http://10.0.0.5/image'],
    volumev3: ['http://10.0.0.5:8776/v3/$(project_id)s'],
    strange: ['http://10.0.0.5:99/'],
  });
  expect(discoverServices(catalog, [keystone], everywhere)).toEqual({
    services: [
      routed('glance-api', 'image', 'http://10.0.0.5/image', '/image'),
      routed('cinder-api', 'volumev3', 'http://10.0.0.5:8776', '/volumev3'),
      routed('strange', 'strange', 'http://10.0.0.5:99', '/strange'),
    ],
    aliases: [],
    refused: [],
  });
});

test('the catalog of another project teaches nothing new', () => {
  const of = (project: string) =>
    catalogOf({
      'object-store': [`http://10.0.0.5:8080/v1/AUTH_${project}`, null, 'http://10.0.0.5:8080'],
      volumev2: [`http://10.0.0.5/volume/v2/${project}`],
      volumev3: [`http://10.0.0.5/volume/v3/${project}`],
    });
  const { services } = discoverServices(of('3fb12f3c1b1c4f0e8f7a6b5c4d3e2f1a'), [keystone], everywhere);
  expect(services.map(({ name, url, mount }) => [name, url, mount])).toEqual([
    ['swift-proxy-server', 'http://10.0.0.5:8080', '/object-store'],
    ['cinder-api', 'http://10.0.0.5/volume', '/volume'],
  ]);
  const again = discoverServices(of('00000000000000000000000000000001'), [keystone, ...services], everywhere);
  expect(again).toEqual({ services: [], aliases: [], refused: [] });
});

test('an endpoint on another host is a route of its own with the same name, the public one with the plain mount', () => {
  const catalog = catalogOf({
    image: ['https://cloud.example/image', 'http://10.0.0.5/image', 'http://10.0.0.6/image'],
    identity: ['https://cloud.example/identity', 'http://10.0.0.5/identity', 'http://10.0.0.5:35357'],
  });
  // Keystone lists them in no order.
  const shuffled = catalog.map((entry) => ({ ...entry, endpoints: [...entry.endpoints].reverse() }));
  const { services } = discoverServices(shuffled, [keystone], everywhere);
  expect(services.filter(({ name }) => name === 'keystone').map(({ url }) => url)).toEqual([
    'https://cloud.example/identity',
    'http://10.0.0.5:35357',
  ]);
  expect(mounts(services)).toEqual({
    'https://cloud.example/image': '/image',
    'http://10.0.0.5/image': '/image-internal',
    'http://10.0.0.6/image': '/image-admin',
    'https://cloud.example/identity': '/identity-2',
    'http://10.0.0.5:35357': '/identity-admin',
  });
});

test('a service below the URL of another one gets a route, one of the same name does not', () => {
  const root = routed('keystone', 'identity', 'http://10.0.0.5', '');
  const catalog = catalogOf({ image: ['http://10.0.0.5/image'], identity: ['http://10.0.0.5/identity'] });
  expect(mounts(discoverServices(catalog, [root], everywhere).services)).toEqual({
    'http://10.0.0.5/image': '/image',
  });
});

test('a mount takes no paths away from another service', () => {
  const catalog = catalogOf({
    a: ['http://other/identity/admin'],
    b: ['http://10.0.0.5/identity/admin'],
    c: ['http://x/one/two', 'http://y/one'],
    d: ['http://x/o%20d'],
  });
  expect(mounts(discoverServices(catalog, [keystone], everywhere).services)).toEqual({
    'http://other/identity/admin': '/identity-admin',
    'http://10.0.0.5/identity/admin': '/identity/admin',
    'http://x/one/two': '/one/two',
    'http://y/one': '/one-internal',
    'http://x/o%20d': '/d',
  });
});

test('another spelling of this machine is an alias', () => {
  const local = routed('keystone', 'identity', 'http://127.0.0.1:5000', '/identity');
  const catalog = catalogOf({
    identity: ['http://localhost:5000/v3', 'http://[::1]:5000', 'https://localhost:5000'],
  });
  const { aliases, services } = discoverServices(catalog, [local], everywhere);
  expect(aliases).toEqual([
    { url: 'http://127.0.0.1:5000', alias: 'http://localhost:5000' },
    { url: 'http://127.0.0.1:5000', alias: 'http://[::1]:5000' },
  ]);
  expect(services.map(({ url }) => url)).toEqual(['https://localhost:5000']);
});

test('hosts that are not allowed are refused, once each, with the reason', () => {
  const catalog = catalogOf({
    image: ['http://evil.example/image/v2', 'http://evil.example:80/image'],
    dns: ['http://DNS.example.:9001/v2', 'nonsense'],
  });
  const asked: string[] = [];
  const { services, refused } = discoverServices(catalog, [keystone], {
    allowedHosts: (host) => asked.push(host) > 0 && host === 'dns.example',
  });
  expect(services.map(({ url }) => url)).toEqual(['http://dns.example.:9001']);
  expect(asked).toEqual(['evil.example', 'dns.example']);
  expect(refused).toEqual([
    {
      url: 'http://evil.example/image',
      reason: 'evil.example is not among the hosts that may be discovered',
    },
    { url: 'nonsense', reason: 'it is not an absolute http or https URL' },
  ]);
});

test('there is an end to routes', () => {
  const catalog = catalogOf({ a: ['http://a/'], b: ['http://b/'], c: ['http://c/'] });
  const { services, refused } = discoverServices(catalog, [keystone], { ...everywhere, limit: 3 });
  expect(services.map(({ name }) => name)).toEqual(['a', 'b']);
  expect(refused).toEqual([{ url: 'http://c', reason: 'there are 3 routes already' }]);
});

test.each([
  'http://169.254.169.254/latest',
  'http://0xa9fea9fe/',
  'http://2852039166/',
  'http://0251.0376.0251.0376/',
  'http://[::ffff:169.254.169.254]/',
  'http://[64:ff9b::169.254.169.254]/',
  'http://[::169.254.169.254]/',
  'http://[fe80::1]/',
  'http://[fd00:ec2::254]/',
  'http://100.100.100.200/',
  'http://metadata.google.internal./',
  'http://224.0.0.1/',
  'http://[ff02::1]/',
  'http://255.255.255.255/',
  'http://0.0.0.0:5000/',
  'http://0/',
  'http://[::]/',
])('%s is never called because a catalog names it', (url) => {
  const local = routed('keystone', 'identity', 'http://127.0.0.1:5000', '/identity');
  const { services, refused } = discoverServices(catalogOf({ image: [url] }), [local], everywhere);
  expect(services).toEqual([]);
  expect(refused[0]?.reason).toMatch(/never called/);
});

test.each([
  'http://127.0.0.1:22/',
  'http://127.1/',
  'http://localhost/',
  'http://[::1]/',
  'http://x.localhost/',
])('%s, this machine, is called only where a configured service is on it', (url) => {
  const catalog = catalogOf({ image: [url] });
  expect(discoverServices(catalog, [keystone], everywhere).services).toEqual([]);
  const local = routed('keystone', 'identity', 'http://127.0.0.1:5000', '/identity');
  expect(discoverServices(catalog, [local], everywhere).services).toHaveLength(1);
});

test('ordinary hosts are neither forbidden nor this machine', () => {
  for (const host of [
    '10.0.0.5',
    '192.168.1.1',
    '172.16.0.1',
    'cloud.example',
    'fd00::5',
    '[2001:db8::1]',
    '',
  ]) {
    expect([host, isForbiddenHost(host), isLoopback(host)]).toEqual([host, false, false]);
  }
});

testWithShared("a real devstack's catalog gives devstack's mounts", async () => {
  const log = readFileSync(sharedFile('captures', 'image-list', 'log.md'), 'utf8');
  const answer = log.split('\n### (').find((entry) => entry.includes('"catalog": [')) ?? '';
  const catalog = readCatalog(answer.slice(answer.indexOf('\n{\n'))) ?? [];
  const known = [routed('keystone', 'identity', 'http://182.161.114.101/identity', '/identity')];
  const found = discoverServices(catalog, known, { allowedHosts: (host) => host === '182.161.114.101' });
  expect(mounts(found.services)).toMatchObject({
    'http://182.161.114.101/image': '/image',
    'http://182.161.114.101/compute': '/compute',
    'http://182.161.114.101/volume': '/volume',
    'http://182.161.114.101:9696/networking': '/networking',
    'http://182.161.114.101:8080': '/object-store',
  });
  expect(found.refused).toEqual([]);
  expect(
    discoverServices(catalog, [...known, ...found.services], { allowedHosts: () => false }).refused,
  ).toEqual([]);
});
