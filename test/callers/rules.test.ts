import { readdirSync, readFileSync } from 'node:fs';
import { DEFAULT_RULES } from '../../src/callers/default-rules.js';
import { type CallerFacts, compileRules, nameByRules } from '../../src/callers/rules.js';
import { headerValue } from '../../src/exchange/headers.js';
import { sharedFile, testWithShared } from '../shared.js';

const AUTH = 'keystoneauth1/5.0.0 python-requests/2.28.1 CPython/3.11.2';
const facts = (more: Partial<CallerFacts>): CallerFacts => ({
  address: '127.0.0.1',
  headers: [],
  method: 'GET',
  path: '/identity/v3/auth/tokens',
  ...more,
});
const named = (more: Partial<CallerFacts>) => nameByRules(DEFAULT_RULES, facts(more))?.name ?? null;

test.each([
  [`openstacksdk/0.101.0 ${AUTH}`, 'openstack'],
  ['python-openstackclient', 'openstack'],
  [`osc-lib/3.0 ${AUTH}`, 'openstack'],
  ['python-keystoneclient', 'openstack'],
  [`glance/25.1.0 keystonemiddleware.auth_token/10.1.0 ${AUTH}`, 'glance-api'],
  [`placement/unknown keystonemiddleware.auth_token/7.0.1 ${AUTH}`, 'placement-api'],
  [`nova/27.0.0 keystonemiddleware.auth_token/10.1.0 ${AUTH}`, 'nova-api'],
  [`neutron/22.0.0 keystonemiddleware.auth_token/10.1.0 ${AUTH}`, 'neutron-server'],
  [`somebody/1.0 keystonemiddleware.auth_token/10.1.0 ${AUTH}`, 'somebody'],
  [`keystonemiddleware.auth_token/10.1.0 ${AUTH}`, 'swift-proxy-server'],
  [`nova-scheduler ${AUTH}`, 'nova-scheduler'],
  [`nova-api-wsgi ${AUTH}`, 'nova-api'],
  [`glance ${AUTH}`, 'glance'],
  [`rally ${AUTH}`, 'rally'],
  ['curl/7.88', 'curl'],
  ['Wget/1.21', 'wget'],
  [`openstack_auth ${AUTH}`, 'horizon'],
  [
    'HashiCorp Terraform/1.5.0 (+https://www.terraform.io) Terraform Plugin SDK/2.30 gophercloud/v1.9.0',
    'terraform',
  ],
])('%s is %s', (userAgent, name) => {
  expect(named({ userAgent })).toBe(name);
});

test.each([
  `uwsgi ${AUTH}`,
  `mod_wsgi ${AUTH}`,
  `- ${AUTH}`,
  `python3 ${AUTH}`,
  `python-novaclient ${AUTH}`,
  `cinderclient ${AUTH}`,
  `ansible/2.9 openstacksdk/1.0 ${AUTH}`,
  'python-glanceclient',
  'python-swiftclient-4.1.0',
  'gophercloud/v1.9.0',
  'Go-http-client/1.1',
  '',
  undefined,
])('no rule can tell who %p is', (userAgent) => {
  expect(named({ userAgent })).toBeNull();
});

test('a service that validates a token with keystoneclient can not be told from another one', () => {
  const headers = ['X-Auth-Token', 'a', 'x-subject-token', 'b'];
  expect(named({ userAgent: 'python-keystoneclient', headers })).toBeNull();
  expect(named({ userAgent: 'python-keystoneclient', headers, method: 'HEAD' })).toBeNull();
  // openstack token revoke
  expect(named({ userAgent: 'python-keystoneclient', headers, method: 'DELETE' })).toBe('openstack');
});

test("swiftclient is told by a service's own container", () => {
  const by = (path: string) => named({ userAgent: 'python-swiftclient-4.1.0', path });
  expect(by('/v1/AUTH_cdb4/glance/9faa6fd5?multipart-manifest=get')).toBe('glance-api');
  expect(by('/object-store/v1/AUTH_cdb4/glance_9faa6fd5')).toBe('glance-api');
  expect(by('/v1/AUTH_cdb4/volumebackups')).toBe('cinder-backup');
  expect(by('/v1/AUTH_cdb4/photos/glance')).toBeNull();
  expect(by('/v1/AUTH_cdb4')).toBeNull();
});

test("the dashboard is told by passing its user's address on", () => {
  for (const userAgent of ['python-keystoneclient', `openstacksdk/1.0 ${AUTH}`]) {
    const forwarded = (by: string) => named({ userAgent, headers: ['Forwarded', `for=10.1.2.3;by=${by}`] });
    expect(forwarded(userAgent)).toBe('horizon');
    expect(forwarded('10.0.0.1')).toBe('openstack');
  }
});

test("the user's rules are asked in order, and all that one gives must fit", () => {
  const rules = compileRules([
    { name: 'job', userAgent: /^python-requests\//, header: 'X-Job-Id' },
    { name: 'nova-compute', address: '10.0.0.7' },
    { name: 'lab', address: '10.0.0.0/24' },
  ]);
  const by = (more: Partial<CallerFacts>) => nameByRules(rules, facts(more))?.name ?? null;
  expect(by({ userAgent: 'python-requests/2', headers: ['x-job-id', ''] })).toBe('job');
  expect(by({ userAgent: 'python-requests/2' })).toBeNull();
  expect(by({ headers: ['X-Job-Id', '1'] })).toBeNull();
  expect(by({ address: '::ffff:10.0.0.7' })).toBe('nova-compute');
  expect(by({ address: '10.0.0.8' })).toBe('lab');
  expect(by({ address: '10.0.1.8' })).toBeNull();
});

test('the reason says which rule it was', () => {
  const rules = compileRules([{ name: 'lab', address: '127.0.0.0/8', userAgent: /./ }]);
  expect(nameByRules(rules, facts({ userAgent: 'x' }))?.reason).toBe(
    'rule of the config: User-Agent fits /./, address in 127.0.0.0/8',
  );
  expect(nameByRules(DEFAULT_RULES, facts({ userAgent: 'openstacksdk/1' }))?.reason).toBe(
    'User-Agent of the openstack client',
  );
});

testWithShared(
  'in real devstack traces no caller is named wrongly, and who is not named is a validation or uwsgi',
  () => {
    const counts = { right: 0, wrong: 0, untold: 0 };
    const untold = new Set<string>();
    for (const capture of readdirSync(sharedFile('captures'))) {
      const log = readFileSync(sharedFile('captures', capture, 'log.md'), 'utf8');
      for (const entry of log.split(/^(?=### \()/m)) {
        const heading = /^### \(.*?\) REQ >>> \(.*?\) : (\S+) (\S+)\n/.exec(entry);
        if (!heading) continue;
        const lines = entry.slice(heading[0].length, entry.indexOf('\n\n')).split('\n');
        const headers = lines.flatMap((line) => [
          line.slice(0, line.indexOf(': ')),
          line.slice(line.indexOf(': ') + 2),
        ]);
        const userAgent = headerValue(headers, 'User-Agent');
        const path = new URL(heading[2] as string).pathname;
        const name = nameByRules(
          DEFAULT_RULES,
          facts({ userAgent, headers, method: heading[1] as string, path }),
        )?.name;
        const truth = headerValue(headers, 'X-Requestshook-Request-From');
        counts[name === undefined ? 'untold' : name === truth ? 'right' : 'wrong']++;
        if (name === undefined)
          untold.add(`${userAgent?.split(/[ /]/)[0]} ${path.replace(/^.*\/v3/, '/v3')}`);
      }
    }
    expect(counts).toEqual({ right: 27, wrong: 0, untold: 7 });
    expect([...untold].sort()).toEqual(['python-keystoneclient /v3/auth/tokens', 'uwsgi /v3/auth/tokens']);
  },
);
