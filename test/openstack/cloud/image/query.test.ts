import type { Requester } from '../../../../src/openstack/cloud/image/access.js';
import { type Image, newImage } from '../../../../src/openstack/cloud/image/image.js';
import { queryImages } from '../../../../src/openstack/cloud/image/query.js';

const ADMIN: Requester = { projectId: 'admin', isAdmin: true };
const DEMO: Requester = { projectId: 'demo', isAdmin: false };

const member = { projectId: 'demo', createdAt: 0, updatedAt: 0 };

/** Images named by who has them and how: o own, other; public, community, shared, private. */
const ALL: Image[] = (
  [
    ['own-private', 'demo', { visibility: 'private', size: 10, disk_format: 'raw' }, {}],
    ['own-community', 'demo', { visibility: 'community', size: 20, disk_format: 'raw' }, {}],
    ['public', 'admin', { visibility: 'public', size: 30, protected: true }, { tags: ['a', 'b'] }],
    ['community', 'admin', { visibility: 'community' }, {}],
    ['private', 'admin', { visibility: 'private' }, {}],
    ['shared', 'admin', { visibility: 'shared' }, {}],
    ['shared-pending', 'admin', { visibility: 'shared' }, { members: [{ ...member, status: 'pending' }] }],
    ['shared-accepted', 'admin', { visibility: 'shared' }, { members: [{ ...member, status: 'accepted' }] }],
    ['own-hidden', 'demo', { visibility: 'private', os_hidden: true }, { properties: { color: 'red' } }],
  ] as const
).map(([name, owner, attributes, more], i): Image => {
  const image = newImage(`id-${name}`, owner, Date.UTC(2023, 0, 1 + i), i);
  return { ...image, ...more, attributes: { ...image.attributes, name, ...attributes } };
});

const listed = (query: string, requester = DEMO) =>
  queryImages(ALL, new URLSearchParams(query), requester).images.map(({ attributes }) => attributes.name);

test.each([
  ['', ['shared-accepted', 'public', 'own-community', 'own-private']],
  ['visibility=all', ['shared-accepted', 'community', 'public', 'own-community', 'own-private']],
  ['visibility=community', ['community', 'own-community']],
  ['visibility=private', ['own-private']],
  ['visibility=shared', ['shared-accepted']],
  ['member_status=pending&visibility=shared', ['shared-pending']],
  ['member_status=all&visibility=shared', ['shared-accepted', 'shared-pending']],
  ['os_hidden=true', ['own-hidden']],
  ['os_hidden=true&color=red', ['own-hidden']],
  ['os_hidden=true&color=blue', []],
  ['name=public', ['public']],
  ['name=in:public,own-private', ['public', 'own-private']],
  ['tag=a&tag=b', ['public']],
  ['tag=a&tag=c', []],
  ['size_min=15&size_max=25', ['own-community']],
  ['protected=true', ['public']],
  ['disk_format=raw&status=queued', ['own-community', 'own-private']],
  ['created_at=gt:2023-01-03T00:00:00Z', ['shared-accepted']],
  ['constructor=x', []],
])('a user asks for %j', (query, names) => {
  expect(listed(query)).toEqual(names);
});

test('an administrator sees what is not community, of all projects', () => {
  expect(listed('sort=name:asc', ADMIN)).toEqual(
    ['own-private', 'private', 'public', 'shared', 'shared-accepted', 'shared-pending']
      .concat(['community'])
      .sort(),
  );
  expect(listed('visibility=private&sort=size:asc,name:desc', ADMIN)).toEqual(['private', 'own-private']);
});

test('pages: after the marker, as many as the limit, and the id to go on from', () => {
  const page = (query: string) =>
    queryImages(ALL, new URLSearchParams(`sort_key=name&sort_dir=asc&${query}`), DEMO);
  expect(page('limit=3').next).toBe('id-public');
  expect(page('limit=3&marker=id-public').images.map(({ attributes }) => attributes.name)).toEqual([
    'shared-accepted',
  ]);
  expect(page('limit=3&marker=id-public').next).toBeNull();
  expect(page('limit=0')).toEqual({ images: [], next: null });
});

test.each([
  ['limit=x', 'limit param must be an integer'],
  ['limit=-1', 'limit param must be positive'],
  ['marker=nope', 'No image found with ID nope'],
  ['visibility=nope', 'Invalid visibility value: nope'],
  ['member_status=nope', 'Invalid status: nope'],
  ['protected=x', "Invalid value 'x' for 'protected' filter. Valid values are 'true' or 'false'."],
  [
    'sort=nope',
    'Invalid sort key: nope. It must be one of the following: name, status, container_format, disk_format, size, id, created_at, updated_at.',
  ],
  ['sort_dir=nope', 'Invalid sort direction: nope'],
  ['sort=name&sort_key=name', 'Old and new sorting syntax cannot be combined'],
])('refuses %j', (query, message) => {
  expect(() => listed(query)).toThrow(message);
});
