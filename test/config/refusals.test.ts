import { misspeltVariables } from '../../src/config/environment.js';
import { messageOf, settingsFrom, settingsOf } from './from-file.js';

/** YAML, and what is said of it. */
const REFUSED: [what: string, yaml: string, message: string][] = [
  ['an unknown key', 'log: a\nlisen: 3\n', '2:1: unknown key "lisen"; did you mean "listen"?'],
  [
    'a key in another spelling',
    'rewrite_links: true',
    '1:1: unknown key "rewrite_links"; did you mean "rewriteLinks"?',
  ],
  [
    'an unknown key of a service',
    'services:\n  a:\n    url: http://a\n    mont: /b',
    '4:5: unknown key "mont"; did you mean "mount"?',
  ],
  ['an unknown timeout', 'timeouts:\n  conect: 3', '2:3: unknown key "conect"; did you mean "connect"?'],
  [
    'an unknown key of a rule',
    'callers:\n  - name: a\n    adress: 1.2.3.4',
    '3:5: unknown key "adress"; did you mean "address"?',
  ],
  ['a wrong type', 'log: 5', '1:6: log: expected the path of a file, got 5'],
  ['a list for a text', 'log: [a]', '1:6: log: expected the path of a file, got a list'],
  ['a text for a switch', 'digest: "yes"', '1:9: digest: expected true or false, got "yes"'],
  ['no worker', 'workers: 0', '1:10: workers: expected a number of processes, 1 to 64, got 0'],
  ['half a worker', 'workers: 1.5', '1:10: workers: expected a number of processes, 1 to 64, got 1.5'],
  ['too many workers', 'workers: 65', '1:10: workers: expected a number of processes, 1 to 64, got 65'],
  [
    'a word that is none of those',
    'secrets: hashed',
    '1:10: secrets: expected one of hash, plain, got "hashed"',
  ],
  ['a number for a mapping', 'services: 3', '1:11: services: expected a mapping, got 3'],
  ['a mapping for a list', 'callers: {name: a}', '1:10: callers: expected a list, got a mapping'],
  ['a list for everything', '- log: a', '1:1: expected settings, one `key: value` a line, got a list'],
  [
    'a service without a URL',
    'services:\n  a:\n    mount: /a',
    '3:5: services.a.url: expected an http or https URL such as http://10.0.0.5/identity, got nothing',
  ],
  [
    'a URL without a scheme',
    'services:\n  a: 10.0.0.5/identity',
    '2:6: services.a.url: expected an http or https URL such as http://10.0.0.5/identity, got "10.0.0.5/identity"',
  ],
  [
    'another scheme',
    'services:\n  a: ftp://b',
    '2:6: services.a.url: expected an http or https URL such as http://10.0.0.5/identity, got "ftp://b"',
  ],
  [
    'a bad port in a URL',
    'services:\n  a: http://b:99999',
    '2:6: services.a.url: expected an http or https URL such as http://10.0.0.5/identity, got "http://b:99999"',
  ],
  [
    'a query',
    'services:\n  a: http://b/c?',
    '2:6: services.a.url: expected an http or https URL such as http://10.0.0.5/identity, without a query (?...)',
  ],
  [
    'a fragment',
    'publicUrl: "http://b/#c"',
    '1:12: publicUrl: expected an http or https URL such as http://10.0.0.5/identity, without a fragment (#...)',
  ],
  [
    'a bad alias',
    'services:\n  a: {url: http://a, aliases: [http://b, c]}',
    '2:42: services.a.aliases[1]: expected an http or https URL such as http://10.0.0.5/identity, got "c"',
  ],
  [
    'a bad name',
    'services:\n  a b: http://c',
    '2:3: expected a name of 1 to 64 letters, digits and . _ : @ + - (not / or spaces), got "a b"',
  ],
  [
    'two services on one prefix',
    'services:\n  a: http://a/x\n  b: http://b/x/\n',
    '3:6: services.b.url: "/x" is the prefix of the service "a" already; give one of them another mount',
  ],
  [
    'a mount of another',
    'services:\n  a: http://a/x\n  b: {url: http://b, mount: x}\n',
    '3:29: services.b.mount: "/x" is the prefix of the service "a" already; give one of them another mount',
  ],
  [
    'a mount with a query',
    'services:\n  a: {url: http://b, mount: /x?y}\n',
    '2:29: services.a.mount: expected a path prefix such as /identity, or / for all paths, got "/x?y"',
  ],
  [
    'a mount that leaves itself',
    'services:\n  a: {url: http://b, mount: /x/..}\n',
    '2:29: services.a.mount: expected a path prefix such as /identity, or / for all paths, got "/x/.."',
  ],
  [
    'a listener for a service that is not there',
    'services:\n  keystone: http://a\nlisteners:\n  - listen: 1\n    service: keyston',
    '5:14: listeners[0].service: unknown service "keyston"; did you mean "keystone"?',
  ],
  [
    'a listener for none at all',
    'listeners:\n  - listen: 1\n    service: swift',
    '3:14: listeners[0].service: unknown service "swift"; known: none',
  ],
  [
    'a listener without an address',
    'listeners:\n  - from: a',
    '2:5: listeners[0].listen: expected an address such as 127.0.0.1:8500, [::1]:8500 or 8500, got nothing',
  ],
  [
    'one address twice',
    'listen: [8500, "127.0.0.1:8500"]',
    '1:16: listen[1]: 127.0.0.1:8500 is listened on twice',
  ],
  [
    "a service's address twice",
    'listen: 1\nservices:\n  a:\n    url: http://a\n    listen: 1',
    '5:13: services.a.listen: 127.0.0.1:1 is listened on twice',
  ],
  [
    'a name for callers of no listener',
    'services:\n  a:\n    url: http://a\n    from: b',
    "4:11: services.a.from: names the callers of the service's own listener; give it a listen too",
  ],
  [
    'a service that no listener leads to',
    'listeners: [{listen: 8500, service: a}]\nservices:\n  a: http://a\n  b: http://b',
    'no listener leads to "b": give the shared one an address (listen), or each its own',
  ],
  [
    'a port out of range',
    'listen: 70000',
    '1:9: listen: expected a port from 0 to 65535 (0: any that is free), got 70000',
  ],
  [
    'an address that is none',
    'listen: 10.0.0:1',
    '1:9: listen: expected an address such as 127.0.0.1:8500, [::1]:8500 or 8500, got "10.0.0:1"',
  ],
  [
    'IPv6 without brackets',
    'listen: "::1:8500"',
    '1:9: listen: expected an address such as 127.0.0.1:8500, [::1]:8500 or 8500; an IPv6 address needs brackets, got "::1:8500"',
  ],
  [
    'a bad expression',
    'callers:\n  - name: a\n    userAgent: "("',
    '3:16: callers[0].userAgent: not a regular expression: Unterminated group',
  ],
  [
    'a bad block',
    'callers:\n  - name: a\n    address: 10.0.0.0/33',
    '3:14: callers[0].address: expected an address or a block such as 10.0.0.5, 10.0.0.0/8 or fd00::/8, got "10.0.0.0/33"',
  ],
  [
    'a rule without a condition',
    'callers:\n  - name: a',
    '2:5: callers[0]: expected at least one of process, userAgent, address, header',
  ],
  [
    'a bad name of a caller',
    'callers:\n  - name: a/b\n    header: X',
    '2:11: callers[0].name: expected a name of 1 to 64 letters, digits and . _ : @ + - (not / or spaces), got "a/b"',
  ],
  [
    'a bad host to discover on',
    'discoverHosts: [a b]',
    '1:17: discoverHosts[0]: expected a host name, *.domain, an address, a block such as 10.0.0.0/8, or *, got "a b"',
  ],
  [
    'a bad time',
    'timeouts:\n  idle: 3 weeks',
    '2:9: timeouts.idle: expected a time in ms (0: no limit) or with its unit, such as 500ms, 10s, 5m or 1h, got "3 weeks"',
  ],
  [
    'a negative time',
    'timeouts:\n  idle: -1',
    '2:9: timeouts.idle: expected a time in ms (0: no limit) or with its unit, such as 500ms, 10s, 5m or 1h, got -1',
  ],
  [
    'a time that no timer can wait',
    'timeouts:\n  idle: 9999h',
    '2:9: timeouts.idle: expected a time of at most 24 days (0: no limit), got "9999h"',
  ],
  [
    'a size that is too large',
    'captureLimit: 300MiB',
    '1:15: captureLimit: expected a number of bytes up to 256 MiB, or with its unit, such as 64KiB or 1MiB, got "300MiB"',
  ],
  ['a key that stands there twice', 'log: a\ndir: b\nlog: c', '3:1: the key "log" stands here twice'],
  ['wrong syntax', 'log: [a', '1:8: not YAML: Flow sequence'],
  ['an unknown tag', 'log: !!python/x y', '1:6: not YAML: Unresolved tag'],
  ['an alias of nothing', 'log: *x', '1:6: *x stands for nothing before it'],
  [
    'a file that is not there',
    'filters: no.json',
    '1:10: filters: the file /etc/rh/no.json can not be read: there is no such file',
  ],
  [
    'authorities that are not there',
    'services:\n  a: {url: https://a, ca: no.pem}',
    '2:27: services.a.ca: the file /etc/rh/no.pem can not be read: there is no such file',
  ],
];

test.each(REFUSED)('refuses %s, with file, line and key', (_, yaml, message) => {
  const said = messageOf(() => settingsOf(yaml)).replace('/etc/rh/p.yaml:', '');
  expect(said.startsWith(`ConfigError: ${message}`) ? message : said).toBe(message);
  expect(said).not.toContain('\n');
});

test.each([
  ['--listen', { flags: { listen: 'x:y' } }, '--listen: expected an address such as 127.0.0.1:8500'],
  ['--service', { flags: { service: 'keystone' } }, '--service: expected NAME=URL, got "keystone"'],
  ['--service', { flags: { service: ['a=b'] } }, '--service a: expected an http or https URL'],
  [
    '--service',
    { flags: { service: ['a=http://a', 'a=http://b'] } },
    '--service: the service "a" is given twice',
  ],
  [
    '--service',
    { flags: { service: ['a=http://a/x', 'b=http://b/x'] } },
    '--service b: "/x" is the prefix of',
  ],
  ['--log', { flags: { log: ['a', 'b'] } }, '--log: given more than once'],
  ['--config', { flags: { config: ['a', 'b'] } }, '--config: given more than once'],
  ['--capture-limit', { flags: { 'capture-limit': 'lots' } }, '--capture-limit: expected a number of bytes'],
  [
    'a variable',
    { env: { REQUESTSHOOK_DISCOVER: 'maybe' } },
    'REQUESTSHOOK_DISCOVER: expected true or false, got "maybe"',
  ],
  ['a variable', { env: { REQUESTSHOOK_TIMEOUTS_IDLE: 'x' } }, 'REQUESTSHOOK_TIMEOUTS_IDLE: expected a time'],
  [
    'a variable',
    { env: { REQUESTSHOOK_SERVICE: 'a=http://a,b=x' } },
    'REQUESTSHOOK_SERVICE b: expected an http or https',
  ],
  [
    'a missing file',
    { flags: { config: 'no.yaml' } },
    'the config file /work-dir/no.yaml can not be read: there is no such file',
  ],
])('names %s where that is what is wrong', (_, sources, message) => {
  expect(messageOf(() => settingsFrom(sources))).toContain(`ConfigError: ${message}`);
});

test('a password in a URL is refused and not repeated', () => {
  for (const url of [
    'http://user:hunter2@host/x',
    'htp://user:hunter2@host/x',
    'http://user:hunter2@host:99999/',
  ]) {
    const said = messageOf(() => settingsOf(`services:\n  a: ${url}`));
    expect(said).toContain('2:6: services.a.url: expected an http or https URL');
    expect(said).not.toContain('hunter2');
  }
});

test('what a stronger source overrides is checked all the same', () => {
  const files = { '/c.yaml': 'secrets: nonsense' };
  expect(messageOf(() => settingsFrom({ flags: { config: '/c.yaml', secrets: 'hash' }, files }))).toContain(
    '/c.yaml:1:10: secrets: expected one of',
  );
});

test('a file of authorities has to hold certificates', () => {
  const said = messageOf(() =>
    settingsOf('services:\n  a: {url: https://a, ca: k.pem}', { '/etc/rh/k.pem': 'key' }),
  );
  expect(said).toContain('2:27: services.a.ca: /etc/rh/k.pem: expected a PEM file with certificates');
});

test('aliases that multiply are refused, not unfolded', () => {
  const bomb = Array.from({ length: 9 }, (_, i) =>
    i === 0
      ? 'a0: &a0 [x, x, x, x, x, x, x, x, x]'
      : `a${i}: &a${i} [${Array(9)
          .fill(`*a${i - 1}`)
          .join(', ')}]`,
  );
  expect(messageOf(() => settingsOf(bomb.join('\n')))).toMatch(
    /^ConfigError: \/etc\/rh\/p\.yaml:1:1: .*alias/,
  );
});

test('a misspelt variable is found, those of others are left alone', () => {
  const env = {
    REQUESTSHOOK_LISTN: '1',
    REQUESTSHOOK_PORT: 'tcp://10.0.0.1',
    REQUESTSHOOK_LOG: 'a',
    PATH: 'b',
  };
  expect(misspeltVariables(env)).toEqual([{ variable: 'REQUESTSHOOK_LISTN', meant: 'REQUESTSHOOK_LISTEN' }]);
});
