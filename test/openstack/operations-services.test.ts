import { SERVICES, serviceName, serviceType, serviceTypeAt } from '../../src/openstack/services.js';

test.each([
  ['keystone', 'identity'],
  ['identity', 'identity'],
  ['glance', 'image'],
  ['glance-api', 'image'],
  ['swift-proxy-server', 'object-store'],
  ['nova_legacy', 'compute'],
  ['compute_legacy', 'compute'],
  ['nova-api-2', 'compute'],
  ['keystone-wsgi-public', 'identity'],
  ['glance-api.region-one', 'image'],
  ['volumev3', 'block-storage'],
  ['cinderv3', 'block-storage'],
  ['sharev2', 'shared-file-system'],
  ['container-infra', 'container-infrastructure-management'],
  ['heat-api-cfn', 'cloudformation'],
  ['Neutron', 'network'],
  ['openstack', null],
  ['', null],
  ['__proto__', null],
])('%s is of type %s', (name, type) => {
  expect(serviceType(name)).toBe(type);
});

test.each([
  ['identity', 'keystone'],
  ['image', 'glance-api'],
  ['object-store', 'swift-proxy-server'],
  ['volumev3', 'cinder-api'],
  ['my-own', 'my-own'],
])('a service of type %s stands in a trace as %s', (type, name) => {
  expect(serviceName(type)).toBe(name);
});

test.each([
  ['mine', '/image/v2/images', 'image'],
  ['glance', '/identity/v3', 'image'],
  ['mine', '/v2/images', null],
  ['mine', '', null],
])('%s at %s is of type %s', (name, path, type) => {
  expect(serviceTypeAt(name, path)).toBe(type);
});

test('every service is found by each of its names', () => {
  for (const { type, name, project, aliases } of SERVICES) {
    for (const known of [type, name, project, ...aliases])
      expect([known, serviceType(known)]).toEqual([known, type]);
  }
});
