import { Refusal } from '../refusal.js';
import { asList, asObject, asText } from '../shape.js';
import { type Directory, type Project, rolesOf, type Target, type User } from './directory.js';
import { expecting, unauthorized } from './errors.js';
import type { Scope, Token, TokenStore } from './tokens.js';

/**
 * `POST /v3/auth/tokens`: checks who asks (by password or by token) and what for, and issues the token.
 * Throws a Refusal: 400 for a body that is not a request for a token, 401 for anything that is wrong in it.
 */
export function authenticate(body: unknown, directory: Directory, tokens: TokenStore): Token {
  const auth = asObject(asObject(body)?.auth);
  if (!auth) throw expecting('auth', 'request body');
  const identity = asObject(auth.identity);
  if (!identity) throw new Refusal(400, "'identity' is a required property");
  if (!Array.isArray(identity.methods))
    throw new Refusal(400, "Invalid input for field 'identity': 'methods' is a required property");

  const { user, parent } = identify(identity, directory, tokens);
  const scope = readScope(auth.scope, directory, user);
  const roles = scope.kind === 'unscoped' ? [] : rolesOf(directory, user, targetOf(scope));
  if (scope.kind !== 'unscoped' && roles.length === 0) throw unauthorized();
  const methods = parent ? [...new Set(['token', ...parent.methods])] : ['password'];
  return tokens.issue({ methods, user, scope, roles, parent });
}

function identify(
  identity: Record<string, unknown>,
  directory: Directory,
  tokens: TokenStore,
): { user: User; parent: Token | null } {
  let found: { user: User; parent: Token | null } | undefined;
  for (const method of asList(identity.methods)) {
    if (method !== 'password' && method !== 'token')
      throw new Refusal(401, 'Attempted to authenticate with an unsupported method.', {
        members: { identity: { methods: ['password', 'token'] } },
      });
    const credentials = asObject(identity[method]);
    if (!credentials) throw expecting(method, 'identity');
    if (method === 'token') {
      const parent = tokens.subject(asText(credentials.id) ?? '');
      found = { user: parent.user, parent };
    } else found = { user: checkPassword(asObject(credentials.user) ?? {}, directory), parent: null };
  }
  if (!found) throw unauthorized();
  return found;
}

function checkPassword(given: Record<string, unknown>, directory: Directory): User {
  const { id, name } = given;
  if (id === undefined && name === undefined)
    throw new Refusal(400, 'Invalid input for field identity/password/user: id or name must be present.');
  if (id === undefined && !asObject(given.domain)) throw expecting('domain', 'user');
  const user = directory.users.find((candidate) =>
    id === undefined ? candidate.name === name && isIn(candidate, given.domain) : candidate.id === id,
  );
  if (!user || user.password !== given.password) throw unauthorized();
  return user;
}

function readScope(wanted: unknown, directory: Directory, user: User): Scope {
  if (wanted === undefined)
    return user.defaultProject ? { kind: 'project', project: user.defaultProject } : { kind: 'unscoped' };
  if (wanted === 'unscoped') return { kind: 'unscoped' };
  const scope = asObject(wanted) ?? {};
  if (asObject(scope.system)?.all === true) return { kind: 'system' };
  const project = asObject(scope.project);
  if (project) return { kind: 'project', project: findProject(project, directory) };
  const domain = asObject(scope.domain);
  const found = directory.domains.find(
    ({ id, name }) => domain && (domain.id === id || domain.name === name),
  );
  if (found) return { kind: 'domain', domain: found };
  throw unauthorized();
}

function targetOf(scope: Scope): Target {
  if (scope.kind === 'project') return scope.project;
  return scope.kind === 'domain' ? scope.domain : null;
}

function findProject(given: Record<string, unknown>, directory: Directory): Project {
  const { id, name } = given;
  if (id === undefined && !asObject(given.domain)) throw expecting('domain', 'project');
  const project = directory.projects.find((candidate) =>
    id === undefined ? candidate.name === name && isIn(candidate, given.domain) : candidate.id === id,
  );
  if (!project) throw unauthorized();
  return project;
}

/** Whether something is in the domain that a request names by id or by name. */
function isIn(owned: User | Project, domain: unknown): boolean {
  const given = asObject(domain) ?? {};
  return given.id === undefined ? owned.domain.name === given.name : owned.domain.id === given.id;
}
