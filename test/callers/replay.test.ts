import { readdirSync } from 'node:fs';
import { readTrace } from '../../bench/callers-trace.js';
import { CallerReplay, inferTrace, type ReplayedMessage } from '../../src/callers/replay.js';
import { sharedFile, testWithShared } from '../shared.js';

const CAPTURES = ['image-add-project', 'image-create', 'image-list', 'image-remove-project', 'image-show'];

for (const capture of CAPTURES) {
  testWithShared(
    `every caller of ${capture} is found again, sure and with a reason, and every parent`,
    () => {
      const { messages, names, parents } = readTrace(sharedFile('captures', capture));
      const found = inferTrace(messages);
      expect(new Map([...found.callers].map(([number, { name }]) => [number, name]))).toEqual(names);
      expect(found.parents).toEqual(parents);
      for (const { confidence, reason } of found.callers.values()) {
        expect(['certain', 'likely']).toContain(confidence);
        expect(reason).toMatch(/\w/);
      }
    },
  );
}

testWithShared('the captures are all looked at', () => {
  expect(readdirSync(sharedFile('captures')).sort()).toEqual(CAPTURES);
});

testWithShared('tokens that are hidden by their digest do as well', () => {
  const { messages, names } = readTrace(sharedFile('captures', 'image-create'));
  const hidden = messages.map((message) => ({
    ...message,
    headers: message.headers.map((text) => (text.startsWith('gAAAA') ? `{SHA256}${text.slice(-64)}` : text)),
  }));
  const { callers } = inferTrace(hidden);
  expect([...callers.values()].map(({ name }) => name)).toEqual([...names.values()]);
});

const request = (number: number, service: string, url: string, headers: string[]): ReplayedMessage => ({
  kind: 'request',
  number,
  service,
  method: 'GET',
  url,
  headers,
});
const response = (number: number, headers: string[] = []): ReplayedMessage => ({
  kind: 'response',
  number,
  status: 200,
  headers,
});

test('the name that the trace gives is not looked at', () => {
  const said = ['X-Requestshook-Request-From', 'liar', 'User-Agent', 'curl/8'];
  const { callers } = inferTrace([request(1, 'keystone', 'http://k/', said)]);
  expect(callers.get(1)).toMatchObject({ name: 'curl', source: 'rule' });
});

test('a service that calls has the name that it has in the trace', () => {
  const { callers, parents } = inferTrace([
    request(1, 'images', 'http://h/image/v2/images', [
      'X-Auth-Token',
      'users',
      'User-Agent',
      'openstacksdk/1',
    ]),
    request(2, 'keystone', 'http://h/identity/v3/auth/tokens', ['X-Subject-Token', 'users']),
    response(2),
    response(1),
  ]);
  expect([callers.get(2)?.name, parents.get(2)]).toEqual(['images', 1]);
});

test('a response whose request is not there, and a request without a response, are borne', () => {
  const { callers, parents } = inferTrace([
    response(9),
    request(1, 'glance-api', 'http://h', ['X-Auth-Token', 'users']),
    request(2, 'keystone', 'http://h/identity/v3/auth/tokens?nocatalog', ['X-Subject-Token', 'users']),
  ]);
  expect([...callers.keys()]).toEqual([1, 2]);
  expect([...parents]).toEqual([
    [1, null],
    [2, 1],
  ]);
});

test('what a proxy left unanswered when it ended causes nothing in its next run', () => {
  const replay = new CallerReplay();
  const services = new Map([
    [1, 'glance-api'],
    [2, 'keystone'],
    [3, 'keystone'],
  ]);
  for (const [number, service] of services) {
    const userAgent = service === 'keystone' ? 'glance/25 keystonemiddleware.auth_token/10' : 'curl/8';
    replay.push(
      request(number, service, `http://${service}/`, ['User-Agent', userAgent]),
      number < 3 ? 1 : 2,
    );
  }
  expect([...replay.end().parents.values()]).toEqual([null, 1, null]);
});

test('a long request stands behind the validation of its token, and caused it all the same', () => {
  const glance = 'glance/25 keystonemiddleware.auth_token/10';
  const upload = (number: number, token: string) =>
    request(number, 'glance-api', 'http://g/', ['X-Auth-Token', token]);
  const validation = (number: number, token: string) =>
    request(number, 'keystone', 'http://k/v3/auth/tokens', ['X-Subject-Token', token, 'User-Agent', glance]);
  const { parents } = inferTrace([
    upload(1, 'others'),
    validation(2, 'users'),
    validation(3, 'others'),
    upload(4, 'users'),
    // With the same token, but it needs no validation any more.
    upload(5, 'users'),
    upload(6, 'others'),
  ]);
  expect([...parents.values()]).toEqual([null, 4, 1, null, null, null]);
});

test("the user's rules are asked first", () => {
  const onAgent = [() => ({ name: 'mine', reason: 'mine' })];
  const { callers } = inferTrace([request(1, 'keystone', 'http://k/', [])], {
    onProcess: [],
    others: onAgent,
  });
  expect(callers.get(1)?.name).toBe('mine');
});
