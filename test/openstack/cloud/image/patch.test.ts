import { newImage } from '../../../../src/openstack/cloud/image/image.js';
import { applyPatch, PATCH_TYPES, readPatch } from '../../../../src/openstack/cloud/image/patch.js';
import { Refusal } from '../../../../src/openstack/cloud/refusal.js';

const [OLD, NEW] = PATCH_TYPES;
const image = { ...newImage('id', 'owner', 0, 0), properties: { color: 'red', 'a/b': 'x' } };

function patch(body: unknown, type: string = NEW) {
  return applyPatch(image, readPatch(body, type));
}

function refused(body: unknown, type?: string): string {
  try {
    patch(body, type);
  } catch (error) {
    if (error instanceof Refusal) return `${error.status} ${error.message} ${error.detail}`.trim();
  }
  throw new Error('it was not refused');
}

test('adds, replaces and removes free properties, and sets attributes', () => {
  const patched = patch([
    { op: 'add', path: '/shape', value: 'round' },
    { op: 'replace', path: '/color', value: 'blue' },
    { op: 'remove', path: '/a~1b' },
    { op: 'replace', path: '/name', value: 'new' },
    { op: 'replace', path: '/tags', value: ['x', 'y', 'x'] },
    { op: 'add', path: '/protected', value: true },
  ]);
  expect(patched.properties).toEqual({ color: 'blue', shape: 'round' });
  expect(patched.attributes).toMatchObject({ name: 'new', protected: true });
  expect(patched.tags).toEqual(['x', 'y']);
  expect(image.properties).toEqual({ color: 'red', 'a/b': 'x' });
});

test('reads the older form as well', () => {
  expect(patch([{ add: '/q', value: 'x' }, { remove: '/color' }], OLD).properties).toEqual({
    'a/b': 'x',
    q: 'x',
  });
});

test.each([
  [{}, '400 Request body must be a JSON array of operation objects.'],
  [['x'], '400 Operations must be JSON objects.'],
  [
    [{ path: '/a' }],
    '400 Unable to find `op` in JSON Schema change. It must be one of the following: add, remove, replace.',
  ],
  [
    [{ op: 'nope', path: '/a' }],
    '400 Invalid operation: `nope`. It must be one of the following: add, remove, replace.',
  ],
  [[{ op: 'add', path: '/a' }], '400 Operation "add" requires a member named "value".'],
  [[{ op: 'add', path: 'a', value: 'x' }], '400 Pointer `a` does not start with "/".'],
  [[{ op: 'add', path: '/a//b', value: 'x' }], '400 Pointer `/a//b` contains adjacent "/".'],
  [
    [{ op: 'add', path: '/a~2', value: 'x' }],
    '400 Pointer `/a~2` contains "~" not part of a recognized escape sequence.',
  ],
  [[{ op: 'add', path: '/tags/-', value: 'x' }], "400 Invalid JSON pointer for this resource: '/tags/-'"],
  [
    [{ op: 'add', path: '/a', value: 1 }],
    "400 Provided object does not match schema 'image': 1 is not of type 'string'",
  ],
  [[{ op: 'replace', path: '/id', value: 'x' }], "403 Attribute 'id' is read-only."],
  [[{ op: 'replace', path: '/status', value: 'active' }], "403 Attribute 'status' is read-only."],
  [[{ op: 'add', path: '/os_glance_x', value: 'x' }], "403 Attribute 'os_glance_x' is reserved."],
  [
    [{ op: 'remove', path: '/name' }],
    '403 Access was denied to this resource. Property name may not be removed.',
  ],
  [
    [{ op: 'remove', path: '/nope' }],
    '409 There was a conflict when trying to complete your request. Property nope does not exist.',
  ],
  [
    [{ op: 'replace', path: '/nope', value: 'x' }],
    '409 There was a conflict when trying to complete your request. Property nope does not exist.',
  ],
])('refuses %j', (body, message) => {
  expect(refused(body)).toBe(message);
});

test('a name that every object has is a property like others', () => {
  expect(refused([{ op: 'remove', path: '/constructor' }])).toContain('Property constructor does not exist.');
  const added = patch([{ op: 'add', path: '/constructor', value: 'x' }]);
  expect(added.properties).toEqual({ color: 'red', 'a/b': 'x', constructor: 'x' });
});

test('the formats of an image that is not queued stay', () => {
  const active = { ...image, attributes: { ...image.attributes, status: 'active' as const } };
  const changes = readPatch([{ op: 'replace', path: '/disk_format', value: 'raw' }], NEW);
  expect(() => applyPatch(active, changes)).toThrow(
    'Attribute disk_format can be only replaced for a queued image.',
  );
});
