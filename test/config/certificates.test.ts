import { readFileSync } from 'node:fs';
import { expiryOf, isFor, namesOf } from '../../src/config/certificates.js';
import { loadSettings } from '../../src/config/load.js';
import { CERTIFICATE, certificateFile, KEY } from '../proxy/certificates.js';
import { messageOf, settingsFrom, settingsOf } from './from-file.js';

const pem = (name: string) => readFileSync(certificateFile(name), 'utf8');
const FILES = {
  '/etc/rh/c.pem': CERTIFICATE,
  '/etc/rh/k.pem': KEY,
  '/etc/rh/c2.pem': pem('client'),
  '/etc/rh/k2.pem': pem('client-key'),
};
const pair = (c: string, k: string) => ({ cert: `/etc/rh/${c}`, key: `/etc/rh/${k}` });

test('a certificate is for all listeners, unless one has its own', () => {
  const { listeners } = settingsOf(
    `tlsCert: c.pem\ntlsKey: k.pem\nlisten: [1, 2]\nlisteners:\n  - listen: 3\n  - {listen: 4, tlsCert: c2.pem, tlsKey: k2.pem}
services:\n  a: {url: http://a, listen: 5}\n`,
    FILES,
  );
  const all = pair('c.pem', 'k.pem');
  expect(listeners.map(({ port, certificate }) => [port, certificate])).toEqual([
    [1, all],
    [2, all],
    [3, all],
    [4, pair('c2.pem', 'k2.pem')],
    [5, all],
  ]);
});

test('the certificate of the command line is for the default listener, the other options for services', () => {
  const flags = {
    service: 'a=https://a',
    'tls-cert': 'c',
    'tls-key': 'k',
    'client-cert': 'c',
    'client-key': 'k',
  };
  const certificate = { cert: '/work-dir/c', key: '/work-dir/k' };
  expect(settingsFrom({ flags, files: { '/work-dir/c': CERTIFICATE, '/work-dir/k': KEY } })).toMatchObject({
    listeners: [{ port: 8500, certificate }],
    services: [{ clientCertificate: certificate, serverName: null }],
  });
});

test('a client certificate is for every service that has not its own', () => {
  const { services } = settingsOf(
    'clientCert: c.pem\nclientKey: k.pem\nservices:\n  a: https://a\n  b: {url: https://b, clientCert: c2.pem, clientKey: k2.pem, serverName: b.example}\n',
    FILES,
  );
  expect(services.map(({ clientCertificate, serverName }) => [clientCertificate, serverName])).toEqual([
    [pair('c.pem', 'k.pem'), null],
    [pair('c2.pem', 'k2.pem'), 'b.example'],
  ]);
});

const GARBAGE = CERTIFICATE.replace(/\nMII/, '\nAII');
const REFUSED: [what: string, yaml: string, files: Record<string, string>, message: string][] = [
  [
    'no such certificate',
    'tlsCert: no.pem\ntlsKey: k.pem',
    {},
    '1:10: tlsCert: the file /etc/rh/no.pem can not be read: there is no such file',
  ],
  [
    'no such key',
    'tlsCert: c.pem\ntlsKey: no.pem',
    {},
    '2:9: tlsKey: the file /etc/rh/no.pem can not be read',
  ],
  [
    'a certificate alone',
    'tlsCert: c.pem',
    {},
    '1:10: tlsCert: a certificate and its key go together: give tlsKey too',
  ],
  [
    'a key alone',
    'tlsKey: k.pem',
    {},
    '1:9: tlsKey: a certificate and its key go together: give tlsCert too',
  ],
  [
    'a certificate that is none',
    'tlsCert: k.pem\ntlsKey: k.pem',
    {},
    '1:10: tlsCert: /etc/rh/k.pem: expected a PEM file with certificates (-----BEGIN CERTIFICATE-----)',
  ],
  [
    'garbage between the right lines',
    'tlsCert: g.pem\ntlsKey: k.pem',
    { '/etc/rh/g.pem': GARBAGE },
    '1:10: tlsCert: /etc/rh/g.pem: its certificate cannot be read: it is damaged',
  ],
  [
    'a key that is none',
    'tlsCert: c.pem\ntlsKey: c.pem',
    {},
    '2:9: tlsKey: /etc/rh/c.pem: expected a PEM file with a private key (-----BEGIN PRIVATE KEY-----)',
  ],
  [
    'the key of another certificate',
    'tlsCert: c.pem\ntlsKey: k2.pem',
    {},
    '2:9: tlsKey: /etc/rh/k2.pem is not the key of the certificate /etc/rh/c.pem',
  ],
  [
    'an encrypted key',
    'tlsCert: c.pem\ntlsKey: e.pem',
    { '/etc/rh/e.pem': pem('encrypted-key') },
    '2:9: tlsKey: /etc/rh/e.pem is encrypted, and nobody is there to enter its passphrase: give one without (openssl pkey -in /etc/rh/e.pem -out KEY)',
  ],
  [
    'the certificate of one listener',
    'listeners:\n  - {listen: 1, tlsCert: c.pem, tlsKey: k2.pem}',
    {},
    '2:41: listeners[0].tlsKey: /etc/rh/k2.pem is not the key',
  ],
  [
    'a client certificate',
    'clientCert: c.pem\nclientKey: k2.pem',
    {},
    '2:12: clientKey: /etc/rh/k2.pem is not the key',
  ],
  [
    'the client certificate of a service',
    'services:\n  a: {url: https://a, clientCert: c.pem}',
    {},
    '2:35: services.a.clientCert: a certificate and its key go together: give clientKey too',
  ],
  [
    'a client certificate for plain HTTP',
    'services:\n  a: {url: http://a, clientCert: c.pem, clientKey: k.pem}',
    {},
    '2:34: services.a.clientCert: is for a service behind https, and its URL is http://a',
  ],
  [
    'an address for a name',
    'services:\n  a: {url: https://a, serverName: 10.0.0.5}',
    {},
    '2:35: services.a.serverName: expected a host name such as keystone.example.org, got "10.0.0.5"',
  ],
  [
    'a file of authorities of which one is damaged',
    'services:\n  a: {url: https://a, ca: all.pem}',
    { '/etc/rh/all.pem': `${CERTIFICATE}\n# next\n${GARBAGE}` },
    '2:27: services.a.ca: /etc/rh/all.pem: certificate 2 of 2 cannot be read: it is damaged',
  ],
];

test.each(REFUSED)('%s is refused with the place, the setting and the file', (_, yaml, files, message) => {
  expect(messageOf(() => settingsOf(yaml, { ...FILES, ...files }))).toContain(
    `ConfigError: /etc/rh/p.yaml:${message}`,
  );
});

test('a flag is named by its own name', () => {
  const flags = { 'tls-cert': certificateFile('server'), 'tls-key': certificateFile('client-key') };
  expect(messageOf(() => loadSettings({ flags, env: {} }))).toBe(
    `ConfigError: --tls-key: ${certificateFile('client-key')} is not the key of the certificate ${certificateFile('server')} (or that does not begin with the certificate itself)`,
  );
});

test('who only reads a trace need not see the keys', () => {
  const flags = {
    'tls-cert': 'no.pem',
    'tls-key': 'no.pem',
    'client-cert': 'no.pem',
    'client-key': 'no.pem',
    ca: 'no.pem',
  };
  expect(settingsFrom({ flags, triesFiles: false }).log).toBe('/var/log/requests.log');
});

test('tells for whom a certificate is, and whether it has ended', () => {
  const server = { cert: CERTIFICATE, key: KEY };
  expect(['localhost', '127.0.0.1', '::1', 'cloud.example'].map((host) => isFor(server, host))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(namesOf(server)).toBe('localhost, 127.0.0.1');
  expect(expiryOf(server)).toBeNull();
  expect(expiryOf({ ...server, cert: pem('expired') })?.toISOString()).toBe('2021-01-01T00:00:00.000Z');
});
