import type { Cloud } from '../../../src/openstack/cloud/cloud.js';
import { ask } from './ask.js';

const inDefault = (name: string) => ({ name, domain: { id: 'default' } });

/** The body that asks for a token by password; without a scope where `scope` is undefined. */
export function passwordBody(user: string, password: string, scope?: object | string): object {
  const identity = { methods: ['password'], password: { user: { ...inDefault(user), password } } };
  return { auth: { identity, ...(scope === undefined ? {} : { scope }) } };
}

/** The scope of a project in the default domain. */
export const inProject = (name: string) => ({ project: inDefault(name) });

/** A token of a user in the project of the same name, as the headers of a request. */
export async function login(cloud: Cloud, user: string, project = user): Promise<{ 'X-Auth-Token': string }> {
  const body = passwordBody(user, cloud.password, inProject(project));
  const answer = await ask('POST', `${cloud.identityUrl}/v3/auth/tokens`, {}, body);
  return { 'X-Auth-Token': answer.header('x-subject-token') as string };
}
