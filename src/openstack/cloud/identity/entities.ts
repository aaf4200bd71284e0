import type { Domain, Project, Role, User } from './directory.js';
import type { Entity } from './lists.js';

/** A project by the names and in the order of Keystone's API, as all below; without links. */
export function projectView(project: Project): Entity {
  return {
    id: project.id,
    name: project.name,
    domain_id: project.domain.id,
    description: project.description,
    enabled: true,
    parent_id: project.domain.id,
    is_domain: false,
    tags: [],
    options: {},
  };
}

/** A domain. */
export function domainView({ id, name, description }: Domain): Entity {
  return { id, name, description, enabled: true, tags: [], options: {} };
}

/** A user. Keystone keeps what is optional out: the admin has neither an address nor a default project. */
export function userView(user: User): Entity {
  return {
    ...(user.email === null ? {} : { email: user.email }),
    id: user.id,
    name: user.name,
    domain_id: user.domain.id,
    enabled: true,
    ...(user.defaultProject ? { default_project_id: user.defaultProject.id } : {}),
    password_expires_at: null,
    options: {},
  };
}

/** A role; those that Keystone makes itself cannot be changed. */
export function roleView({ id, name }: Role): Entity {
  return { id, name, domain_id: null, description: null, options: { immutable: true } };
}

/** A region. */
export function regionView(id: string): Entity {
  return { id, description: '', parent_region_id: null };
}
