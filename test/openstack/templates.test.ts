import fc from 'fast-check';
import { PathTemplates, pathSegments } from '../../src/openstack/templates.js';

const templates = (...paths: string[]) => {
  const made = new PathTemplates<string>();
  for (const path of paths) made.add(path, path);
  return (path: string, accept: (value: string) => boolean = () => true) =>
    made.match(pathSegments(path), accept)?.values ?? null;
};

test('a literal wins over a variable', () => {
  const match = templates('/v3/limits/{limit_id}', '/v3/limits/model');
  expect(match('/v3/limits/model')).toEqual(['/v3/limits/model']);
  expect(match('/v3/limits/other')).toEqual(['/v3/limits/{limit_id}']);
});

test('templates that cross are decided by the first literal from the left', () => {
  const match = templates('/v3/{project_id}/volumes', '/v3/default-types/{project-id}');
  expect(match('/v3/default-types/volumes')).toEqual(['/v3/default-types/{project-id}']);
});

test('a literal that leads nowhere gives way to a variable', () => {
  const match = templates('/v2/users/me/keys', '/v2/users/{user_id}/groups');
  expect(match('/v2/users/me/groups')).toEqual(['/v2/users/{user_id}/groups']);
});

test('a template without an accepted value gives way to the next', () => {
  const match = templates('/v3/limits/model', '/v3/limits/{limit_id}');
  expect(match('/v3/limits/model', (value) => value.includes('{'))).toEqual(['/v3/limits/{limit_id}']);
});

test('an object of swift spans segments, no other variable does', () => {
  const match = templates('/v1/{account}/{container}', '/v1/{account}/{container}/{object}');
  expect(match('/v1/AUTH_a/c')).toEqual(['/v1/{account}/{container}']);
  expect(match('/v1/AUTH_a/c/dir/sub//file')).toEqual(['/v1/{account}/{container}/{object}']);
});

test('a slash at the end makes no difference, neither in the template nor in the path', () => {
  const match = templates('/v3/', '/v2/images');
  expect(match('/v3')).toEqual(['/v3/']);
  expect(match('/v2/images/?limit=1')).toEqual(['/v2/images']);
});

test('a slash within braces splits nothing', () => {
  const match = templates('/v2.0/taas/tap_services/{tap_service_id/name}');
  expect(match('/v2.0/taas/tap_services/x')).toHaveLength(1);
  expect(match('/v2.0/taas/tap_services/x/name')).toBeNull();
});

test('two variables in one segment are told apart', () => {
  const found = new PathTemplates<number>();
  found.add('/v2/reverse/floatingips/{region}:{floatingip_id}', 1);
  const segment = found.match(['v2', 'reverse', 'floatingips', 'RegionOne:abc'], () => true)?.segments[3];
  expect(segment?.names).toEqual(['region', 'floatingip_id']);
  expect(segment?.pattern.exec('RegionOne:abc')?.slice(1)).toEqual(['RegionOne', 'abc']);
  expect(found.match(['v2', 'reverse', 'floatingips', 'abc'], () => true)).toBeNull();
});

test('an empty segment is no value', () => {
  expect(templates('/v2/images/{image_id}/file')('/v2/images//file')).toBeNull();
});

test('every path made from a template is matched by it or by one with more literals', () => {
  const segment = fc.constantFrom('a', 'b', '{x}', '{y}');
  const template = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => `/${parts.join('/')}`);
  fc.assert(
    fc.property(fc.array(template, { minLength: 1, maxLength: 8 }), fc.nat(), (paths, pick) => {
      const chosen = paths[pick % paths.length] as string;
      const found = templates(...paths)(chosen.replaceAll(/\{.\}/g, 'z'))?.[0];
      expect(found?.replaceAll(/\{.\}/g, 'z')).toBe(chosen.replaceAll(/\{.\}/g, 'z'));
    }),
  );
});
