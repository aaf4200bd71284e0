import { homedir } from 'node:os';
import { ConfigError } from '../exchange/errors.js';
import { authValues, type Credentials, readCredentials } from '../wrap/credentials.js';
import { type EnvironmentPlan, planEnvironment } from './environment.js';
import { readClouds } from './environment-clouds.js';
import { type CloudFiles, readCloudFiles } from './environment-files.js';

/** The cloud that a person has in the environment or in clouds.yaml, and who they are there. */
export interface Login {
  readonly plan: EnvironmentPlan;
  /** Throws a ConfigError where something is missing. */
  credentials(): Credentials;
}

/** Works out cloud and credentials as the `openstack` client does. `fallback`: Keystone's URL where they give none. */
export function findLogin(fallback: string | null = null): Login {
  const { env } = process;
  const files = readCloudFiles(env, { cwd: process.cwd(), home: homedir(), platform: process.platform });
  const plan = planEnvironment({ env, argv: [], files }, fallback);
  return {
    plan,
    credentials: () => {
      const under = plan.cloud === null ? {} : valuesOf(files, plan.cloud);
      if (under === null) throw new ConfigError(plan.problem ?? `There is no cloud "${plan.cloud}".`);
      return readCredentials(authValues(env, under));
    },
  };
}

/** What clouds.yaml, secure.yaml and the cloud's profile say; null: the cloud is in none of them. */
function valuesOf({ clouds, secure, vendors }: CloudFiles, name: string): Record<string, string> | null {
  try {
    const cloud = clouds && readClouds(clouds.text, secure?.text).get(name);
    if (!cloud) return null;
    const profile =
      cloud.profile === null ? undefined : vendors && readClouds(vendors.text).get(cloud.profile);
    const type = cloud.authType ?? profile?.authType;
    return { ...profile?.auth, ...cloud.auth, ...(type ? { auth_type: type } : {}) };
  } catch {
    // No YAML: the plan says so.
    return null;
  }
}
