import { createStrayRegister, createStraySearch } from '../../src/openstack/link-strays.js';

const search = createStraySearch([
  'http://10.0.0.5/identity',
  'http://10.0.0.5/image',
  'http://127.0.0.1:8500',
]);
const strays = (value: unknown) => search.inBody(Buffer.from(JSON.stringify(value, null, 2)));

test('an endpoint of a service that nobody knows is found, less version and project', () => {
  const endpoint = (url: string) => ({ interface: 'public', region: 'RegionOne', url });
  expect(
    strays({
      token: {
        catalog: [
          { type: 'identity', endpoints: [endpoint('http://10.0.0.5/identity')] },
          { type: 'image', endpoints: [endpoint('HTTP://10.0.0.5:80/image/v2')] },
          {
            type: 'volumev3',
            endpoints: [endpoint('http://10.0.0.5/volume/v3/4f0c3b1de1c84b5f9e0a1b2c3d4e5f60')],
          },
          {
            type: 'object-store',
            endpoints: [endpoint('http://10.0.0.5:8080/v1/AUTH_4f0c'), endpoint('http://10.0.0.5:8080')],
          },
        ],
      },
    }),
  ).toEqual(['http://10.0.0.5/volume', 'http://10.0.0.5:8080']);
});

test('the endpoints of a catalog of v2.0 are found', () => {
  const endpoints = [
    {
      publicURL: 'http://a.example/',
      internalURL: 'http://b.example:80/',
      adminURL: 'http://10.0.0.5/image',
    },
  ];
  expect(strays({ access: { serviceCatalog: [{ endpoints }] } })).toEqual([
    'http://a.example',
    'http://b.example',
  ]);
});

test('links of resources and lists are found, many of one service once', () => {
  const servers = Array.from({ length: 50 }, (_, i) => ({
    id: i,
    links: [{ rel: 'self', href: `http://10.0.0.5/compute/v2.1/servers/${i}` }],
  }));
  expect(strays({ servers, links: { self: 'http://c.example/v3/x', next: null } })).toEqual([
    'http://10.0.0.5/compute',
    'http://c.example',
  ]);
});

test('escaped slashes hide nothing', () => {
  const json = '{"href":"http:\\/\\/10.0.0.5\\/volume\\/v3\\/x","url":"http:\\/\\/10.0.0.5\\/image\\/v2"}';
  expect(search.inBody(Buffer.from(json))).toEqual(['http://10.0.0.5/volume']);
});

test('links that lead to known services or to the proxy are none', () => {
  expect(strays([{ href: 'http://10.0.0.5/identity/v3' }, { url: 'http://127.0.0.1:8500/x' }])).toEqual([]);
});

test('documents for people are no calls, wherever rel stands', () => {
  expect(
    strays([
      { rel: 'describedby', type: 'text/html', href: 'https://docs.openstack.org/' },
      { href: 'https://docs.openstack.org/', type: 'text/html', rel: 'describedby' },
      { rel: 'self', href: 'http://10.0.0.5/compute/v2.1/' },
      { rel: 'help', href: 'https://developer.openstack.org/' },
    ]),
  ).toEqual(['http://10.0.0.5/compute']);
});

test('URLs under other keys, and such as no client calls, are text', () => {
  expect(
    strays({
      homepage: 'http://a.example/',
      description: 'http://a.example/',
      tags: ['http://a.example/'],
      'a key that is longer than any of those': 'http://a.example/',
      url: 'swift+http://a.example/',
      href: '/v2/images',
      name: 'url": "http://a.example/',
    }),
  ).toEqual([]);
});

test.each([
  '',
  '{',
  '"http://a/"',
  ':"http://a/"',
  '"":"http://a/"',
  '{"url":"http://a',
  '{"url":"http://"}',
])('a text that is broken (%s) is survived', (json) => {
  expect(search.inBody(Buffer.from(json))).toEqual([]);
});

test('a Location that leads past the proxy is found', () => {
  expect(search.inHeaderValue('http://127.0.0.1:60999/v2/images/a42b')).toBe('http://127.0.0.1:60999');

  expect(search.inHeaderValue('http://10.0.0.5/identity/v3/')).toBeNull();
  expect(search.inHeaderValue('/v2/images/a42b')).toBeNull();
});

test('an answer full of links to anywhere is not read to its end', () => {
  const links = Array.from({ length: 2000 }, (_, i) => ({ url: `http://${i}.example/` }));
  expect(strays(links)).toHaveLength(1000);
});

test("a link to a known service's host but to no service of it does not name the whole host", () => {
  expect(search.inHeaderValue('http://10.0.0.5/v2/images/a42b')).toBe('http://10.0.0.5/v2');
  expect(search.inHeaderValue('http://10.0.0.5/?a=/b')).toBe('http://10.0.0.5/');
  expect(search.inHeaderValue('HTTP://10.0.0.5:80/v2?a')).toBe('http://10.0.0.5/v2');
});

test('a register tells each service once, and no more than its limit', () => {
  const register = createStrayRegister({ limit: 2 });
  expect(
    ['http://a', 'http://b', 'http://a', 'http://c', 'http://b'].map((url) => register.add(url)),
  ).toEqual([true, true, false, false, false]);
  expect(register.all).toEqual(['http://a', 'http://b']);
  expect(register.overflowed).toBe(true);
});

test('a great many links to nowhere are not all looked at', () => {
  const nowhere = Array.from({ length: 2000 }, (_, i) => ({ url: `http://[${i}` }));
  expect(strays([...nowhere.slice(0, 900), { url: 'http://10.0.0.9/a' }])).toEqual(['http://10.0.0.9/a']);
  expect(strays([...nowhere, { url: 'http://10.0.0.9/a' }])).toEqual([]);
});
