import { join } from 'node:path';
import { ROOT } from '../shared.js';
import { type Result, runCommand, runSuccessfully } from './command.js';

const VARIABLE = 'REQUESTSHOOK_E2E_CLOUD';

/** The real Keystone and Glance that global-setup.ts brought up. */
export interface Cloud {
  /** Everything of the stack; its logs are in `log`. */
  readonly stateDir: string;
  readonly frontPort: number;
  /** Where a proxy listens for Glance's own calls, when Glance was told to authenticate through one. */
  readonly glancePort: number;
}

/** Debian's programs and its Python, whatever else the developer has in PATH. */
export const PATH = '/usr/sbin:/usr/bin:/sbin:/bin';

/** What settings.sh gives the users; the trace must not contain it. */
export const PASSWORDS = ['rh-admin-secret', 'rh-glance-secret'];

export function setCloud(cloud: Cloud): void {
  process.env[VARIABLE] = JSON.stringify(cloud);
}

export function theCloud(): Cloud {
  const text = process.env[VARIABLE];
  if (text === undefined) throw new Error('no cloud: run these tests by `npm run test:e2e`');
  return JSON.parse(text) as Cloud;
}

/** The services' own URL, as their catalog says it. */
export function serviceUrl(path: '/identity' | '/image'): string {
  return `http://127.0.0.1:${theCloud().frontPort}${path}`;
}

/** The file of a script of stack/. */
export function stackScript(script: string): string {
  return join(ROOT, 'test/e2e/stack', script);
}

/** What each of those scripts is told by its environment. */
export function stackEnvironment(cloud: Cloud): NodeJS.ProcessEnv {
  return { PATH, STATE_DIR: cloud.stateDir, FRONT_PORT: String(cloud.frontPort) };
}

/**
 * Starts Glance anew: it asks Keystone for a token of its own at its first call, and knows no caller's
 * token yet. `directly` it calls Keystone's own URL, else the proxy that listens on `glancePort`.
 */
export async function restartGlance(way: 'directly' | 'through the proxy'): Promise<void> {
  const cloud = theCloud();
  const proxied = `http://127.0.0.1:${cloud.glancePort}/identity`;
  const authUrl = way === 'directly' ? serviceUrl('/identity') : proxied;
  await runSuccessfully([stackScript('glance.sh'), authUrl], { env: stackEnvironment(cloud) });
}

/** The environment of a person who uses this cloud by a Keystone URL. */
export function userEnvironment(authUrl: string): NodeJS.ProcessEnv {
  return {
    PATH,
    HOME: theCloud().stateDir,
    LC_ALL: 'C.UTF-8',
    OS_AUTH_URL: authUrl,
    OS_USERNAME: 'admin',
    OS_PASSWORD: PASSWORDS[0],
    OS_PROJECT_NAME: 'admin',
    OS_USER_DOMAIN_NAME: 'Default',
    OS_PROJECT_DOMAIN_NAME: 'Default',
    OS_REGION_NAME: 'RegionOne',
    OS_IDENTITY_API_VERSION: '3',
  };
}

/** Runs Debian's real client, which knows nothing but a Keystone URL. */
export function openstack(authUrl: string, ...args: string[]): Promise<Result> {
  return runCommand(['openstack', ...args], { env: userEnvironment(authUrl) });
}
