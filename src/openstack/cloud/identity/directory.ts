/** What Keystone knows: who exists, who may do what where, and which services there are. */
export interface Directory {
  readonly domains: readonly Domain[];
  readonly projects: readonly Project[];
  readonly users: readonly User[];
  readonly roles: readonly Role[];
  readonly assignments: readonly Assignment[];
  readonly region: string;
  readonly services: readonly Service[];
}

/** What projects and users belong to; there is one, `Default`. */
export interface Domain {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

/** Who owns images, and what tokens are for. */
export interface Project {
  readonly id: string;
  readonly name: string;
  readonly domain: Domain;
  readonly description: string;
}

/** Who asks for tokens; `password` as it is. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly domain: Domain;
  readonly password: string;
  readonly email: string | null;
  readonly defaultProject: Project | null;
}

/** What a user may be somewhere: admin, member, reader. */
export interface Role {
  readonly id: string;
  readonly name: string;
}

/** Where a role can be had: in a project, in a domain, in the whole system (null). */
export type Target = Project | Domain | null;

/** A user has a role somewhere. */
export interface Assignment {
  readonly user: User;
  readonly role: Role;
  readonly target: Target;
}

/** An entry of the catalog. */
export interface Service {
  readonly id: string;
  readonly type: 'identity' | 'image';
  readonly name: string;
  readonly description: string | null;
  readonly endpoints: readonly Endpoint[];
}

/** One of a service's interfaces. Its URL is not here: that is published after the start. */
export interface Endpoint {
  readonly id: string;
  readonly interface: 'public' | 'internal' | 'admin';
}

/** Keystone's bootstrap makes these implications. */
const IMPLIED: { readonly [name: string]: string } = { admin: 'member', member: 'reader' };

/** The roles that a user has somewhere, the implied ones included. */
export function rolesOf(directory: Directory, user: User, target: Target): Role[] {
  const names = new Set<string>();
  for (const assignment of directory.assignments) {
    if (assignment.user !== user || assignment.target !== target) continue;
    for (let name: string | undefined = assignment.role.name; name; name = IMPLIED[name]) names.add(name);
  }
  return directory.roles.filter((role) => names.has(role.name));
}

/** The projects in which a user has a role. */
export function projectsOf(directory: Directory, user: User): Project[] {
  return directory.projects.filter((project) => rolesOf(directory, user, project).length > 0);
}
