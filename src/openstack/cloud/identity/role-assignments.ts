import type { Json } from '../python-json.js';
import type { Assignment, Directory, Domain, Target } from './directory.js';

/** The entries of `GET /v3/role_assignments` that its query asks for; with `include_names`, with names. */
export function roleAssignments(directory: Directory, query: URLSearchParams, identityUrl: string): Json {
  const names = isSet(query, 'include_names');
  return directory.assignments
    .filter((assignment) => isWanted(assignment, query))
    .map(({ user, role, target }) => ({
      links: { assignment: `${identityUrl}/v3/${path(target)}users/${user.id}/roles/${role.id}` },
      scope: scopeView(target, names),
      user: names ? inDomain(user) : { id: user.id },
      role: names ? named(role) : { id: role.id },
    }));
}

function isWanted({ user, role, target }: Assignment, query: URLSearchParams): boolean {
  const is = (name: string, value: string | undefined) => (query.get(name) ?? value) === value;
  return (
    is('user.id', user.id) &&
    is('role.id', role.id) &&
    is('scope.project.id', target && isProject(target) ? target.id : undefined) &&
    is('scope.domain.id', target && !isProject(target) ? target.id : undefined) &&
    (!query.has('scope.system') || target === null)
  );
}

function scopeView(target: Target, names: boolean): Json {
  if (!target) return { system: { all: true } };
  if (isProject(target)) return { project: names ? inDomain(target) : { id: target.id } };
  return { domain: names ? named(target) : { id: target.id } };
}

const isProject = (target: NonNullable<Target>) => 'domain' in target;

const path = (target: Target) =>
  target ? `${isProject(target) ? 'projects' : 'domains'}/${target.id}/` : 'system/';

const isSet = (query: URLSearchParams, name: string) =>
  query.has(name) && !/^(0|false)$/i.test(query.get(name) as string);

const named = ({ id, name }: { readonly id: string; readonly name: string }) => ({ id, name });

const inDomain = (owned: { readonly id: string; readonly name: string; readonly domain: Domain }) => ({
  ...named(owned),
  domain: named(owned.domain),
});
