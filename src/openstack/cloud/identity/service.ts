import type { Answer } from '../answer.js';
import type { Call } from '../call.js';
import type { Published } from '../published.js';
import { Refusal } from '../refusal.js';
import { findRoute, type Route } from '../route.js';
import { errorAnswer, jsonAnswer, methodNotAllowed, noSuchPage } from './answers.js';
import type { IdentityContext } from './context.js';
import type { Directory } from './directory.js';
import * as read from './read-operations.js';
import { createToken, revokeToken, showToken } from './token-operations.js';
import type { TokenStore } from './tokens.js';
import { versionsView, versionView } from './versions.js';

type Operation = (context: IdentityContext, ...ids: string[]) => Answer | Promise<Answer>;

const COLLECTIONS = {
  projects: read.projects,
  users: read.users,
  domains: read.domains,
  roles: read.roles,
  regions: read.regions,
  services: read.services,
  endpoints: read.endpoints,
  groups: read.groups,
};

const ROUTES: readonly Route<Operation>[] = [
  { path: '', methods: { GET: showVersions } },
  { path: 'v3', methods: { GET: ({ published }) => jsonAnswer(200, versionView(published.identityUrl)) } },
  { path: 'v3/auth/tokens', methods: { GET: showToken, POST: createToken, DELETE: revokeToken } },
  { path: 'v3/auth/catalog', methods: { GET: read.showCatalog } },
  { path: 'v3/auth/projects', methods: { GET: read.listOwnProjects } },
  { path: 'v3/role_assignments', methods: { GET: read.listRoleAssignments } },
  { path: 'v3/users/{user}/projects', methods: { GET: read.listUserProjects } },
  ...Object.entries(COLLECTIONS).flatMap(([plural, { list, show }]): Route<Operation>[] => [
    { path: `v3/${plural}`, methods: { GET: list } },
    { path: `v3/${plural}/{id}`, methods: { GET: show } },
  ]),
];

/** What a Keystone is made of. */
export interface IdentityState {
  readonly directory: Directory;
  readonly tokens: TokenStore;
  /** Asked at each request: the URLs are published after the start. */
  readonly published: () => Published;
}

/** Keystone: answers a call in the words, status lines and header order of release 22 behind uWSGI. */
export async function answerIdentity(call: Call, state: IdentityState): Promise<Answer> {
  const context = { call, directory: state.directory, tokens: state.tokens, published: state.published() };
  const match = findRoute(ROUTES, withoutTrailingSlash(call.segments));
  if (!match) return noSuchPage();
  const { methods, path } = match.route;
  // Werkzeug answers HEAD wherever it answers GET.
  const operation = methods[call.method === 'HEAD' ? 'GET' : call.method];
  if (!operation) return methodNotAllowed(allowed(methods), path === '' || path === 'v3');
  try {
    return await operation(context, ...match.values);
  } catch (error) {
    if (error instanceof Refusal) return errorAnswer(error, context.published.identityUrl);
    throw error;
  }
}

/** A 300 with the preferred choice in Location (RFC 9110, 15.4.1). */
function showVersions({ published: { identityUrl } }: IdentityContext): Answer {
  return jsonAnswer(300, versionsView(identityUrl), ['Location', `${identityUrl}/v3/`]);
}

function withoutTrailingSlash(segments: readonly string[]): readonly string[] {
  return segments.length > 1 && segments.at(-1) === '' ? segments.slice(0, -1) : segments;
}

function allowed(methods: Route<Operation>['methods']): string {
  const order = ['OPTIONS', 'POST', 'HEAD', 'GET', 'DELETE'];
  return order.filter((name) => name in methods || name === 'OPTIONS' || name === 'HEAD').join(', ');
}
