import { inferCaller } from '../../src/callers/infer.js';
import { Tokens } from '../../src/callers/tokens.js';

/** The name that is inferred for a call to Keystone with these tokens. */
function inferred(tokens: Tokens, { subject, own }: { subject?: string; own?: string }): string | null {
  const headers = [
    ...(subject === undefined ? [] : ['X-Subject-Token', subject]),
    ...(own === undefined ? [] : ['X-Auth-Token', own]),
  ];
  const facts = {
    headers,
    address: '127.0.0.1',
    method: 'GET',
    path: '/v3/auth/tokens',
    service: 'keystone',
  };
  return inferCaller(tokens, facts)?.name ?? null;
}

test('who validates a token works on a request that carries it', () => {
  const tokens = new Tokens();
  tokens.begins('users', 'glance-api');
  tokens.begins('others', 'nova-api');
  expect(inferred(tokens, { subject: 'users', own: 'glances' })).toBe('glance-api');
  expect(inferred(tokens, { subject: 'others' })).toBe('nova-api');
});

test('of several services the one that was asked last validates, as it was asked by the others', () => {
  const tokens = new Tokens();
  tokens.begins('users', 'nova-api');
  const end = tokens.begins('users', 'glance-api');
  expect(inferred(tokens, { subject: 'users' })).toBe('glance-api');
  end();
  expect(inferred(tokens, { subject: 'users' })).toBe('nova-api');
});

test('Keystone does not validate at itself', () => {
  const tokens = new Tokens();
  tokens.begins('users', 'nova-api');
  tokens.begins('users', 'keystone');
  expect(inferred(tokens, { subject: 'users' })).toBe('nova-api');
});

test('who looks at its own token validates nothing, and is the one that it was issued to', () => {
  const tokens = new Tokens();
  tokens.begins('users', 'glance-api');
  tokens.issued('users', 'openstack');
  expect(inferred(tokens, { subject: 'users', own: 'users' })).toBe('openstack');
});

test('where nobody works on the token, its validator is known by its own token', () => {
  const tokens = new Tokens();
  tokens.issued('glances', 'glance-api');
  tokens.begins('users', 'glance-api')();
  expect(inferred(tokens, { subject: 'users', own: 'glances' })).toBe('glance-api');
});

test('a token that was seen by nobody names nobody', () => {
  expect(inferred(new Tokens(), { subject: 'users', own: 'glances' })).toBeNull();
  expect(inferred(new Tokens(), {})).toBeNull();
});
