import { createHash } from 'node:crypto';
import { cover, formSecretKind, SECRET_NAME_TAILS, secretKind } from '../../src/exchange/secrets.js';

test.each([
  ['X-Auth-Token', 'token'],
  ['x-subject-token', 'token'],
  ['X-Service-Token', 'token'],
  ['X-Storage-Token', 'token'],
  ['Openstack-Auth-Receipt', 'token'],
  ['access_token', 'token'],
  ['X-Auth-Key', 'secret'],
  ['X-Account-Meta-Temp-URL-Key-2', 'secret'],
  ['X-Container-Meta-Temp-Url-Key', 'secret'],
  ['password', 'secret'],
  ['original_password', 'secret'],
  ['adminPass', 'secret'],
  ['new_password2', 'secret'],
  ['OS-EXT-SRV-ATTR:user_data', 'secret'],
  ['private_key', 'secret'],
  ['passcode', 'secret'],
  ['secret', 'secret'],
  ['blob', 'secret'],
  ['password_expires_at', null],
  ['X-Auth-Token-Expires', null],
  ['audit_ids', null],
  ['methods', null],
  ['next_token', null],
  ['id', null],
  ['public_key', null],
  ['key_name', null],
  ['img_signature', null],
  ['secret_ref', null],
  ['metadata', null],
  ['code', null],
])('%s is %s', (name, kind) => {
  expect(secretKind(name)).toBe(kind);
});

test('a code is secret in a form, and an error number elsewhere', () => {
  expect(formSecretKind('code')).toBe('secret');
  expect(secretKind('code')).toBeNull();
});

test('a token is shown by its digest, as keystoneauth shows it', () => {
  const digest = createHash('sha256').update('gAAAAABj', 'utf8').digest('hex');
  expect(cover('token', 'gAAAAABj')).toBe(`{SHA256}${digest}`);
  // Again, from memory.
  expect(cover('token', 'gAAAAABj')).toBe(`{SHA256}${digest}`);
});

test('what is hidden already, or empty, stays as it is', () => {
  const hidden = cover('token', 'abc');
  expect(cover('token', hidden)).toBe(hidden);
  expect(cover('token', '***')).toBe('***');
  expect(cover('secret', '')).toBe('');
  expect(cover('secret', '{SHA256}abc')).toBe('***');
});

test('every name that is secret passes the quick look at its last letters', () => {
  for (const name of ['password', 'token', 'adminPass', 'user_data', 'private_key', 'otp', 'jwt', 'psk']) {
    expect(SECRET_NAME_TAILS).toContain(name.toLowerCase().slice(-3));
  }
});

test('strangers can not fill the memory with names', () => {
  for (let i = 0; i < 5000; i++) expect(secretKind(`stranger-${i}-x`)).toBeNull();
  expect(secretKind('password')).toBe('secret');
});
