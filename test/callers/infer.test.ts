import { type CallFacts, readClues } from '../../src/callers/call.js';
import { Calls } from '../../src/callers/calls.js';
import { inferElse, inferSurely } from '../../src/callers/infer.js';
import { begin, facts, issue, toGlance, toNova } from './facts.js';

/** `glance-api certain`: who is inferred to have sent a request, and how sure that is. */
function inferred(calls: Calls, given: CallFacts): string | null {
  const clues = readClues(given);
  const found = inferSurely(clues, calls) ?? inferElse(clues, calls);
  return found === null ? null : `${found.name} ${found.confidence}`;
}

test('who validates a token works on a request that carries it', () => {
  const calls = new Calls();
  begin(calls, 'openstack', toGlance({ token: 'users' }));
  begin(calls, 'openstack', toNova({ token: 'others' }));
  expect(inferred(calls, facts({ subject: 'users', token: 'glances' }))).toBe('glance-api certain');
  expect(inferred(calls, facts({ subject: 'others', method: 'HEAD' }))).toBe('nova-api certain');
});

test('who validates the X-Service-Token of a request works on that request', () => {
  const calls = new Calls();
  begin(calls, 'nova-api', toGlance({ token: 'users', headers: ['X-Service-Token', 'novas'] }));
  expect(inferred(calls, facts({ subject: 'novas', token: 'glances' }))).toBe('glance-api certain');
});

test('of several services the one that was asked last validates, until it has; as it was asked by the others', () => {
  const calls = new Calls();
  begin(calls, 'openstack', toNova({ token: 'users' }));
  const inner = begin(calls, 'nova-api', toGlance({ token: 'users' }));
  expect(inferred(calls, facts({ subject: 'users' }))).toBe('glance-api likely');
  begin(calls, 'glance-api', facts({ subject: 'users' }));
  expect(inferred(calls, facts({ subject: 'users' }))).toBe('nova-api likely');
  calls.ends(inner);
  expect(inferred(calls, facts({ subject: 'users' }))).toBe('nova-api certain');
});

test("of several services the one whose own token it is done with validates a user's", () => {
  const calls = new Calls();
  issue(calls, 'nova-api', 'novas');
  begin(calls, 'openstack', toNova({ token: 'users' }));
  begin(calls, 'nova-api', toGlance({ token: 'users' }));
  expect(inferred(calls, facts({ subject: 'users', token: 'novas' }))).toBe('nova-api certain');
});

test('Keystone does not validate at itself', () => {
  const calls = new Calls();
  begin(calls, 'openstack', toNova({ token: 'users' }));
  begin(calls, 'openstack', facts({ token: 'users' }));
  expect(inferred(calls, facts({ subject: 'users' }))).toBe('nova-api certain');
});

test('who looks at its own token validates nothing, and is the one that it was issued to', () => {
  const calls = new Calls();
  issue(calls, 'openstack', 'users');
  expect(inferred(calls, facts({ subject: 'users', token: 'users' }))).toBe('openstack likely');
});

test('who revokes a token need not work on a request with it', () => {
  const calls = new Calls();
  begin(calls, 'openstack', toGlance({ token: 'users' }));
  expect(inferred(calls, facts({ method: 'DELETE', subject: 'users', token: 'admins' }))).toBeNull();
});

test('a service is known by its own token, also where nobody works on the one that it validates', () => {
  const calls = new Calls();
  issue(calls, 'glance-api', 'glances');
  expect(inferred(calls, facts({ subject: 'users', token: 'glances' }))).toBe('glance-api certain');
  expect(inferred(calls, facts({ token: 'glances', userAgent: 'openstacksdk/1.0' }))).toBe(
    'glance-api certain',
  );
});

test('a token with which a service was seen to validate others is its own from then on', () => {
  const calls = new Calls();
  const request = begin(calls, 'openstack', toGlance({ token: 'users' }));
  begin(calls, 'glance-api', facts({ subject: 'users', token: 'glances' }));
  calls.ends(request);
  expect(inferred(calls, facts({ path: '/v3/limits', token: 'glances' }))).toBe('glance-api certain');
});

test('an X-Service-Token tells who passes its user’s token on', () => {
  const calls = new Calls();
  issue(calls, 'openstack', 'users');
  issue(calls, 'nova-compute', 'novas');
  const given = toGlance({ token: 'users', headers: ['X-Service-Token', 'novas'] });
  expect(inferred(calls, given)).toBe('nova-compute certain');
});

test("a service passes on its user's token, and the id of the request that it works on", () => {
  const calls = new Calls();
  issue(calls, 'openstack', 'users');
  begin(calls, 'openstack', toNova({ token: 'users', userAgent: 'openstacksdk/1.0' }));
  const given = (headers: string[]) =>
    toGlance({ token: 'users', userAgent: 'python-glanceclient', headers });
  expect(inferred(calls, given(['X-Openstack-Request-Id', 'req-1']))).toBe('nova-api likely');
  // The dashboard asks several services at once with one token.
  expect(inferred(calls, given([]))).toBe('nova-api guess');
  // What says the same of itself as the request that carried the token is more likely the same client.
  const userAgent = 'openstacksdk/1.0';
  const alike = toGlance({ token: 'users', userAgent, headers: ['X-Openstack-Request-Id', 'req-1'] });
  expect(inferred(calls, alike)).toBe('openstack likely');
});

test('who has got a token uses it', () => {
  const calls = new Calls();
  issue(calls, 'glance', 'users');
  expect(inferred(calls, toGlance({ token: 'users', userAgent: 'python-glanceclient' }))).toBe(
    'glance likely',
  );
});

test('a client that sends its second request within the first, both alike, is still itself', () => {
  const calls = new Calls();
  const userAgent = 'openstacksdk/1.0';
  issue(calls, 'openstack', 'users');
  begin(calls, 'openstack', toNova({ token: 'users', userAgent }));
  expect(inferred(calls, toGlance({ token: 'users', userAgent }))).toBe('openstack likely');
});

test('who came by a connection comes by it again, unless it says something else of itself', () => {
  const calls = new Calls();
  const connection = {};
  calls.ends(begin(calls, 'tool', toGlance({ connection, userAgent: 'Go-http-client/1.1' })));
  expect(inferred(calls, toGlance({ connection, userAgent: 'Go-http-client/1.1' }))).toBe('tool likely');
  expect(inferred(calls, toGlance({ connection, userAgent: 'okhttp/4' }))).toBeNull();
});

test('what runs within a web server is the service at work; where there are several, that is a guess', () => {
  const calls = new Calls();
  const given = facts({ method: 'POST', userAgent: 'uwsgi keystoneauth1/5.0.0 python-requests/2.28.1' });
  expect(inferred(calls, given)).toBeNull();
  begin(calls, 'openstack', toGlance({ token: 'users' }));
  expect(inferred(calls, given)).toBe('glance-api likely');
  begin(calls, 'openstack', toNova({ token: 'users' }));
  expect(inferred(calls, given)).toBe('nova-api guess');
});

test('a token that was seen by nobody names nobody, while nobody is at work', () => {
  expect(inferred(new Calls(), facts({ subject: 'users', token: 'glances' }))).toBeNull();
  expect(inferred(new Calls(), facts())).toBeNull();
});
