import fc from 'fast-check';
import { endpointChanges } from '../../src/wrap/changes.js';
import { v3Of } from '../../src/wrap/keystone.js';
import { leadsTo, routeEndpoints } from '../../src/wrap/routes.js';
import { type ServiceEndpoint, selectEndpoints } from '../../src/wrap/selection.js';

const PROXY = 'http://10.0.0.9:8500';
const endpoint = (type: string, url: string, side = 'public'): ServiceEndpoint => ({
  id: `${type} ${side}`,
  serviceId: type,
  service: { id: type, type, name: '' },
  interface: side,
  region: null,
  url,
  enabled: true,
});

/** Where each endpoint leads afterwards, through the proxy: its new URL, and that of the service behind it. */
function planned(endpoints: readonly ServiceEndpoint[], isLocal = false) {
  const routes = routeEndpoints(endpoints, [], isLocal);
  const { changes, left } = endpointChanges(endpoints, routes.services, PROXY);
  return {
    wrapped: changes.map(({ wrapped }) => wrapped),
    behind: changes.map(({ wrapped }) => behind(wrapped, routes.services)),
    left: [
      ...routes.left,
      ...left.filter(({ endpoint: one }) => !routes.left.some((r) => r.endpoint === one)),
    ],
  };
}

/** What the proxy asks for when it is called by that URL: the longest mount counts. */
function behind(url: string, services: readonly { url: string; mount: string }[]): string {
  const path = url.slice(PROXY.length);
  const [route] = services
    .filter(({ mount }) => path === mount || path.startsWith(`${mount}/`))
    .sort((a, b) => b.mount.length - a.mount.length);
  return `${route?.url}${path.slice(route?.mount.length)}`;
}

test.each([
  ['identity', 'http://10.0.0.5/identity', '/identity'],
  ['identity', 'http://10.0.0.5:5000/v3/', '/identity/v3/'],
  ['volumev3', 'http://10.0.0.5:8776/v3/$(project_id)s', '/volumev3/v3/$(project_id)s'],
  ['volumev3', 'https://10.0.0.5/volume/v3/%(tenant_id)s', '/volume/v3/%(tenant_id)s'],
  ['object-store', 'http://10.0.0.5:8080/v1/AUTH_%(project_id)s', '/object-store/v1/AUTH_%(project_id)s'],
  ['image', 'HTTP://Glance.Example:80/image', '/image'],
  ['key-manager', 'http://10.0.0.5/key-manager//', '/key-manager//'],
])('%s at %s keeps all but its base', (type, url, path) => {
  expect(planned([endpoint(type, url)]).wrapped).toEqual([PROXY + path]);
});

test('endpoints on different hosts each lead to their own', () => {
  const urls = ['http://10.0.0.5/identity', 'http://10.1.0.5/identity', 'http://10.0.0.5/identity'];
  const sides = ['public', 'internal', 'admin'];
  const endpoints = urls.map((url, i) => endpoint('identity', url, sides[i]));
  const { wrapped, behind } = planned(endpoints);
  expect(behind).toEqual(urls);
  expect(new Set(wrapped).size).toBe(2);
});

test('what cannot be led is left, with the reason', () => {
  const urls = [
    '/v3',
    'http://%(public_bind_host)s:8774/v2',
    'http://$(compute_host)s/v2',
    'http://u:p@h/v2',
  ];
  const { wrapped, left } = planned(urls.map((url) => endpoint('compute', url)));
  expect(wrapped).toEqual([]);
  expect(left.map(({ reason }) => reason)).toEqual([
    'it is not an absolute http or https URL',
    'its host is a template',
    'its host is a template',
    'it has a user or a password in it',
  ]);
});

test('localhost is this machine only where the cloud is on it', () => {
  const endpoints = [endpoint('image', 'http://localhost:9292')];
  expect(planned(endpoints, true).wrapped).toEqual([`${PROXY}/image`]);
  expect(planned(endpoints, false).left).toMatchObject([{ reason: expect.stringContaining('this machine') }]);
});

test('whatever the endpoints are, each leads through the proxy to what it was', () => {
  const segment = fc.constantFrom(
    'identity',
    'image',
    'volume',
    'v3',
    'v2.1',
    '%(tenant_id)s',
    '$(project_id)s',
    'a.b',
  );
  const host = fc.constantFrom('10.0.0.5', '10.0.0.6:9292', 'h.example:8776');
  const url = fc
    .tuple(host, fc.array(segment, { maxLength: 4 }), fc.constantFrom('', '/'))
    .map(([where, path, end]) => `http://${[where, ...path].join('/')}${end}`);
  const type = fc.constantFrom('identity', 'image', 'volumev3', 'my-own');
  fc.assert(
    fc.property(fc.array(fc.tuple(type, url), { maxLength: 8 }), (pairs) => {
      const endpoints = pairs.map(([name, where]) => endpoint(name, where));
      const { behind, left } = planned(endpoints);
      expect(left).toEqual([]);
      expect(behind).toEqual(endpoints.map((one) => one.url));
    }),
  );
});

const SERVICES = [
  { id: '1', type: 'identity', name: 'keystone' },
  { id: '2', type: 'volumev3', name: 'cinderv3' },
  { id: '3', type: 'volumev2', name: 'cinderv2' },
];
const ENDPOINTS = SERVICES.flatMap(({ id }) =>
  ['public', 'internal'].map((side) => ({ ...endpoint('', 'http://h', side), id: id + side, serviceId: id })),
);
const selected = (interfaces: string[], only: string[], regions: string[] = []) =>
  selectEndpoints(ENDPOINTS, SERVICES, { interfaces, only, regions }).map(({ id }) => id);

test('endpoints are chosen by interface, and by any name of their service', () => {
  expect(selected([], [])).toHaveLength(6);
  expect(selected(['public', 'all'], [])).toHaveLength(6);
  expect(selected(['internal'], ['keystone'])).toEqual(['1internal']);
  expect(selected(['public'], ['cinder'])).toEqual(['2public', '3public']);
  expect(selected(['public'], ['cinderv2', '1'])).toEqual(['1public', '3public']);
  expect(() => selected([], ['glance'])).toThrow('it has keystone (identity), cinderv3 (volumev3)');
});

test('endpoints are chosen by region; one without a region is in none', () => {
  const regions = ['north', 'south', null];
  const all = regions.flatMap((region) =>
    ENDPOINTS.map((one) => ({ ...one, id: `${one.id} ${region}`, region })),
  );
  const chosen = (...wanted: string[]) =>
    selectEndpoints(all, SERVICES, { interfaces: ['public'], only: ['identity'], regions: wanted }).map(
      ({ id }) => id,
    );
  expect(chosen()).toEqual(['1public north', '1public south', '1public null']);
  expect(chosen('south')).toEqual(['1public south']);
  expect(chosen('south', 'north')).toEqual(['1public north', '1public south']);
  expect(() => chosen('south', 'east')).toThrow(
    '--region east: no endpoint of the cloud is of that region; there are north, south',
  );
});

test('an endpoint that catalogs do not show is not chosen', () => {
  const off = ENDPOINTS.map((one) => ({ ...one, enabled: false }));
  expect(selectEndpoints(off, SERVICES, { interfaces: [], only: [], regions: [] })).toEqual([]);
});

test.each([
  ['http://h/identity', 'http://h/identity/v3'],
  ['http://h/identity/v3/', 'http://h/identity/v3'],
  ['http://h:5000', 'http://h:5000/v3'],
  ['http://h:5000/v2.0', 'http://h:5000/v3'],
])('the API behind the auth URL %s is at %s', (authUrl, url) => {
  expect(v3Of(authUrl)).toBe(url);
});

test.each([
  ['http://10.0.0.9:8500/identity', true],
  ['http://10.0.0.9:8501/identity', false],
  ['http://localhost:8500', true],
  ['http://10.0.0.8:8500', false],
  ['$(public_endpoint)s', false],
])('whether %s leads to the proxy: %s', (url, expected) => {
  expect(leadsTo(url, [PROXY, 'http://127.0.0.1:8500'])).toBe(expected);
});
