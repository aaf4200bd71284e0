import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { readCatalog } from '../../src/openstack/catalog.js';
import { serviceBase } from '../../src/openstack/catalog-url.js';
import { sharedFile, testWithShared } from '../shared.js';

const v3 = [
  {
    id: 'b5b2',
    type: 'image',
    name: 'glance',
    endpoints: [
      { id: '1', interface: 'public', region: 'R', region_id: 'R', url: 'http://10.0.0.5/image' },
      { id: '2', interface: 'admin', region_id: 'R2', url: 'http://10.0.0.6/image' },
    ],
  },
];
const read = [
  {
    type: 'image',
    name: 'glance',
    endpoints: [
      { interface: 'public', region: 'R', url: 'http://10.0.0.5/image' },
      { interface: 'admin', region: 'R2', url: 'http://10.0.0.6/image' },
    ],
  },
];

test("a token's catalog is read", () => {
  expect(readCatalog(JSON.stringify({ token: { user: {}, catalog: v3 } }))).toEqual(read);
});

test('the answer of /v3/auth/catalog is read', () => {
  expect(readCatalog(JSON.stringify({ catalog: v3, links: { self: 'http://h/' } }))).toEqual(read);
});

test("a token's catalog of v2.0 is read, an endpoint for each of its interfaces", () => {
  const endpoints = [{ region: 'R', publicURL: 'http://p/', adminURL: 'http://a/' }];
  expect(
    readCatalog(
      JSON.stringify({ access: { serviceCatalog: [{ type: 'image', name: 'glance', endpoints }] } }),
    ),
  ).toEqual([
    {
      type: 'image',
      name: 'glance',
      endpoints: [
        { interface: 'public', region: 'R', url: 'http://p/' },
        { interface: 'admin', region: 'R', url: 'http://a/' },
      ],
    },
  ]);
});

test('what is no service or no endpoint is left out', () => {
  const entries = [
    null,
    'x',
    { type: 1, endpoints: [] },
    { type: 'dns' },
    { type: 'dns', endpoints: [null, { url: 'http://h' }, { interface: 'public', url: null }] },
  ];
  expect(readCatalog(JSON.stringify({ catalog: entries }))).toEqual([
    { type: 'dns', name: '', endpoints: [] },
  ]);
});

test.each([
  '',
  '{',
  '[]',
  'null',
  '"catalog"',
  '{"token": {}}',
  '{"token": null, "catalog": {}}',
  '{"x": "catalog"}',
])('there is no catalog in %s', (text) => {
  expect(readCatalog(text)).toBeNull();
});

test('no JSON makes it fail', () => {
  const odd = fc.letrec((tie) => ({
    value: fc.oneof(fc.jsonValue(), tie('object')),
    object: fc.dictionary(
      fc.constantFrom('catalog', 'token', 'access', 'serviceCatalog', 'endpoints', 'type', '__proto__'),
      fc.oneof(tie('value'), fc.array(tie('value'), { maxLength: 2 })),
    ),
  }));
  fc.assert(
    fc.property(odd.value, (value) => {
      readCatalog(JSON.stringify(value));
    }),
  );
});

testWithShared("a real devstack's catalog is read", async () => {
  const log = readFileSync(sharedFile('captures', 'image-list', 'log.md'), 'utf8');
  const answer = log.split('\n### (').find((entry) => entry.includes('"catalog": [')) ?? '';
  const catalog = readCatalog(answer.slice(answer.indexOf('\n{\n')));
  expect(catalog?.map(({ type }) => type)).toEqual(expect.arrayContaining(['identity', 'image', 'volumev3']));
  expect(catalog?.every(({ endpoints }) => endpoints.length > 0)).toBe(true);
});

test.each([
  ['http://h:8776/volume/v3/3fb12f3c1b1c4f0e8f7a6b5c4d3e2f1a', 'http://h:8776/volume'],
  ['http://h:8776/v3/$(project_id)s', 'http://h:8776'],
  ['http://h:8776/volume/%(tenant_id)s', 'http://h:8776/volume'],
  ['http://h/compute/v2.1', 'http://h/compute'],
  ['http://h:5000/v3/', 'http://h:5000'],
  ['http://h/identity/', 'http://h/identity'],
  ['http://h:8080/v1/AUTH_demo', 'http://h:8080'],
  ['http://h:8080/swift/AUTH_%(tenant_id)s', 'http://h:8080/swift'],
  ['http://h/rating/3fb12f3c-1b1c-4f0e-8f7a-6b5c4d3e2f1a/x', 'http://h/rating'],
  ['http://h:8780/v1beta1/x', 'http://h:8780'],
  ['HTTP://H:80/video', 'http://h/video'],
  ['https://u:p@h:443/a?b#c', 'https://h/a'],
  ['http://h', 'http://h'],
  ['http://[FD00::1]:8774/v2.1', 'http://[fd00::1]:8774'],
  ['ftp://h/', null],
  ['/v3', null],
  ['http://', null],
])('the service at %s begins at %s', (url, base) => {
  expect(serviceBase(url)).toBe(base);
});

test('a host that is none is no service, though URL.canParse may say that it is one', () => {
  // Once it is optimized, it reads these bytes as UTF-8 on Node 20: U+1F600.
  const url = 'http://10.0\xf0\x9f\x98\x805/identity';
  for (let i = 0; i < 30_000; i++) URL.canParse(i % 2 === 0 ? url : `http://10.0.0.5/${i}`);
  expect(serviceBase(url)).toBeNull();
});
