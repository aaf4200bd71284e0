import { hiddenForm, hiddenUrl, hiddenUrls, isSecretBody } from '../../src/exchange/secret-urls.js';
import { cover } from '../../src/exchange/secrets.js';

const H = cover('token', 'gAAA+b');

test.each([
  ['http://h/v3/projects?name=demo', 'http://h/v3/projects?name=demo'],
  ['http://h/x?token=gAAA%2Bb&a=1', `http://h/x?token=${H}&a=1`],
  ['http://h/x?a=1&password=pw#top', 'http://h/x?a=1&password=***#top'],
  ['http://h/x?pass%77ord=pw', 'http://h/x?pass%77ord=***'],
  ['http://h/x?password=', 'http://h/x?password='],
  ['http://h/x?password', 'http://h/x?password'],
  ['http://h/x?password=%zz', 'http://h/x?password=***'],
  ['/v1/a/c/o?temp_url_sig=ff&temp_url_expires=1', '/v1/a/c/o?temp_url_sig=***&temp_url_expires=1'],
  [
    'http://h/o?X-Amz-Algorithm=A&X-Amz-Credential=AK%2F1&X-Amz-Signature=ff',
    'http://h/o?X-Amz-Algorithm=A&X-Amz-Credential=AK%2F1&X-Amz-Signature=***',
  ],
  ['http://joe:pw@h:80/x', 'http://joe:***@h:80/x'],
  ['http://joe@h/x', 'http://joe@h/x'],
  ['http://h/a:b@c', 'http://h/a:b@c'],
  ['http://h/identity/v2.0/tokens/gAAA+b', `http://h/identity/v2.0/tokens/${H}`],
  ['http://h/v2.0/tokens/gAAA%2Bb/endpoints?x=1', `http://h/v2.0/tokens/${H}/endpoints?x=1`],
  ['http://h/v2.0/tokens/revoked', 'http://h/v2.0/tokens/revoked'],
  ['http://h/v2.0/tokens', 'http://h/v2.0/tokens'],
  ['http://h/v3/auth/tokens?nocatalog', 'http://h/v3/auth/tokens?nocatalog'],
  ['http://h/v2.1/os-console-auth-tokens/gAAA+b', `http://h/v2.1/os-console-auth-tokens/${H}`],
  [
    'http://h/images?marker=abc&limit=5&sort=name%3Aasc',
    'http://h/images?marker=abc&limit=5&sort=name%3Aasc',
  ],
  ['http://h/x?a=1&password=a%26b%3Fc&d=2', 'http://h/x?a=1&password=***&d=2'],
  [
    'http://h/vnc?path=%3Fa%3D1%26token%3DgAAA%26b%3D2',
    `http://h/vnc?path=%3Fa%3D1%26token%3D${cover('token', 'gAAA')}%26b%3D2`,
  ],
  ['http://h/vnc?path=%3Ftoken%3DgAAA', `http://h/vnc?path=%3Ftoken%3D${cover('token', 'gAAA')}`],
])('%s', (url, shown) => {
  expect(hiddenUrl(url)).toBe(shown);
  expect(hiddenUrl(url, 'plain')).toBe(url);
  expect(hiddenUrl(shown)).toBe(shown);
});

test.each([
  [
    'grant_type=password&username=joe&password=a%26b&client_secret=s',
    'grant_type=password&username=joe&password=***&client_secret=***',
  ],
  ['code=abc&state=1', 'code=***&state=1'],
  ['oauth_token=gAAA%2Bb&oauth_token_secret=s', `oauth_token=${H}&oauth_token_secret=***`],
  ['password', 'password'],
  ['', ''],
])('the form %s', (form, shown) => {
  expect(hiddenForm(form)).toBe(shown);
  expect(hiddenForm(form, 'plain')).toBe(form);
});

test('URLs within a text', () => {
  expect(hiddenUrls('see http://h/?password=a%26b&x=1')).toBe('see http://h/?password=***&x=1');
  expect(hiddenUrls('{"url": "swift+http://t:u:key@h/c", "href": "http:\\/\\/u:pw@h"}')).toBe(
    '{"url": "swift+http://t:***@h/c", "href": "http:\\/\\/u:***@h"}',
  );
  expect(hiddenUrls('"http://h/?a=1\\u0026token=gAAA+b"')).toBe(
    `"http://h/?a=1\\u0026token=${cover('token', 'gAAA b')}"`,
  );
});

test('a body is a secret where Barbican keeps one', () => {
  expect(isSecretBody('http://h/key-manager/v1/secrets/1f/payload')).toBe(true);
  expect(isSecretBody('http://h/key-manager/v1/secrets/1f')).toBe(true);
  expect(isSecretBody('http://h/key-manager/v1/secrets?limit=1')).toBe(false);
  expect(isSecretBody('http://h/v2/images/1f/file')).toBe(false);
});
