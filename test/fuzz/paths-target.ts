import assert from 'node:assert/strict';
import fc from 'fast-check';
import { operationsOf } from '../../src/openstack/operations.js';
import { chooseOperation } from '../../src/openstack/operations-choice.js';
import { PathTemplates, pathSegments } from '../../src/openstack/templates.js';
import { matchCall, VariableNames } from '../../src/openstack/variables.js';
import { mutated } from './mutations.js';
import { target } from './target.js';

const ID = '0b5a4f5e-3c0b-4d3c-9a55-1f4f9b6c7d8e';
const HEX = 'cdb477d9329c450e996cae2d02a2c44f';
const SERVICES = [
  'glance-api',
  'keystone',
  'nova-api',
  'swift',
  'neutron-server',
  'cinder-api',
  'designate',
  'unknown',
];

const PATHS = [
  `/image/v2/images/${ID}/members/${HEX}`,
  `/identity/v3/projects/${HEX}/users/${ID}/roles/${ID}`,
  `/v1/AUTH_${HEX}/c/${ID}/dir//x`,
  `/v2/reverse/floatingips/RegionOne:${ID}`,
  `/v2.0/taas/tap_services/${ID}?x=${ID}`,
  `/compute/v2.1/${HEX}/servers/${ID}/action`,
];
const TOKENS = [
  '/',
  '//',
  ID,
  HEX,
  `AUTH_${HEX}`,
  '{',
  '}',
  '{id}',
  '{image_id}',
  '?',
  ':',
  '@',
  '#',
  '..',
  '%2e',
  'v2',
  'images',
];
const paths = mutated(
  PATHS.map((text) => Buffer.from(text)),
  TOKENS,
).map(String);

/** Names for what is in paths. */
export const NAMES_TARGET = target(
  'names',
  'identifiers in paths get names that can be undone, each its own',
  1000,
  fc.property(
    fc.array(fc.tuple(fc.constantFrom(...SERVICES), paths), { minLength: 1, maxLength: 3 }),
    (calls) => {
      const names = new VariableNames();
      for (const [service, path] of calls) {
        const named = names.nameIdentifiers(service, 'GET', path);
        const table = names.table();
        assert.equal(new Set(table.map(({ name }) => name)).size, table.length, 'each name is there once');
        assert.equal(new Set(table.map(({ value }) => value)).size, table.length);
        for (const { name } of table) assert.match(name, /^[A-Za-z0-9_-]+$/);
        // Undone from the left, place by place; braces that the path has itself name nothing.
        const values = new Map(table.map(({ name, value }) => [`{${name}}`, value]));
        if (!/[{}]/.test(path))
          assert.equal(
            named.replace(/\{[^{}]*\}/g, (name) => values.get(name) ?? name),
            path,
          );
        assert.equal(names.nameIdentifiers(service, 'GET', path), named);
        matchCall(service, 'GET', path);
        chooseOperation('identity', 'POST', path, path);
      }
    },
  ),
);

// Those whose variables are whole segments can be compared with a pattern that is made the obvious way.
const PLAIN = [...operationsOf('image'), ...operationsOf('identity')].map(({ path }) => path);
const TEMPLATES = PLAIN.filter((path) => !/\{api_version\}|[^/]\{|\}[^/]/.test(path));
const templates = new PathTemplates<string>();
for (const path of TEMPLATES) templates.add(path, path);
const patterns = TEMPLATES.map((path) => ({
  path,
  pattern: new RegExp(
    `^${pathSegments(path)
      .map((part) => (/^\{.*\}$/.test(part) ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
      .join('/')}$`,
    's',
  ),
}));

/** Of templates that fit, whether `a` has its first literal in front of `b`'s. */
function wins(a: string, b: string): boolean {
  const [left, right] = [pathSegments(a), pathSegments(b)];
  const at = left.findIndex((part, i) => part.startsWith('{') !== right[i]?.startsWith('{'));
  return at < 0 || !left[at]?.startsWith('{');
}

/** Matching paths to operations. */
export const TEMPLATES_TARGET = target(
  'templates',
  'a path is matched by the template that trying each in turn finds',
  600,
  fc.property(
    mutated(
      [...PATHS, ...TEMPLATES.slice(0, 40)].map((text) =>
        Buffer.from(text.replace(/^\/(?:image|identity)(?=\/v)/, '')),
      ),
      [...TOKENS, ...TEMPLATES.flatMap((path) => pathSegments(path))],
    ).map(String),
    (path) => {
      const segments = pathSegments(path);
      const found = templates.match(segments, () => true);
      const text = segments.join('/');
      const fitting = patterns
        .filter(({ pattern }) => pattern.test(text) && !segments.includes(''))
        .map(({ path }) => path);
      if (segments.includes('')) return;
      assert.equal(found === null, fitting.length === 0, `${found?.values} ${fitting}`);
      const first = found?.values[0];
      if (first !== undefined)
        for (const other of fitting) assert.ok(wins(first, other), `${first} before ${other}`);
    },
  ),
);
