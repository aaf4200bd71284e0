import yargs from 'yargs';
import { PROXY_OPTIONS } from '../../src/config/flags.js';
import { WRITTEN_SETTINGS } from '../../src/config/setting-text.js';
import { messageOf, settingsFrom } from './from-file.js';

const parse = (line: string) => yargs(line).options(PROXY_OPTIONS).exitProcess(false).parseSync();

test('what yargs makes of a command line is understood', () => {
  const flags = parse(
    '--listen 8600 --listen [::1]:8601 --service keystone=http://a/identity --service glance-api=http://b ' +
      '--log /l --dir /d --files log,journal --secrets plain --no-enabled --discover --discover-hosts a,10.0.0.0/8 --no-rewrite-links ' +
      '--public-url https://p/ --capture-limit 64KiB --digest --workers 4 --log-level warn --insecure --ui 9000',
  );
  expect(settingsFrom({ flags })).toMatchObject({
    listeners: [{ port: 8600 }, { host: '::1', port: 8601 }],
    services: [
      { name: 'keystone', insecure: true },
      { name: 'glance-api', insecure: true },
    ],
    log: '/l',
    dir: '/d',
    files: ['log', 'journal'],
    secrets: 'plain',
    enabled: false,
    discover: true,
    discoverHosts: ['a', '10.0.0.0/8'],
    rewriteLinks: false,
    publicUrl: 'https://p',
    captureLimit: 65536,
    digest: true,
    workers: 4,
    ui: { host: '127.0.0.1', port: 9000 },
    logLevel: 'warn',
  });
});

test('an option that is not given says nothing', () => {
  expect(settingsFrom({ flags: parse('') })).toEqual(settingsFrom({}));
});

test('an option does not swallow the words after its value', () => {
  expect(parse('--service a=http://a openstack image list')._).toEqual(['openstack', 'image', 'list']);
});

test('every option but --config is a setting, and does something', () => {
  const options = Object.keys(PROXY_OPTIONS).filter((name) => name !== 'config');
  expect(options.filter((name) => !(name in WRITTEN_SETTINGS))).toEqual([]);
  const silent = options.filter(
    (name) => messageOf(() => settingsFrom({ flags: { [name]: ['x', 'y'] } })) === 'no error',
  );
  // A list is wrong for all but those that can stand there more than once.
  expect(silent).toEqual(['discover-hosts']);
});
