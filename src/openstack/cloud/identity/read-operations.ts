import type { Answer } from '../answer.js';
import { jsonAnswer } from './answers.js';
import { catalogView, endpointView, serviceView } from './catalog.js';
import { callerToken, type IdentityContext, requireAdmin } from './context.js';
import { projectsOf } from './directory.js';
import { domainView, projectView, regionView, roleView, userView } from './entities.js';
import { notFound } from './errors.js';
import { type Entity, linked, listView } from './lists.js';
import { roleAssignments } from './role-assignments.js';
import type { Token } from './tokens.js';

/** A kind of entity that can be listed and shown. */
interface Collection {
  /** `projects`, in the path and around a list. */
  readonly plural: string;
  /** `project`, around one, in messages and in the names of actions. */
  readonly singular: string;
  readonly entities: (context: IdentityContext) => readonly Entity[];
  /** Who, beside an administrator, may see the one with that id, and (`list`) all. */
  readonly mayShow: (token: Token, id: string) => boolean;
  readonly mayList: boolean;
}

/** Operations of one collection: its list, and one of its entities. */
export interface CollectionOperations {
  readonly list: (context: IdentityContext) => Answer;
  readonly show: (context: IdentityContext, id: string) => Answer;
}

function operations(collection: Collection): CollectionOperations {
  const { plural, singular, mayShow, mayList } = collection;
  const entities = (context: IdentityContext) =>
    collection.entities(context).map((entity) => linked(entity, plural, context.published.identityUrl));
  return {
    list: (context) => {
      requireAdmin(context, `list_${plural}`, () => mayList);
      return jsonAnswer(
        200,
        listView(context.call, plural, entities(context), context.published.identityUrl),
      );
    },
    show: (context, id) => {
      requireAdmin(context, `get_${singular}`, (token) => mayShow(token, id));
      const entity = entities(context).find((candidate) => candidate.id === id);
      if (!entity) throw notFound(singular, id);
      return jsonAnswer(200, { [singular]: entity });
    },
  };
}

const nobody = () => false;

/** `/v3/projects`; a project may be shown to those whose token is for it. */
export const projects = operations({
  plural: 'projects',
  singular: 'project',
  entities: ({ directory }) => directory.projects.map(projectView),
  mayShow: ({ scope }, id) => scope.kind === 'project' && scope.project.id === id,
  mayList: false,
});

/** `/v3/users`; a user may be shown to itself. */
export const users = operations({
  plural: 'users',
  singular: 'user',
  entities: ({ directory }) => directory.users.map(userView),
  mayShow: ({ user }, id) => user.id === id,
  mayList: false,
});

/** `/v3/domains`; a domain may be shown to those in its projects. */
export const domains = operations({
  plural: 'domains',
  singular: 'domain',
  entities: ({ directory }) => directory.domains.map(domainView),
  mayShow: ({ scope }, id) => scope.kind === 'project' && scope.project.domain.id === id,
  mayList: false,
});

/** `/v3/roles` */
export const roles = operations({
  plural: 'roles',
  singular: 'role',
  entities: ({ directory }) => directory.roles.map(roleView),
  mayShow: nobody,
  mayList: false,
});

/** `/v3/regions`, open to everybody with a token. */
export const regions = operations({
  plural: 'regions',
  singular: 'region',
  entities: ({ directory }) => [regionView(directory.region)],
  mayShow: () => true,
  mayList: true,
});

/** `/v3/services` */
export const services = operations({
  plural: 'services',
  singular: 'service',
  entities: ({ directory }) => directory.services.map(serviceView),
  mayShow: nobody,
  mayList: false,
});

/** `/v3/endpoints` */
export const endpoints = operations({
  plural: 'endpoints',
  singular: 'endpoint',
  entities: ({ directory, published }) =>
    directory.services.flatMap((service) =>
      service.endpoints.map((endpoint) => endpointView(directory, published, service, endpoint)),
    ),
  mayShow: nobody,
  mayList: false,
});

/** `/v3/groups`: none in this cloud; clients ask all the same. */
export const groups = operations({
  plural: 'groups',
  singular: 'group',
  entities: () => [],
  mayShow: nobody,
  mayList: false,
});

/** `GET /v3/auth/catalog` */
export function showCatalog(context: IdentityContext): Answer {
  const { directory, published } = context;
  callerToken(context);
  const links = { self: `${published.identityUrl}/v3/auth/catalog` };
  return jsonAnswer(200, { catalog: catalogView(directory, published), links });
}

/** `GET /v3/auth/projects`: those of the caller. */
export function listOwnProjects(context: IdentityContext): Answer {
  return projectList(context, callerToken(context).user.id);
}

/** `GET /v3/users/{user}/projects` */
export function listUserProjects(context: IdentityContext, userId: string): Answer {
  requireAdmin(context, 'list_user_projects', (token) => token.user.id === userId);
  return projectList(context, userId);
}

function projectList(context: IdentityContext, userId: string): Answer {
  const { call, directory, published } = context;
  const user = directory.users.find(({ id }) => id === userId);
  if (!user) throw notFound('user', userId);
  const own = projectsOf(directory, user).map((project) =>
    linked(projectView(project), 'projects', published.identityUrl),
  );
  return jsonAnswer(200, listView(call, 'projects', own, published.identityUrl));
}

/** `GET /v3/role_assignments` */
export function listRoleAssignments(context: IdentityContext): Answer {
  const { call, directory, published } = context;
  requireAdmin(context, 'list_role_assignments');
  return jsonAnswer(200, {
    role_assignments: roleAssignments(directory, call.query, published.identityUrl),
    links: { next: null, self: published.identityUrl + call.target, previous: null },
  });
}
