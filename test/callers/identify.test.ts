import { DEFAULT_RULES } from '../../src/callers/default-rules.js';
import { type CallerSources, type CallPlace, identifyCaller } from '../../src/callers/identify.js';
import { compileRules } from '../../src/callers/rules.js';
import { Tokens } from '../../src/callers/tokens.js';

const GLANCE = 'glance/25.1.0 keystonemiddleware.auth_token/10.1.0 keystoneauth1/5.0.0';

const sources = (more: Partial<CallerSources> = {}): CallerSources => ({
  rules: () => DEFAULT_RULES,
  tokens: new Tokens(),
  nameOfType: () => null,
  ...more,
});

const call = (headers: string[], more: Partial<CallPlace> = {}): CallPlace => ({
  headers,
  address: '10.0.0.9',
  method: 'GET',
  path: '/identity/v3/auth/tokens',
  service: 'keystone',
  listenerFrom: null,
  ...more,
});

const rules = () => [...compileRules([{ name: 'lab', address: '10.0.0.0/24' }]), ...DEFAULT_RULES];

test('the header that came in wins over all else, made fit to be a name', () => {
  const place = call(['x-requestshook-request-FROM', ' nova compute', 'User-Agent', GLANCE], {
    listenerFrom: 'listener',
  });
  expect(identifyCaller(sources({ rules }), place)).toEqual({ name: 'nova_compute', source: 'header' });
});

test('an empty header says nothing', () => {
  expect(identifyCaller(sources(), call(['X-Requestshook-Request-From', ' ']))).toEqual({
    name: 'unknown',
    source: 'unknown',
  });
});

test('the name of the listener, or of the traced command, wins over rules', () => {
  const place = call(['User-Agent', GLANCE], { listenerFrom: 'openstack' });
  expect(identifyCaller(sources({ rules }), place)).toEqual({ name: 'openstack', source: 'listener' });
});

test("the user's rules win over the default ones, and the reason is told", () => {
  expect(identifyCaller(sources({ rules }), call(['User-Agent', GLANCE]))).toEqual({
    name: 'lab',
    source: 'rule',
    reason: 'rule of the config: address in 10.0.0.0/24',
  });
  expect(identifyCaller(sources(), call(['User-Agent', GLANCE]))).toEqual({
    name: 'glance-api',
    source: 'rule',
    reason: 'User-Agent of keystonemiddleware in glance',
  });
});

test('rules are asked anew for each call, as they can be reloaded', () => {
  let current = [...DEFAULT_RULES];
  const reloaded = sources({ rules: () => current });
  expect(identifyCaller(reloaded, call(['User-Agent', 'curl/7'])).name).toBe('curl');
  current = compileRules([{ name: 'me', userAgent: /^curl/ }]);
  expect(identifyCaller(reloaded, call(['User-Agent', 'curl/7'])).name).toBe('me');
});

test('a service that calls has the name under which it is called, so that a diagram shows it once', () => {
  const nameOfType = (type: string) => (type === 'image' ? 'glance' : null);
  expect(identifyCaller(sources({ nameOfType }), call(['User-Agent', GLANCE])).name).toBe('glance');
  // Another process of a project is not the service that is called.
  const scheduler = ['User-Agent', 'nova-scheduler keystoneauth1/5.0.0'];
  expect(identifyCaller(sources({ nameOfType: () => 'nova' }), call(scheduler)).name).toBe('nova-scheduler');
});

test('inference is asked where no rule can tell, and wins over the User-Agent', () => {
  const tokens = new Tokens();
  tokens.issued('gAAAA', 'heat-engine');
  const place = call(['User-Agent', 'python-novaclient', 'X-Auth-Token', 'gAAAA']);
  expect(identifyCaller(sources({ tokens }), place)).toEqual({
    name: 'heat-engine',
    source: 'inference',
    reason: 'uses the token that was issued to it',
  });
});

test('else it is the first word of the User-Agent, and without one nobody known', () => {
  expect(identifyCaller(sources(), call(['user-agent', 'Go-http-client/1.1']))).toEqual({
    name: 'Go-http-client',
    source: 'user-agent',
  });
  expect(identifyCaller(sources(), call([]))).toEqual({ name: 'unknown', source: 'unknown' });
});
