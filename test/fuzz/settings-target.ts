import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { VARIABLE_NAMES } from '../../src/config/environment.js';
import { compileFilters } from '../../src/config/filters.js';
import { SETTINGS_OPTIONS } from '../../src/config/flags.js';
import { loadSettings } from '../../src/config/load.js';
import { ConfigError } from '../../src/exchange/errors.js';
import { ROOT } from '../shared.js';
import { mutated } from './mutations.js';
import { target } from './target.js';

const fileOf = (name: string) => readFileSync(join(ROOT, 'config', name));

const CONFIG_SEEDS = [
  fileOf('proxy.yaml'),
  fileOf('devstack.yaml'),
  fileOf('one-listener-per-service.yaml'),
  ...[
    'services:\n  keystone: http://10.0.0.5/identity\n  glance: {url: "https://h:9292", mount: /image, listen: 9292, ca: a.pem}\n',
    'callers:\n- {name: horizon, address: 10.0.0.7/32}\n- name: a\n  userAgent: ^x\ntimeouts: {head: 1s, idle: 5m}\n',
    'listen: [8500, "[::1]:80"]\nlisteners: [{listen: 1, service: x}]\ncaptureLimit: 64KiB\nfilters: f.json\n',
    '{"log": "a", "dir": "b", "secrets": "hash", "ui": "off", "enabled": true, "discoverHosts": ["10.0.0.0/8"]}',
  ].map((text) => Buffer.from(text)),
];
const CONFIG_TOKENS = [
  ...[
    '\n',
    ': ',
    '- ',
    '  ',
    '? ',
    '| ',
    '>',
    '&a ',
    '*a',
    '<<: *a',
    '!!binary ',
    '!!set',
    '!x ',
    '%YAML 1.2\n---\n',
    '---\n',
  ],
  ...[
    '...',
    '# ',
    "'",
    '"',
    '{',
    '}',
    '[',
    ']',
    ',',
    'null',
    '~',
    'true',
    'off',
    '0x10',
    '1e3',
    '.inf',
    '2001-01-01',
    '\t',
  ],
  ...[
    'services:',
    'listen:',
    'callers:',
    'timeouts:',
    '__proto__: ',
    'constructor: ',
    'toString: ',
    'url:',
    '8500',
    '-1',
    '70000',
  ],
  ...[
    'http://',
    'https://[::1]:1/',
    'http://[',
    '/..',
    '10.0.0.0/33',
    '::/0',
    '%2e',
    '@',
    '(',
    '[a-',
    '1MiB',
    '9999999999GiB',
    '1s',
  ],
];

const FILES: Record<string, string> = { '/etc/rh/f.json': '{"filters": []}' };

/** Settings, or what a ConfigError says, which is to be one line that can be shown. */
function settingsOrMessage(load: () => unknown): unknown {
  try {
    return load();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    assert.notEqual(error.message, '');
    assert.doesNotMatch(error.message, /\n/, 'one line');
    return null;
  }
}

function load(config: Buffer, env: Record<string, string>, flags: Record<string, unknown>): void {
  const files: Record<string, string> = { ...FILES, '/etc/rh/p.yaml': config.toString() };
  const readFile = (path: string) => {
    const text = files[path];
    if (text === undefined) throw Object.assign(new Error(`no ${path}`), { code: 'ENOENT' });
    return text;
  };
  const settings = settingsOrMessage(() =>
    loadSettings({ flags: { config: '/etc/rh/p.yaml', ...flags }, env, folder: '/', readFile }),
  );
  if (settings === null) return;
  assert.ok(Object.isFrozen(settings));
  assert.equal(({} as Record<string, unknown>).polluted, undefined);
}

const VALUES = [
  '',
  '1',
  'off',
  'true',
  'http://h/x',
  'a=http://h',
  'a=http://h,b=https://h',
  '127.0.0.1:1',
  '10.0.0.0/8',
  '64KiB',
  'x',
];
const value = fc.oneof(
  fc.constantFrom(...VALUES),
  mutated(
    VALUES.map((text) => Buffer.from(text)),
    CONFIG_TOKENS,
  ).map(String),
);
const environment = fc.dictionary(fc.constantFrom(...VARIABLE_NAMES.slice(1)), value, { maxKeys: 3 });
const flags = fc.dictionary(
  fc.constantFrom(...Object.keys(SETTINGS_OPTIONS).slice(1)),
  fc.oneof(value, fc.boolean(), fc.array(value, { maxLength: 3 })),
  { maxKeys: 3 },
);

/** Config file, environment and flags. */
export const SETTINGS_TARGET = target(
  'settings',
  'whatever settings say, they are taken or refused by a ConfigError of one line',
  250,
  fc.property(
    fc.oneof(mutated(CONFIG_SEEDS, CONFIG_TOKENS), fc.constant(Buffer.alloc(0))),
    environment,
    flags,
    load,
  ),
);

const FILTER_SEEDS = [
  fileOf('should_not_hook.json'),
  ...[
    '{"from": "nova-compute", "urls": ["/placement/(?P<id>[^/]+)/(?i:x)", "\\\\Aa{,3}b\\\\Z", "[]a-z^]", "(?#c)\\\\d+"]}',
    '[{"to": "keystone", "method": "GET", "urls": "/identity/"}, {"urls": ["{uuid}"]}]',
    '{"mappings": {"{id}": "([0-9]+)", "": "x"}, "filters": {"urls": ["(?i)/a/{id}(?=b)(?<!c)\\\\1"]}}',
  ].map((text) => Buffer.from(text)),
];
const FILTER_TOKENS = [
  ...[
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '*',
    '+',
    '?',
    '|',
    '^',
    '$',
    '.',
    '\\\\',
    '(?',
    '(?P<a>',
    '(?P=a)',
    '(?:',
    '(?i)',
    '(?x)',
  ],
  ...[
    '{,2}',
    '{2,}',
    '*+',
    '\\\\Z',
    '\\\\b',
    '\\\\p',
    '"',
    ',',
    ':',
    'null',
    '0',
    '[]',
    '"urls":',
    '"url":',
    '"from":',
    '"mappings":',
  ],
];
const CALLS = [
  { from: 'nova-compute', to: 'placement-api', method: 'GET', url: 'http://h/placement/resource_providers' },
  { from: 'a', to: 'keystone', method: 'get', url: 'http://h/identity/v3/x?y' },
  { from: '', to: '', method: '', url: '' },
];

/** should_not_hook.json. */
export const FILTERS_TARGET = target(
  'filters',
  'whatever a filter file says, it is taken or refused by a ConfigError of one line, and filters never throw',
  600,
  fc.property(mutated(FILTER_SEEDS, FILTER_TOKENS), (bytes) => {
    const filter = settingsOrMessage(() => compileFilters(bytes.toString(), 'f.json'));
    if (typeof filter === 'function') for (const call of CALLS) assert.equal(typeof filter(call), 'boolean');
  }),
);
