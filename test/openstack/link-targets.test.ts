import { createLinkRewriters, isHost, linkTargets } from '../../src/openstack/link-targets.js';

const keystone = { name: 'keystone', url: 'http://10.0.0.5/identity', aliases: [], mount: '/identity' };
const glance = {
  name: 'glance-api',
  url: 'http://10.0.0.5:9292',
  aliases: ['http://glance'],
  mount: '/image',
};
const shared = { scheme: 'http' as const, host: '127.0.0.1', port: 8500, service: null };
const forKeystone = { scheme: 'http' as const, host: '0.0.0.0', port: 5000, service: 'keystone' };
const basesOf = (...args: Parameters<typeof linkTargets>) => linkTargets(...args).map(({ to }) => to);

test('behind the shared listener links lead to the host by which the caller came', () => {
  expect(linkTargets([keystone, glance], [shared], { host: 'proxy.example:81', listener: shared })).toEqual([
    { url: keystone.url, aliases: [], to: 'http://proxy.example:81/identity' },
    { url: glance.url, aliases: ['http://glance'], to: 'http://proxy.example:81/image' },
  ]);
});

test("behind a service's own listener it is at the root, the others are where they are", () => {
  const listeners = [shared, forKeystone];
  expect(basesOf([keystone, glance], listeners, { host: 'h:5000', listener: forKeystone })).toEqual([
    'http://h:5000',
    'http://127.0.0.1:8500/image',
  ]);
  expect(
    basesOf([keystone, glance], [forKeystone, { ...shared, host: '0.0.0.0' }], {
      host: '[::1]:5000',
      listener: forKeystone,
    }),
  ).toEqual(['http://[::1]:5000', 'http://[::1]:8500/image']);
});

test('links lead by https to a listener that speaks it, whatever the one is by which the caller came', () => {
  const secured = { ...shared, scheme: 'https' as const };
  expect(basesOf([keystone], [secured], { host: 'proxy.example', listener: secured })).toEqual([
    'https://proxy.example/identity',
  ]);
  expect(
    basesOf([keystone, glance], [secured, forKeystone], { host: 'h:5000', listener: forKeystone }),
  ).toEqual(['http://h:5000', 'https://127.0.0.1:8500/image']);
  expect(basesOf([keystone], [secured], { host: 'h', listener: secured }, 'http://front.example')).toEqual([
    'http://front.example/identity',
  ]);
});

test('a service that no listener has gets no links', () => {
  expect(basesOf([keystone, glance], [forKeystone], { host: 'h:5000', listener: forKeystone })).toEqual([
    'http://h:5000',
  ]);
});

test('of two routes with one name, the listener of that name has the first', () => {
  const second = { ...keystone, url: 'https://cloud.example', mount: '/identity-public' };
  expect(basesOf([keystone, second], [forKeystone, shared], { host: 'h', listener: forKeystone })).toEqual([
    'http://h',
    'http://127.0.0.1:8500/identity-public',
  ]);
});

test('publicUrl is the base of the shared listener, whatever the host', () => {
  const listeners = [shared, forKeystone];
  expect(
    basesOf(
      [keystone, glance],
      listeners,
      { host: 'h:5000', listener: forKeystone },
      'https://trace.example/a',
    ),
  ).toEqual(['http://h:5000', 'https://trace.example/a/image']);
});

test.each([
  undefined,
  '',
  'a b',
  'evil.example/x',
  'a"b',
  'user@host',
  '[::1',
  'a:b',
  '-a',
  `${'a'.repeat(300)}`,
])('a Host that is none (%j) is not believed; the address of the listener stands in', (host) => {
  expect(host === undefined || !isHost(host)).toBe(true);
  expect(basesOf([keystone], [shared], { host, listener: shared })).toEqual([
    'http://127.0.0.1:8500/identity',
  ]);
  const wild = { ...shared, host: '::' };
  expect(basesOf([keystone], [wild], { host, listener: wild })).toEqual(['http://127.0.0.1:8500/identity']);
  const six = { ...shared, host: '::1' };
  expect(basesOf([keystone], [six], { host, listener: six })).toEqual(['http://[::1]:8500/identity']);
});

test('rewriters are kept for the latest hosts, and no more than the limit', () => {
  const rewriters = createLinkRewriters([keystone], [shared], { limit: 2 });
  const at = (host: string) => rewriters.forEntrance({ host, listener: shared });
  const [a, b] = [at('a'), at('b')];
  expect(a.rewriteHeaderValue(keystone.url)).toBe('http://a/identity');
  expect(at('a')).toBe(a);
  at('c');
  expect(at('a')).toBe(a);
  expect(at('b')).not.toBe(b);
});
