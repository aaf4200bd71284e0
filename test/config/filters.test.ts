import { compileFilters, type FilteredCall, loadFilters } from '../../src/config/filters.js';
import { messageOf } from './from-file.js';

const UUID = '8a2bd8a1-6e2c-4c3b-9f5b-3b1f6a1b2c3d';
const call = (from: string, to: string, method: string, url: string): FilteredCall => ({
  from,
  to,
  method,
  url,
});
const compiled = (value: unknown) => compileFilters(JSON.stringify(value), 'f.json');
const any = call('a', 'b', 'GET', 'http://h/x/y?z=1');

test.each([
  ['an empty file', ''],
  ['an empty object', '{}'],
  ['empty lists', '{"filters": [], "mappings": {}}'],
  ['nothing in them', '{"filters": null, "mappings": null}'],
])("%s stands for the original's default filters", (_, text) => {
  const isFiltered = compileFilters(text, 'f.json');
  const placement = (path: string) => `http://127.0.0.1/placement/resource_providers${path}`;
  expect(isFiltered(call('nova-compute', 'placement-api', 'GET', placement(`/${UUID}/inventories`)))).toBe(
    true,
  );
  expect(isFiltered(call('nova-compute', 'placement-api', 'GET', placement('?in_tree=1')))).toBe(true);
  expect(isFiltered(call('nova-compute', 'placement-api', 'PUT', placement('')))).toBe(false);
  expect(isFiltered(call('placement-api', 'keystone', 'POST', 'http://h/identity/v3/auth/tokens'))).toBe(
    true,
  );
  expect(isFiltered(call('openstack', 'keystone', 'POST', 'http://h/identity/v3/auth/tokens'))).toBe(false);
});

test('names and method are compared without case, and all that is given must fit', () => {
  const isFiltered = compiled({ filters: [{ from: 'Nova', to: 'GLANCE', method: 'get' }] });
  expect(isFiltered(call('nova', 'glance', 'GET', 'http://h/'))).toBe(true);
  expect(isFiltered(call('nova-compute', 'glance', 'GET', 'http://h/'))).toBe(false);
  expect(isFiltered(call('nova', 'keystone', 'GET', 'http://h/'))).toBe(false);
  expect(isFiltered(call('nova', 'glance', 'HEAD', 'http://h/'))).toBe(false);
});

test('a URL pattern is found anywhere in the whole URL, and one of several is enough', () => {
  expect(compiled({ filters: [{ urls: ['nowhere', '/x/y$', 'z=\\d'] }] })(any)).toBe(true);
  expect(compiled({ filters: [{ urls: ['^/x', 'nowhere'] }] })(any)).toBe(false);
  expect(compiled({ filters: [{ urls: ['^http://h'] }] })(any)).toBe(true);
});

test("each mapping's key is replaced wherever it stands, by an earlier mapping too", () => {
  const isFiltered = compiled({
    filters: [{ urls: ['/{pair}$'] }],
    mappings: { '{pair}': '{n}-{n}', '{n}': '\\d+' },
  });
  expect(isFiltered({ ...any, url: 'http://h/1-22' })).toBe(true);
  expect(isFiltered({ ...any, url: 'http://h/1-b' })).toBe(false);
});

test('without a mapping braces stand for themselves', () => {
  const isFiltered = compiled({ filters: [{ urls: ['/identity/{version}/limits'] }] });
  expect(isFiltered({ ...any, url: 'http://h/identity/v3/limits' })).toBe(false);
  expect(isFiltered({ ...any, url: 'http://h/identity/{version}/limits' })).toBe(true);
});

test('empty values in a filter fit anything', () => {
  expect(compiled({ filters: [{ from: '', to: null, method: '', urls: [] }] })(any)).toBe(true);
});

test.each([
  ['one filter alone', { from: 'a', urls: ['/x'] }],
  ['one filter alone with mappings', { from: 'a', urls: ['/{k}'], mappings: { '{k}': 'x' } }],
  ['a bare list', [{ to: 'nobody' }, { from: 'a' }]],
  ['one filter for the list', { filters: { from: 'a' } }],
  ['one pattern for the list', { filters: [{ urls: '/x/y' }] }],
  ['keys of other programs', { comment: 'why', filters: [{ from: 'a', note: 'because' }] }],
])('%s is understood as well', (_, value) => {
  expect(compiled(value)(any)).toBe(true);
  expect(compiled(value)(call('c', 'd', 'GET', 'http://h/other'))).toBe(false);
});

test('the last of two equal keys wins, as in JSON', () => {
  expect(compileFilters('{"from": "x", "from": "a"}', 'f.json')(any)).toBe(true);
});

test.each([
  ['wrong syntax', '{"filters": [}', 'f.json:1:14: not JSON: '],
  ['a text at the top', '"x"', 'f.json:1:1: expected an object, got "x"'],
  ['filters that are a text', '{"filters": "x"}', 'f.json:1:13: filters: expected a list, got "x"'],
  ['a filter that is a text', '{"filters":\n["x"]}', 'f.json:2:2: filters[0]: expected an object, got "x"'],
  ['a name that is a number', '[{"from": 5}]', 'f.json:1:11: [0].from: expected a text, got 5'],
  ['a pattern that is a list', '{"urls": [["x"]]}', 'f.json:1:11: urls[0]: expected a text, got a list'],
  ['a mapping to a number', '{"mappings": {"{a}": 3}}', 'f.json:1:22: mappings.{a}: expected a text, got 3'],
  [
    'a slip that would filter everything',
    '[{"url": ["x"]}]',
    'f.json:1:3: unknown key "url"; did you mean "urls"?',
  ],
  ['a slip at the top', '{"filter": []}', 'f.json:1:2: unknown key "filter"; did you mean "filters"?'],
  [
    'a broken pattern',
    '{"filters": [{"urls": ["/a", "/(b"]}]}',
    'f.json:1:30: filters[0].urls[1]: the pattern /(b: not a regular expression: Unterminated group',
  ],
  [
    'a pattern broken by its mapping',
    '{"urls": ["{a}"], "mappings": {"{a}": "*"}}',
    'f.json:1:11: urls[0]: the pattern {a} (with its mappings: *): not a regular expression: Nothing to repeat',
  ],
  [
    'a pattern that only Python knows',
    '{"urls": ["(?>a)"]}',
    'f.json:1:11: urls[0]: the pattern (?>a): (?>a... is not supported',
  ],
])('%s is refused with its line', (_, text, message) => {
  expect(messageOf(() => compileFilters(text, 'f.json'))).toContain(`ConfigError: ${message}`);
});

test('a URL of any length is answered at once, by its first 8 KiB', () => {
  const isFiltered = compiled({ urls: ['(x+)y'] });
  expect(isFiltered({ ...any, url: `http://h/${'x'.repeat(1_000_000)}y` })).toBe(false);
  expect(isFiltered({ ...any, url: `http://h/xy${'x'.repeat(1_000_000)}` })).toBe(true);
});

test('a file that is not there is named with the setting', () => {
  expect(messageOf(() => loadFilters('/nowhere/f.json'))).toBe(
    'ConfigError: filters: the file /nowhere/f.json can not be read: there is no such file',
  );
});

test('a pattern with line breaks is refused in one line', () => {
  const text = '{"urls": ["/a\\n\\n\\n(?x:b)"]}';
  expect(messageOf(() => compileFilters(text, 'f.json'))).toMatch(
    /^ConfigError: f.json:1:11: .*\/a \(\?x:b\)/,
  );
});
