import fc from 'fast-check';
import { hiddenHeader, hiddenHeaders } from '../../src/exchange/secret-headers.js';
import { cover } from '../../src/exchange/secrets.js';

const T = 'gAAAAABjspLyEYEtrXJ0vvq7';
const H = cover('token', T);

test.each([
  ['X-Auth-Token', T, H],
  ['x-auth-token', T, H],
  ['Authorization', `Bearer ${T}`, `Bearer ${H}`],
  ['authorization', 'Basic YWRtaW46YXNkZg==', 'Basic ***'],
  ['Authorization', 'AWS4-HMAC-SHA256 Credential=AK/2/x, Signature=ff', 'AWS4-HMAC-SHA256 ***'],
  ['Authorization', 'Negotiate', 'Negotiate'],
  ['Authorization', 'gAAAAABj', '***'],
  ['Proxy-Authorization', 'Basic eDp5', 'Basic ***'],
  ['Cookie', 'sessionid=abc; csrftoken="x=y"; empty=', 'sessionid=***; csrftoken=***; empty='],
  ['Cookie', 'bare', '***'],
  [
    'Set-Cookie',
    'sessionid=abc; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax',
    'sessionid=***; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax',
  ],
  [
    'Location',
    'http://h/v1/a/c/o?temp_url_sig=ab12&temp_url_expires=5',
    'http://h/v1/a/c/o?temp_url_sig=***&temp_url_expires=5',
  ],
  ['Referer', 'http://joe:pw@h/', 'http://joe:***@h/'],
  ['X-Container-Meta-Temp-Url-Key', 'k', '***'],
  ['Vary', 'X-Auth-Token', 'X-Auth-Token'],
  ['WWW-Authenticate', "Keystone uri='http://h/identity'", "Keystone uri='http://h/identity'"],
  ['User-Agent', 'openstacksdk/0.101.0 keystoneauth1/5.0.0', 'openstacksdk/0.101.0 keystoneauth1/5.0.0'],
  ['Content-Type', 'text/html; charset=utf-8', 'text/html; charset=utf-8'],
  ['Openstack-Identity-Access-Rules', '1.0', '1.0'],
])('%s: %s', (name, value, shown) => {
  expect(hiddenHeader(name, value)).toBe(shown);
  expect(hiddenHeader(name, value, 'plain')).toBe(value);
  // Hidden once, hidden for good: a trace can be hidden again.
  expect(hiddenHeader(name, shown)).toBe(shown);
});

test('lines without secrets are the same array', () => {
  const lines = ['Host', 'a', 'Accept', '*/*'];
  expect(hiddenHeaders(lines)).toBe(lines);
  expect(hiddenHeaders(['X-Auth-Token', 'a'], 'plain')).toEqual(['X-Auth-Token', 'a']);
});

test('order, repetition and names stay; the lines that came in too', () => {
  const lines = ['Set-Cookie', 'a=§', 'Host', 'h', 'SET-COOKIE', 'b=§; Path=/'];
  expect(hiddenHeaders(lines)).toEqual(['Set-Cookie', 'a=***', 'Host', 'h', 'SET-COOKIE', 'b=***; Path=/']);
  expect(lines[1]).toBe('a=§');
});

test('no token is left in any header that holds tokens', () => {
  const names = fc.constantFrom(
    'X-Auth-Token',
    'X-Subject-Token',
    'X-Service-Token',
    'authorization',
    'cookie',
  );
  fc.assert(
    fc.property(names, fc.string({ minLength: 1 }), (name, padding) => {
      expect(hiddenHeader(name, `${padding.replace(/[\s;=]/g, '')}§`)).not.toContain('§');
    }),
  );
});
