import fc from 'fast-check';
import { callerName, isRequestId } from '../../src/callers/name.js';
import { userAgentName } from '../../src/callers/user-agent.js';

test.each([
  ['glance-api', 'glance-api'],
  ['  nova  ', 'nova'],
  ['a b/c', 'a_b_c'],
  ['me@host:1+2', 'me@host:1+2'],
  ['서버😀', '___'],
  ['x\r\ny', 'x__y'],
  ['x'.repeat(65), 'x'.repeat(64)],
  ['', null],
  [' \t', null],
])('%p is called %p', (text, name) => {
  expect(callerName(text)).toBe(name);
});

test('any name is fit for a header, and stays as it is when asked again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const name = callerName(text);
      if (name === null) return text.trim() === '';
      return /^[A-Za-z0-9._:@+-]{1,64}$/.test(name) && callerName(name) === name;
    }),
  );
});

test.each([
  'db99482beaf54a05982bdc1f47687afd',
  'req-4cf54a26-26b3-4cd3-9442-2630480563b4',
  'a',
  'x'.repeat(128),
])('the id %s that came in is kept', (id) => expect(isRequestId(id)).toBe(true));

test.each(['', 'x'.repeat(129), 'a b', 'a\nb', '<b>', '../x', 'é', 'a:b'])('the id %p is not', (id) => {
  expect(isRequestId(id)).toBe(false);
});

test.each([
  ['openstacksdk/0.101.0 keystoneauth1/5.0.0 python-requests/2.28.1 CPython/3.8.10', 'openstacksdk'],
  ['curl/7.88.1', 'curl'],
  ['- keystoneauth1/5.0.0 python-requests/2.28.1', 'keystoneauth1'],
  ['python-swiftclient-4.1.0', 'python-swiftclient'],
  ['python-keystoneclient', 'python-keystoneclient'],
  ['glance keystoneauth1/5.0.0', 'glance'],
  ['Go-http-client/1.1', 'Go-http-client'],
  ['Mozilla/5.0 (X11; Linux x86_64)', 'Mozilla'],
  ['  /1.0 ok', 'ok'],
  ['', null],
  ['- /', null],
  [undefined, null],
])('by its User-Agent %p a caller is %p', (userAgent, name) => {
  expect(userAgentName(userAgent)).toBe(name);
});
