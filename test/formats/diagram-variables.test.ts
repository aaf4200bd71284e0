import fc from 'fast-check';
import { parseVariables, renderVariables } from '../../src/formats/variables.js';
import { VariableNames } from '../../src/openstack/variables.js';

const IMAGE = 'a42bfade-78ec-4c95-b7b4-272ba265072c';
const PROJECT = 'cdb477d9329c450e996cae2d02a2c44f';
const ACCOUNT = 'AUTH_7c4cda7e4807414bbdfcb22b535a9802';
const id = (n: number) => n.toString(16).padStart(32, '0');

test('an identifier is named by the template of the documented operation', () => {
  const names = new VariableNames();
  expect(names.nameIdentifiers('glance-api', 'GET', `/image/v2/images/${IMAGE}/file`)).toBe(
    '/image/v2/images/{image_id}/file',
  );
});

test('a value keeps its first name wherever it appears again', () => {
  const names = new VariableNames();
  names.nameIdentifiers('keystone', 'GET', `/identity/v3/projects/${PROJECT}`);
  expect(names.nameIdentifiers('glance-api', 'DELETE', `/v2/images/${IMAGE}/members/${PROJECT}`)).toBe(
    '/v2/images/{image_id}/members/{project_id}',
  );
  expect(names.nameIdentifiers('swift-proxy-server', 'PUT', `/v1/${ACCOUNT}/glance/${IMAGE}`)).toBe(
    '/v1/{account}/glance/{image_id}',
  );
  expect(names.table()).toEqual([
    { name: 'project_id', value: PROJECT },
    { name: 'image_id', value: IMAGE },
    { name: 'account', value: ACCOUNT },
  ]);
});

test('another value of the same name is counted, from two', () => {
  const names = new VariableNames();
  const paths = [1, 2, 1, 3].map((n) => names.nameIdentifiers('glance', 'GET', `/v2/images/${id(n)}`));
  expect(paths).toEqual([
    '/v2/images/{image_id}',
    '/v2/images/{image_id_2}',
    '/v2/images/{image_id}',
    '/v2/images/{image_id_3}',
  ]);
});

test('an identifier that no template names is an id', () => {
  const names = new VariableNames();
  expect(names.nameIdentifiers('glance-api', 'GET', `/v2/unheard/${id(1)}/of/${id(2)}`)).toBe(
    '/v2/unheard/{id}/of/{id_2}',
  );
});

test.each([
  ['nova-api', '/v2.1/flavors/c1'],
  ['keystone', '/v3/projects/demo'],
  ['glance-api', '/v2/images/x/tags/cirros'],
  ['swift-proxy-server', '/v1/AUTH_test/glance'],
  ['nova-api', '/v2.1/os-aggregates/1'],
  ['keystone', '/v3/auth/tokens/'],
  ['glance-api', ''],
])('what does not look like an identifier stays: %s %s', (service, path) => {
  expect(new VariableNames().nameIdentifiers(service, 'GET', path)).toBe(path);
});

test.each([
  ['nova-api', 'POST', `/v2.1/servers/${IMAGE}/action`, '/v2.1/servers/{server_id}/action'],
  [
    'nova',
    'GET',
    `/compute/v2.1/${PROJECT}/servers/${IMAGE}`,
    '/compute/v2.1/{project_id}/servers/{server_id}',
  ],
  [
    'nova',
    'GET',
    `/v2.1/servers/${IMAGE}/os-instance-actions/req-${IMAGE}`,
    '/v2.1/servers/{server_id}/os-instance-actions/{request_id}',
  ],
  [
    'cinderv3',
    'GET',
    `/volume/v3/${PROJECT}/volumes/${IMAGE}`,
    '/volume/v3/{project_id}/volumes/{volume_id}',
  ],
  ['volumev3', 'GET', `/v3/volumes/${IMAGE}`, '/v3/volumes/{volume_id}'],
  [
    'designate',
    'GET',
    `/v2/reverse/floatingips/RegionOne:${IMAGE}`,
    '/v2/reverse/floatingips/RegionOne:{floatingip_id}',
  ],
  [
    'neutron',
    'GET',
    `/networking/v2.0/taas/tap_services/${IMAGE}`,
    '/networking/v2.0/taas/tap_services/{tap_service_id}',
  ],
  ['swift', 'GET', `/v1/${ACCOUNT}/c/dir/${IMAGE}/`, '/v1/{account}/c/dir/{object}/'],
  ['placement', 'GET', `/placement/allocations/${IMAGE}`, '/placement/allocations/{consumer_uuid}'],
])('%s: %s %s', (service, method, path, named) => {
  expect(new VariableNames().nameIdentifiers(service, method, path)).toBe(named);
});

test('a method that is not documented does not take the name away', () => {
  expect(new VariableNames().nameIdentifiers('glance-api', 'OPTIONS', `/v2/images/${IMAGE}`)).toBe(
    '/v2/images/{image_id}',
  );
});

test.each([
  [`/image/v2/images/${IMAGE}`, '/image/v2/images/{image_id}'],
  [`/v2/images/${IMAGE}`, '/v2/images/{image_id}'],
  [`/v1/${ACCOUNT}/glance`, '/v1/{account}/glance'],
  [`/v9/${IMAGE}`, '/v9/{id}'],
])('a service of a name that tells nothing: %s', (path, named) => {
  expect(new VariableNames().nameIdentifiers('my-service', 'GET', path)).toBe(named);
});

test('a query is left as it is', () => {
  expect(new VariableNames().nameIdentifiers('glance', 'GET', `/v2/images/${IMAGE}?a=${IMAGE}/`)).toBe(
    `/v2/images/{image_id}?a=${IMAGE}/`,
  );
});

test('a diagram that is continued keeps the names of its table', () => {
  const first = new VariableNames();
  for (const n of [1, 2]) first.nameIdentifiers('glance', 'GET', `/v2/images/${id(n)}`);
  const again = new VariableNames(parseVariables(renderVariables(first.table())));
  const paths = [2, 3].map((n) => again.nameIdentifiers('glance', 'GET', `/v2/images/${id(n)}`));
  expect(paths).toEqual(['/v2/images/{image_id_2}', '/v2/images/{image_id_3}']);
  expect(again.table().map(({ name }) => name)).toEqual(['image_id', 'image_id_2', 'image_id_3']);
});

test('names and values are one to one, whatever was asked, and the path comes back from them', () => {
  const segment = fc.oneof(
    fc.constantFrom('v2', 'v3', 'images', 'projects', 'members', 'servers', ''),
    fc.nat({ max: 5 }).map(id),
    fc.constantFrom(IMAGE, ACCOUNT),
  );
  const call = fc.tuple(
    fc.constantFrom('glance', 'keystone', 'nova', 'swift', 'designate', '?'),
    fc.constantFrom('GET', 'PUT', 'HEAD'),
    fc.array(segment, { maxLength: 6 }).map((segments) => `/${segments.join('/')}`),
  );
  fc.assert(
    fc.property(fc.array(call, { maxLength: 12 }), (calls) => {
      const names = new VariableNames();
      const named = calls.map(([service, method, path]) => names.nameIdentifiers(service, method, path));
      const values = new Map(names.table().map(({ name, value }) => [name, value]));
      expect(values.size).toBe(names.table().length);
      expect(new Set(values.values()).size).toBe(values.size);
      const back = named.map((path) => path.replace(/\{([^}]+)\}/g, (_, name) => values.get(name) ?? '?'));
      expect(back).toEqual(calls.map(([, , path]) => path));
    }),
  );
});

test('a table is written as the captures have it', () => {
  expect(renderVariables([{ name: 'image_id', value: IMAGE }])).toBe(
    `| variables | values |\n|-----------|--------|\n| \`image_id\` | ${IMAGE} |\n`,
  );
});

test('a table reads back as it was written', () => {
  const names = fc.array(fc.stringMatching(/^[a-z][a-z_]{0,12}$/), { maxLength: 5 });
  fc.assert(
    fc.property(names, (list) => {
      const variables = list.map((name, i) => ({ name, value: id(i) }));
      expect(parseVariables(renderVariables(variables))).toEqual(variables);
    }),
  );
});
