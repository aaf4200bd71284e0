import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadFilters } from '../../src/config/filters.js';
import { loadSettings } from '../../src/config/load.js';
import { SCHEMA } from '../../src/config/schema.js';
import { AUTHORITY, CERTIFICATE, KEY } from '../proxy/certificates.js';
import { ROOT } from '../shared.js';
import { settingsOf } from './from-file.js';

const example = (name: string) => join(ROOT, 'config', name);
const load = (name: string) => loadSettings({ flags: { config: example(name) }, env: {} });

test.each(readdirSync(join(ROOT, 'config')).filter((name) => name.endsWith('.yaml')))(
  '%s can be used as it is',
  (name) => {
    expect(load(name).services.length).toBeGreaterThan(0);
  },
);

test('proxy.yaml shows every key, and the defaults as they are', () => {
  const text = readFileSync(example('proxy.yaml'), 'utf8');
  const keys = Object.keys(SCHEMA.shape).filter((key) => !new RegExp(`^(# )?${key}:`, 'm').test(text));
  expect(keys).toEqual([]);
  // Of two keys with an example instead of a default, and of lists without one, nothing can be said.
  const examples =
    /^# (?:listeners|tlsCert|tlsKey|ca|clientCert|clientKey|filters|publicUrl|discoverHosts|callers|ui):.*\n(?:# {3}.*\n)*/gm;
  const shown = text
    .slice(text.indexOf('# Where the proxy listens'))
    .replace(examples, '')
    .replace(/^# (?=\w+:( |$)| {2}\w)/gm, '');
  const { config: _, ...defaults } = settingsOf('');
  expect(settingsOf(shown)).toEqual({ ...defaults, config: expect.any(String) });
});

test('every line of proxy.yaml that is a setting can be used', () => {
  const text = readFileSync(example('proxy.yaml'), 'utf8').replace(
    /^( *)# (?=(\w+:( |$)| {2,}[\w-]))/gm,
    '$1',
  );
  const certificates = ['proxy', 'keystone', 'operator'].flatMap((name) => [
    [`/etc/ssl/${name}.pem`, CERTIFICATE],
    [`/etc/ssl/${name}-key.pem`, KEY],
  ]);
  const files = {
    ...Object.fromEntries(certificates),
    '/etc/ssl/cloud-ca.pem': AUTHORITY,
    '/etc/rh/should_not_hook.json': '{}',
  };
  const { listeners, callers, services } = settingsOf(text, files);
  const certificate = (name: string) => ({ cert: `/etc/ssl/${name}.pem`, key: `/etc/ssl/${name}-key.pem` });
  expect(listeners.map((listener) => [listener.port, listener.certificate])).toEqual([
    [8500, certificate('proxy')],
    [8600, certificate('proxy')],
    [5000, certificate('keystone')],
    [9292, certificate('proxy')],
  ]);
  expect(callers.map(({ name }) => name)).toEqual(['nova-compute', 'nightly-job', 'billing']);
  expect(services[1]).toMatchObject({
    type: 'image',
    clientCertificate: certificate('operator'),
    serverName: 'glance.example.org',
    aliases: ['http://controller:9292', 'https://cloud.example.org/image'],
  });
});

test('devstack.yaml mounts the services as devstack does', () => {
  const { services } = load('devstack.yaml');
  expect(services.map(({ mount }) => mount)).toEqual(
    expect.arrayContaining(['/identity', '/image', '/compute', '/placement', '/volume', '/networking']),
  );
});

test('one-listener-per-service.yaml has no shared listener', () => {
  const { listeners } = load('one-listener-per-service.yaml');
  expect(listeners.map(({ port, service, from }) => [port, service, from])).toEqual([
    [5001, 'keystone', 'glance-api'],
    [5000, 'keystone', null],
    [9292, 'glance-api', 'nova-compute'],
    [8774, 'nova-api', null],
    [9696, 'neutron-server', null],
  ]);
});

test('should_not_hook.json filters what it says', () => {
  const isFiltered = loadFilters(example('should_not_hook.json'));
  const call = { from: 'glance-api', to: 'keystone', method: 'GET' };
  expect(isFiltered({ ...call, url: 'http://h/identity/v3/limits?service_id=1' })).toBe(true);
  expect(isFiltered({ ...call, url: 'http://h/identity/v3/projects' })).toBe(false);
});
