import type { Ids } from '../ids.js';
import type { Assignment, Directory, Domain, Endpoint, Project, Service, User } from './directory.js';

/** Name of the user that Glance is. */
export const GLANCE_USER = 'glance';
/** Name of the project in which services have their roles. */
export const SERVICE_PROJECT = 'service';

/** Who and what is there when the cloud starts, named as in devstack; all users have the same password. */
export function seedDirectory(ids: Ids, password: string): Directory {
  const domain: Domain = { id: 'default', name: 'Default', description: 'The default domain' };
  const project = (name: string, description = ''): Project => ({ id: ids.hex(), name, domain, description });
  const admin = project('admin', 'Bootstrap project for initializing the cloud.');
  const demo = project('demo');
  const altDemo = project('alt_demo');
  const service = project(SERVICE_PROJECT);

  const user = (name: string, defaultProject: Project | null): User => ({
    id: ids.hex(),
    name,
    domain,
    password,
    email: name === 'admin' ? null : `${name}@example.com`,
    defaultProject,
  });
  const users = {
    admin: user('admin', null),
    demo: user('demo', demo),
    altDemo: user('alt_demo', altDemo),
    glance: user(GLANCE_USER, null),
  };

  const role = (name: string) => ({ id: ids.hex(), name });
  const roles = { admin: role('admin'), member: role('member'), reader: role('reader') };
  const assignments: Assignment[] = [
    { user: users.admin, role: roles.admin, target: admin },
    { user: users.admin, role: roles.admin, target: demo },
    { user: users.admin, role: roles.admin, target: altDemo },
    { user: users.admin, role: roles.admin, target: domain },
    { user: users.admin, role: roles.admin, target: null },
    { user: users.demo, role: roles.member, target: demo },
    { user: users.altDemo, role: roles.member, target: altDemo },
    { user: users.glance, role: roles.admin, target: service },
  ];

  const endpoints = (): Endpoint[] =>
    (['public', 'internal', 'admin'] as const).map((name) => ({ id: ids.hex(), interface: name }));
  const services: Service[] = [
    { id: ids.hex(), type: 'image', name: 'glance', description: 'Glance Service', endpoints: endpoints() },
    { id: ids.hex(), type: 'identity', name: 'keystone', description: null, endpoints: endpoints() },
  ];
  return {
    domains: [domain],
    projects: [admin, demo, altDemo, service],
    users: Object.values(users),
    roles: Object.values(roles),
    assignments,
    region: 'RegionOne',
    services,
  };
}
