import { AUTHORITY } from '../proxy/certificates.js';
import { settingsFrom, settingsOf } from './from-file.js';
import { isFrozen } from './frozen.js';

const KEYSTONE = 'services:\n  keystone: http://10.0.0.5/identity\n';

test('without a word from anybody the defaults of the design hold', () => {
  expect(settingsFrom({})).toEqual({
    config: null,
    listeners: [{ host: '127.0.0.1', port: 8500, from: null, service: null, certificate: null }],
    services: [],
    log: '/var/log/requests.log',
    dir: '/var/log/requestshook',
    files: ['log', 'diagram', 'body', 'journal'],
    secrets: 'hash',
    filters: null,
    enabled: true,
    discover: false,
    discoverHosts: [],
    rewriteLinks: true,
    publicUrl: null,
    captureLimit: 1048576,
    digest: false,
    workers: 1,
    callers: [],
    timeouts: { head: 60_000, connect: 10_000, firstByte: 0, idle: 0 },
    ui: null,
    logLevel: 'info',
  });
});

test('a flag comes before a variable, a variable before the file, the file before the defaults', () => {
  const files = { '/c.yaml': 'log: /file.log\nsecrets: plain\ncaptureLimit: 5\nlogLevel: warn\n' };
  const env = { REQUESTSHOOK_CONFIG: '/c.yaml', REQUESTSHOOK_LOG: '/env.log', REQUESTSHOOK_SECRETS: 'hash' };
  const settings = settingsFrom({ flags: { log: '/flag.log' }, env, files });
  expect(settings).toMatchObject({
    log: '/flag.log',
    secrets: 'hash',
    captureLimit: 5,
    dir: '/var/log/requestshook',
    logLevel: 'warn',
  });
});

test('each timeout is taken from the strongest source that gives it', () => {
  const files = { '/c.yaml': 'timeouts:\n  connect: 1s\n  idle: 5m\n' };
  const env = { REQUESTSHOOK_TIMEOUTS_CONNECT: '250ms', REQUESTSHOOK_TIMEOUTS_FIRST_BYTE: '90' };
  const { timeouts } = settingsFrom({ flags: { config: '/c.yaml' }, env, files });
  expect(timeouts).toEqual({ head: 60_000, connect: 250, firstByte: 90, idle: 300_000 });
});

test('a service of a stronger source replaces the one of that name, the others stay', () => {
  const yaml =
    'services:\n  keystone: {url: http://a/identity, insecure: true}\n  glance-api: http://a/image\n';
  const { services } = settingsFrom({
    flags: { config: '/c.yaml', service: ['keystone=http://b/identity', 'nova-api=http://b/compute'] },
    files: { '/c.yaml': yaml },
  });
  expect(services.map(({ name, url, insecure }) => [name, url, insecure])).toEqual([
    ['keystone', 'http://b/identity', false],
    ['glance-api', 'http://a/image', false],
    ['nova-api', 'http://b/compute', false],
  ]);
});

test("a service is mounted at its URL's path, at its name where there is none, or where it says", () => {
  const { services } = settingsOf(`services:
  keystone: http://10.0.0.5/identity/
  glance-api: https://10.0.0.5:9292/
  nova-api: {url: http://10.0.0.5:8774, mount: compute/}
  swift: {url: http://10.0.0.5:8080, mount: /}
`);
  expect(services.map(({ url, mount }) => [url, mount])).toEqual([
    ['http://10.0.0.5/identity', '/identity'],
    ['https://10.0.0.5:9292', '/glance-api'],
    ['http://10.0.0.5:8774', '/compute'],
    ['http://10.0.0.5:8080', ''],
  ]);
});

test("a service's type is the one given, or what its name tells", () => {
  const { services } = settingsOf(
    'services:\n  keystone: http://a/1\n  glance-api: http://a/2\n  mine: {url: http://a/3, type: metric}\n  x: http://a/4',
  );
  expect(services.map(({ type }) => type)).toEqual(['identity', 'image', 'metric', null]);
});

test('ca and insecure hold for every service that does not say otherwise', () => {
  const { services } = settingsOf(
    'ca: all.pem\ninsecure: true\nservices:\n  a: https://a\n  b: {url: https://b, ca: own.pem, insecure: false}\n',
    { '/etc/rh/all.pem': AUTHORITY, '/etc/rh/own.pem': AUTHORITY },
  );
  expect(services.map(({ ca, insecure }) => [ca, insecure])).toEqual([
    ['/etc/rh/all.pem', true],
    ['/etc/rh/own.pem', false],
  ]);
});

test('relative paths start from the config file where they stand there, else from the working directory', () => {
  const settings = settingsFrom({
    flags: { config: 'conf/p.yaml', dir: 'trace' },
    env: {},
    files: { '/work-dir/conf/p.yaml': 'log: ../logs/requests.log' },
  });
  expect(settings.config).toBe('/work-dir/conf/p.yaml');
  expect(settings.log).toBe('/work-dir/logs/requests.log');
  expect(settings.dir).toBe('/work-dir/trace');
});

test('listen takes a port, an address, IPv6 in brackets, and lists', () => {
  const hosts = (yaml: string) => settingsOf(yaml).listeners.map(({ host, port }) => `${host} ${port}`);
  expect(hosts('listen: 8600')).toEqual(['127.0.0.1 8600']);
  expect(hosts('listen: ":8600"')).toEqual(['127.0.0.1 8600']);
  expect(hosts('listen: 0.0.0.0:8600')).toEqual(['0.0.0.0 8600']);
  expect(hosts('listen: ["[::1]:8600", controller:0, 0]')).toEqual([
    '::1 8600',
    'controller 0',
    '127.0.0.1 0',
  ]);
  expect(settingsFrom({ flags: { listen: ['1,2', '3'] } }).listeners.map(({ port }) => port)).toEqual([
    1, 2, 3,
  ]);
});

test('listeners of one service, or with a name for their callers, stand beside the shared one', () => {
  const { listeners } = settingsOf(
    `listen: 8500\n${KEYSTONE}  glance-api: {url: http://g, listen: 9292, from: nova-compute}
listeners:\n  - {listen: 5001, from: glance-api, service: keystone}\n  - {listen: 8501, from: horizon}\n`,
  );
  expect(listeners).toEqual([
    { host: '127.0.0.1', port: 8500, from: null, service: null, certificate: null },
    { host: '127.0.0.1', port: 5001, from: 'glance-api', service: 'keystone', certificate: null },
    { host: '127.0.0.1', port: 8501, from: 'horizon', service: null, certificate: null },
    { host: '127.0.0.1', port: 9292, from: 'nova-compute', service: 'glance-api', certificate: null },
  ]);
});

test('the default listener is there unless every service has another', () => {
  const ports = (yaml: string) => settingsOf(yaml).listeners.map(({ port }) => port);
  expect(ports('services:\n  a: {url: http://a, listen: 1}\n')).toEqual([1]);
  expect(ports('services:\n  a: {url: http://a, listen: 1}\n  b: http://b\n')).toEqual([8500, 1]);
  expect(ports('listeners: [{listen: 2}]\nservices:\n  a: http://a\n')).toEqual([2]);
});

test('discovered services may be on the hosts of the configured ones, unless others are listed', () => {
  expect(
    settingsOf('services:\n  a: http://Ctl:1/a\n  b: http://ctl/b\n  c: http://[::1]/c').discoverHosts,
  ).toEqual(['ctl', '[::1]']);
  expect(settingsOf(`${KEYSTONE}discoverHosts: ["*.example.org", 10.0.0.0/8]`).discoverHosts).toEqual([
    '*.example.org',
    '10.0.0.0/8',
  ]);
});

test('rules for callers keep their order, with the expression ready for use', () => {
  const { callers } = settingsOf(
    'callers:\n  - {name: a, userAgent: "^x/\\\\d"}\n  - {name: b, address: 10.0.0.0/8, header: X-Job}\n  - {name: c, process: ^/opt/c/}\n',
  );
  expect(callers).toEqual([
    { name: 'a', userAgent: /^x\/\d/ },
    { name: 'b', address: '10.0.0.0/8', header: 'X-Job' },
    { name: 'c', process: /^\/opt\/c\// },
  ]);
});

test('sizes and switches can be written as people write them', () => {
  expect(settingsOf('captureLimit: 64 KiB').captureLimit).toBe(65536);
  expect(settingsFrom({ env: { REQUESTSHOOK_CAPTURE_LIMIT: '2MB' } }).captureLimit).toBe(2_000_000);
  expect(settingsFrom({ env: { REQUESTSHOOK_DIGEST: 'on', REQUESTSHOOK_ENABLED: '0' } })).toMatchObject({
    digest: true,
    enabled: false,
  });
});

test('an empty file, keys without values and empty variables say nothing', () => {
  expect(settingsOf('')).toEqual({ ...settingsFrom({}), config: '/etc/rh/p.yaml' });
  expect(settingsOf('services:\nlog:\n')).toEqual({ ...settingsFrom({}), config: '/etc/rh/p.yaml' });
  expect(settingsFrom({ env: { REQUESTSHOOK_LOG: '' } }).log).toBe('/var/log/requests.log');
});

test('the config file can be JSON, with a byte order mark too', () => {
  const json = '\uFEFF{\n\t"log": "/j.log",\n\t"services": {"keystone": "http://a/identity"}\n}';
  expect(settingsOf(json)).toMatchObject({ log: '/j.log', services: [{ name: 'keystone' }] });
});

test('settings are frozen through and through', () => {
  expect(isFrozen(settingsOf(`${KEYSTONE}callers: [{name: a, header: X}]`))).toBe(true);
});
