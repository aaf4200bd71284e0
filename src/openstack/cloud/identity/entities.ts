import type { Domain, Project, Role, User } from './directory.js';
import type { Entity } from './lists.js';

/** Attributes of Keystone's entities as its API names them, in its order; without links. */

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

export function domainView({ id, name, description }: Domain): Entity {
  return { id, name, description, enabled: true, tags: [], options: {} };
}

/** Keystone keeps what is optional out: the admin has neither an address nor a default project. */
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

export function roleView({ id, name }: Role): Entity {
  return { id, name, domain_id: null, description: null, options: { immutable: true } };
}

export function regionView(id: string): Entity {
  return { id, description: '', parent_region_id: null };
}
