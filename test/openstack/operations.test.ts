import { readFileSync } from 'node:fs';
import { DOCUMENTED_TYPES, findOperations, matchPath, operationsOf } from '../../src/openstack/operations.js';
import { ACTION_TITLES } from '../../src/openstack/operations-actions.js';
import { chooseOperation } from '../../src/openstack/operations-choice.js';
import { sharedFile, testWithShared } from '../shared.js';

const titles = (type: string, method: string, path: string) =>
  findOperations(type, method, path).map((operation) => operation.title);

const UUID = 'a42bfade-78ec-4c95-b7b4-272ba265072c';
const HEX = 'cdb477d9329c450e996cae2d02a2c44f';

testWithShared('the table holds every operation of the reference, each with its place on its page', () => {
  const lines = readFileSync(sharedFile('api-ref', 'operations.csv'), 'utf8').split('\r\n').slice(1, -1);
  const all = DOCUMENTED_TYPES.flatMap((type) => [...operationsOf(type)]);
  expect(all).toHaveLength(lines.length);
  const anchors = lines
    .map((line) => line.slice(line.lastIndexOf(',') + 1))
    .filter((anchor) => anchor !== '');
  expect(all.filter(({ url }) => url?.includes('#')).map(({ url }) => url)).toEqual(
    expect.arrayContaining(anchors),
  );
});

testWithShared('every operation is found by its own method and path', () => {
  for (const type of DOCUMENTED_TYPES) {
    for (const operation of operationsOf(type)) {
      const path = operation.path.replaceAll('{api_version}', 'v2').replaceAll(/\{[^}]*\}/g, 'some-value');
      expect(titles(type, operation.method, path)).toContain(operation.title);
    }
  }
});

test.each([
  ['identity', 'GET', `/v3/projects/${HEX}`, 'Show project details'],
  ['identity', 'HEAD', `/v3/projects/${HEX}`, 'Show project details'],
  ['identity', 'GET', '/v3/limits/model', 'Get Enforcement Model'],
  ['image', 'GET', `/v2/images/${UUID}/?x=1`, 'Show image'],
  ['compute', 'GET', `/servers/${UUID}`, 'Show Server Details'],
  ['compute', 'GET', `/v2.1/servers/${UUID}`, 'Show Server Details'],
  ['compute', 'GET', `/v2/${HEX}/servers/${UUID}`, 'Show Server Details'],
  ['compute', 'GET', `/v2.1/${HEX}/servers/detail`, 'List Servers Detailed'],
  ['compute', 'GET', '/v2.1/', 'Show Details of Specific API Version'],
  ['block-storage', 'GET', `/v3/${HEX}/volumes/detail`, 'List accessible volumes with details'],
  ['block-storage', 'GET', '/v3/volumes/detail', 'List accessible volumes with details'],
  ['block-storage', 'GET', `/v3/volumes/${UUID}`, "Show a volume's details"],
  ['shared-file-system', 'GET', `/v2/${HEX}/shares/${UUID}`, 'Show share details'],
  ['shared-file-system', 'GET', `/v2/shares/${UUID}`, 'Show share details'],
  ['object-store', 'PUT', `/v1/AUTH_${HEX}/glance/a/b/c`, 'Create or replace object'],
  ['object-store', 'HEAD', `/v1/AUTH_${HEX}/glance`, 'Show container metadata'],
  ['placement', 'GET', `/resource_providers/${UUID}/inventories`, 'List resource provider inventories'],
  ['dns', 'GET', `/v2/reverse/floatingips/RegionOne:${UUID}`, "Show FloatingIP's PTR record"],
  ['baremetal', 'DELETE', `/v1/nodes/${UUID}/vendor_passthru?method=x`, 'Call a Method'],
])('%s: %s %s is "%s"', (type, method, path, title) => {
  expect(titles(type, method, path)).toEqual([title]);
});

test.each([
  ['image', 'GET', '/v2/nothing'],
  ['image', 'PATCH', '/v2/images'],
  ['compute', 'GET', '/nothing'],
  ['compute', 'GET', '/healthcheck'],
  ['unheard-of', 'GET', '/v2/images'],
])('%s: %s %s is no documented operation', (type, method, path) => {
  expect(findOperations(type, method, path)).toEqual([]);
});

test.each([
  ['identity', '/identity/v3/auth/tokens', 1],
  ['image', '/image/v2/images', 1],
  ['network', '/networking/v2.0/ports', 1],
  ['compute', '/api/compute/v2.1/servers', 2],
  ['placement', '/placement/resource_providers', 1],
  ['image', '/v2/images', 0],
  ['image', '/image/', 1],
])('%s: the mount in front of %s has %d segments', (type, path, mount) => {
  expect(matchPath(type, 'GET', path)?.mount).toBe(mount);
});

test('a word that is no mount does not make a path the root', () => {
  expect(matchPath('image', 'GET', '/healthcheck')).toBeNull();
});

describe('how somebody authenticated is told by what was sent', () => {
  const methods = {
    password: { methods: ['password'], password: {} },
    token: { methods: ['token'], token: {} },
  };
  test.each([
    ['Password authentication with unscoped authorization', { identity: methods.password }],
    [
      'Password authentication with scoped authorization',
      { identity: methods.password, scope: { system: { all: true } } },
    ],
    [
      'Password authentication with explicit unscoped authorization',
      { identity: methods.password, scope: 'unscoped' },
    ],
    [
      'Password authentication with explicit unscoped authorization',
      { identity: methods.password, scope: { unscoped: {} } },
    ],
    ['Token authentication with unscoped authorization', { identity: methods.token }],
    [
      'Token authentication with scoped authorization',
      { identity: methods.token, scope: { project: { id: HEX } } },
    ],
    [
      'Token authentication with explicit unscoped authorization',
      { identity: methods.token, scope: 'unscoped' },
    ],
    ['Authenticating with an Application Credential', { identity: { methods: ['application_credential'] } }],
    [
      'Multi-Step authentication (2-Factor Password and TOTP example)',
      { identity: { methods: ['password', 'totp'] } },
    ],
    ['Consuming a trust', { identity: methods.token, scope: { 'OS-TRUST:trust': { id: HEX } } }],
    ['Authenticate with Identity API', { identity: { methods: ['oauth1'] } }],
    [
      'Request a scoped OS-FEDERATION token',
      { identity: { methods: ['saml2'] }, scope: { project: { id: HEX } } },
    ],
  ])('%s', (title, auth) => {
    const chosen = chooseOperation('identity', 'POST', '/identity/v3/auth/tokens', JSON.stringify({ auth }));
    expect(chosen?.title).toBe(title);
    expect(chosen?.url).toMatch(/^https:\/\/docs\.openstack\.org\/api-ref\/identity\/v3/);
  });

  test.each([null, '', 'none', '[]', '{"auth": ', '{}', '{"auth": {"identity": {"methods": ["totp"]}}}'])(
    'none, where the body is %j',
    (body) => {
      expect(chooseOperation('identity', 'POST', '/v3/auth/tokens', body)).toBeNull();
    },
  );
});

describe('an action is told by the key in its body', () => {
  test.each([
    [
      'compute',
      `/v2.1/servers/${UUID}/action`,
      { reboot: { type: 'HARD' } },
      'Reboot Server (reboot Action)',
    ],
    ['compute', `/servers/${UUID}/action`, { 'os-stop': null }, 'Stop Server (os-stop Action)'],
    ['compute', `/servers/${UUID}/action`, { trigger_crash_dump: null }, 'Trigger Crash Dump In Server'],
    ['compute', '/servers', { server: { name: 'a' } }, 'Create Server'],
    ['compute', '/servers', { server: { min_count: 2 } }, 'Create Multiple Servers'],
    ['block-storage', `/v3/${HEX}/volumes/${UUID}/action`, { 'os-detach': {} }, 'Detach volume from server'],
    ['block-storage', `/v3/volumes/${UUID}/action`, { 'os-reserve': {} }, 'Reserve volume'],
    ['network', '/v2.0/ports', { ports: [] }, 'Bulk create ports'],
    ['network', '/v2.0/networks', { network: {} }, 'Create network'],
    ['shared-file-system', `/v2/shares/${UUID}/action`, { 'os-extend': {} }, 'Extend share'],
    ['orchestration', `/v1/${HEX}/stacks`, { stack_name: 'a' }, 'Create stack'],
    ['orchestration', `/v1/${HEX}/stacks/a/${UUID}/actions`, { suspend: null }, 'Suspend stack'],
    [
      'database',
      `/v1.0/${HEX}/instances/${UUID}/action`,
      { resize: { flavorRef: 1 } },
      'Resize instance flavor',
    ],
    ['dns', `/v2/zones/${UUID}/recordsets`, { type: 'A' }, 'Create Recordset'],
  ])('%s: POST %s %j', (type, path, body, title) => {
    expect(chooseOperation(type, 'POST', path, JSON.stringify(body))?.title).toBe(title);
  });

  test('a key that nobody documents is no operation', () => {
    expect(chooseOperation('compute', 'POST', `/servers/${UUID}/action`, '{"explode": null}')).toBeNull();
    expect(chooseOperation('compute', 'POST', `/servers/${UUID}/action`, '{"toString": null}')).toBeNull();
    expect(chooseOperation('compute', 'POST', `/servers/${UUID}/action`, '{"__proto__": null}')).toBeNull();
  });

  test('no key stands for two operations of one path', () => {
    for (const [type, keys] of Object.entries(ACTION_TITLES)) {
      const all = [...operationsOf(type)].filter(({ method }) => method !== 'GET');
      for (const [key, title] of Object.entries(keys)) {
        const meant = all.filter((operation) => title.test(operation.title));
        const places = new Set(meant.map(({ method, path }) => `${method} ${path}`));
        expect([key, meant.length]).toEqual([key, places.size]);
        expect(meant).not.toEqual([]);
      }
    }
  });

  test.each([
    ['compute', 'servers/{server_id}/action'],
    ['block-storage', 'volumes/{volume_id}/action'],
    ['shared-file-system', 'shares/{share_id}/action'],
    ['orchestration', '/actions'],
  ])('%s: every action of %s has a key that stands for it', (type, end) => {
    for (const { title, path } of operationsOf(type)) {
      if (!path.endsWith(end) || / \(\S+ Action\)/.test(title)) continue;
      const keys = Object.values(ACTION_TITLES[type] ?? {}).filter((wanted) => wanted.test(title));
      expect([title, keys.length]).toEqual([title, 1]);
    }
  });
});

test('operations that differ in their query are told apart by it', () => {
  const path = `/v1/nodes/${UUID}/bios`;
  const plain = chooseOperation('baremetal', 'GET', path, null)?.title;
  const detailed = chooseOperation('baremetal', 'GET', `${path}?detail=True`, null)?.title;
  expect(plain).toMatch(/List all Bios settings/i);
  expect(detailed).not.toBe(plain);
});
