import { readClues } from '../../src/callers/call.js';
import { Calls } from '../../src/callers/calls.js';
import {
  type CallerSources,
  type CallPlace,
  identifyCaller,
  type UserRules,
} from '../../src/callers/identify.js';
import { compileRules } from '../../src/callers/rules.js';
import type { CallerRule } from '../../src/config/settings.js';
import { issue } from './facts.js';

const GLANCE = 'glance/25.1.0 keystonemiddleware.auth_token/10.1.0 keystoneauth1/5.0.0';

const userRules = (...rules: CallerRule[]): UserRules => ({
  onProcess: compileRules(rules.filter(({ process }) => process)),
  others: compileRules(rules.filter(({ process }) => !process)),
});

const sources = (more: Partial<CallerSources> = {}): CallerSources => ({
  rules: () => userRules(),
  calls: new Calls(),
  nameOfType: () => null,
  ...more,
});

const call = (headers: string[], more: Partial<CallPlace> = {}): CallPlace => ({
  headers,
  address: '10.0.0.9',
  method: 'GET',
  path: '/identity/v3/auth/tokens',
  service: 'keystone',
  serviceType: 'identity',
  connection: null,
  listenerFrom: null,
  process: null,
  ...more,
});

const identify = (sources: CallerSources, place: CallPlace) =>
  identifyCaller(sources, place, readClues({ ...place, pid: place.process?.pid ?? null }));

const lab = () => userRules({ name: 'lab', address: '10.0.0.0/24' });
const process = { pid: 7, command: '/usr/bin/python3 /usr/bin/openstack image list', name: 'openstack' };

test('the header that came in wins over all else, made fit to be a name', () => {
  const place = call(['x-requestshook-request-FROM', ' nova compute', 'User-Agent', GLANCE], {
    listenerFrom: 'listener',
  });
  expect(identify(sources({ rules: lab }), place)).toEqual({
    name: 'nova_compute',
    source: 'header',
    confidence: 'certain',
  });
});

test('an empty header says nothing', () => {
  expect(identify(sources(), call(['X-Requestshook-Request-From', ' ']))).toEqual({
    name: 'unknown',
    source: 'unknown',
    confidence: 'guess',
  });
});

test('the name of the listener, or of the traced command, wins over process and rules', () => {
  const place = call(['User-Agent', GLANCE], { listenerFrom: 'nightly', process });
  expect(identify(sources({ rules: lab }), place)).toEqual({
    name: 'nightly',
    source: 'listener',
    confidence: 'certain',
    process: { pid: 7, command: process.command },
  });
});

test('the process wins over rules, and is told of', () => {
  expect(identify(sources({ rules: lab }), call(['User-Agent', GLANCE], { process }))).toEqual({
    name: 'openstack',
    source: 'process',
    reason: 'process 7: /usr/bin/python3 /usr/bin/openstack image list',
    confidence: 'certain',
    process: { pid: 7, command: process.command },
  });
});

test('a process that has no name of its own leaves the word to rules, and is told of all the same', () => {
  const uwsgi = { pid: 8, command: 'uwsgi --ini x', name: null };
  expect(identify(sources(), call(['User-Agent', GLANCE], { process: uwsgi }))).toMatchObject({
    name: 'glance-api',
    source: 'rule',
    process: { pid: 8, command: 'uwsgi --ini x' },
  });
});

test("the user's rule on a process wins over the name that it has", () => {
  const rules = () => userRules({ name: 'nightly', process: /image list/ });
  expect(identify(sources({ rules }), call([], { process }))).toMatchObject({
    name: 'nightly',
    source: 'rule',
    reason: 'rule of the config: process fits /image list/',
  });
  expect(identify(sources({ rules }), call([])).source).toBe('unknown');
});

test("the user's rules win over the default ones, and the reason is told", () => {
  expect(identify(sources({ rules: lab }), call(['User-Agent', GLANCE]))).toEqual({
    name: 'lab',
    source: 'rule',
    reason: 'rule of the config: address in 10.0.0.0/24',
    confidence: 'certain',
  });
  expect(identify(sources(), call(['User-Agent', GLANCE]))).toEqual({
    name: 'glance-api',
    source: 'rule',
    reason: 'User-Agent of keystonemiddleware in glance',
    confidence: 'certain',
  });
});

test('rules are asked anew for each call, as they can be reloaded', () => {
  let current = userRules();
  const reloaded = sources({ rules: () => current });
  expect(identify(reloaded, call(['User-Agent', 'curl/7'])).name).toBe('curl');
  current = userRules({ name: 'me', userAgent: /^curl/ });
  expect(identify(reloaded, call(['User-Agent', 'curl/7'])).name).toBe('me');
});

test('a service that calls has the name under which it is called, so that a diagram shows it once', () => {
  const nameOfType = (type: string) => (type === 'image' ? 'glance' : null);
  expect(identify(sources({ nameOfType }), call(['User-Agent', GLANCE])).name).toBe('glance');
  const worker = { pid: 8, command: 'uwsgi', name: 'glance-api' };
  expect(identify(sources({ nameOfType }), call([], { process: worker })).name).toBe('glance');
  // Another process of a project is not the service that is called.
  const scheduler = ['User-Agent', 'nova-scheduler keystoneauth1/5.0.0'];
  expect(identify(sources({ nameOfType: () => 'nova' }), call(scheduler)).name).toBe('nova-scheduler');
});

test('inference is asked where no rule can tell, and wins over the User-Agent', () => {
  const calls = new Calls();
  issue(calls, 'heat-engine', 'gAAAA');
  const place = call(['User-Agent', 'python-novaclient', 'X-Auth-Token', 'gAAAA']);
  expect(identify(sources({ calls }), place)).toEqual({
    name: 'heat-engine',
    source: 'inference',
    reason: 'uses the token that was issued to it',
    confidence: 'certain',
  });
});

test("a service's own token tells more than the library that it is sent by", () => {
  const calls = new Calls();
  issue(calls, 'glance-api', 'gAAAA');
  const place = call(['User-Agent', 'openstacksdk/0.101.0 keystoneauth1/5.0.0', 'X-Auth-Token', 'gAAAA']);
  expect(identify(sources({ calls }), place).name).toBe('glance-api');
  expect(identify(sources(), place)).toMatchObject({ name: 'openstack', confidence: 'likely' });
});

test('curl is curl, whoever gave it a token', () => {
  const calls = new Calls();
  issue(calls, 'openstack', 'gAAAA');
  const place = call(['User-Agent', 'curl/7.88.1', 'X-Auth-Token', 'gAAAA']);
  expect(identify(sources({ calls }), place)).toMatchObject({ name: 'curl', source: 'rule' });
});

test('else it is the first word of the User-Agent, and without one nobody known', () => {
  expect(identify(sources(), call(['user-agent', 'Go-http-client/1.1']))).toEqual({
    name: 'Go-http-client',
    source: 'user-agent',
    confidence: 'guess',
  });
  expect(identify(sources(), call([]))).toEqual({
    name: 'unknown',
    source: 'unknown',
    confidence: 'guess',
  });
});
