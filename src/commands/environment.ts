import { resolve } from 'node:path';
import type { CertificateFiles } from '../config/settings.js';
import type { ClientTrust } from './client-trust.js';
import { isInsecure, leadArguments, osArgument, withOsArgument } from './environment-arguments.js';
import { type Cloud, type CloudValues, type Lead, leadClouds } from './environment-clouds.js';
import type { CloudFile, CloudFiles } from './environment-files.js';
import { NO_FILES, readFiles } from './environment-read.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** What is to be run: its environment, command and arguments, and the files that it would find. */
export interface ClientCommand {
  readonly env: Environment;
  readonly argv: readonly string[];
  readonly files: CloudFiles;
}

/** Which cloud a command calls, and how to make it call the proxy instead. */
export interface EnvironmentPlan {
  /** Keystone's URL, as the command has it: `http://10.0.0.5/identity/v3`; null: see `problem`. */
  readonly authUrl: string | null;
  /** For people: why there is no `authUrl`, and what to do. */
  readonly problem: string | null;
  /** The cloud's name in `clouds.yaml`, null: the environment alone. */
  readonly cloud: string | null;
  /** Endpoints that the command does not take from the catalog: by type, `` for all services. */
  readonly overrides: Readonly<Record<string, string>>;
  /** How the command trusts the services; the proxy has to do the same in its place. */
  readonly cacert: string | null;
  readonly insecure: boolean;
  /** Paths of the certificate and key that it shows to services; null: none. */
  readonly clientCertificate: CertificateFiles | null;
  /**
   * The command as it is to be run. `lead` gives the URL at the proxy for that of one of its services,
   * and any other as it is; `proxyHost` is the proxy's host name or address; `folder` is where `files` will be.
   */
  apply(lead: Lead, proxyHost: string, folder: string, trust?: ClientTrust | null): AppliedEnvironment;
}

export interface AppliedEnvironment {
  readonly env: Record<string, string>;
  readonly argv: readonly string[];
  /** To be written into the folder, for its owner alone; to be removed after the run. */
  readonly files: readonly { readonly name: string; readonly text: string }[];
}

/**
 * Works out the cloud as the `openstack` client does: `--os-auth-url` over `OS_AUTH_URL` over the cloud that
 * `--os-cloud` or `OS_CLOUD` names (with none named, the only one there is), with its profile from
 * `clouds-public.yaml`. `fallback` is Keystone's URL where the command gives none that we can see, as with a
 * profile that is built into the client.
 */
export function planEnvironment(
  { env, argv, files }: ClientCommand,
  fallback: string | null = null,
): EnvironmentPlan {
  const named = osArgument(argv, 'cloud') ?? (env.OS_CLOUD || null);
  const given = osArgument(argv, 'auth-url') ?? (env.OS_AUTH_URL || null);
  const read = readFiles(files);
  const cloud = named ?? (given === null ? onlyOne(read.clouds) : null);
  const settings = cloud === null ? undefined : read.clouds.get(cloud);
  const profile = settings?.profile ? read.profiles.get(settings.profile) : undefined;
  const found = given ?? settings?.authUrl ?? profile?.authUrl ?? fallback;
  const authUrl = found !== null && /^https?:\/\//i.test(found) && URL.canParse(found) ? found : null;
  // As openstacksdk has it: `~` is the home, also where no shell saw to it.
  const file = (name: 'cacert' | 'cert' | 'key') =>
    (
      osArgument(argv, name) ??
      (env[`OS_${name.toUpperCase()}`] || null) ??
      settings?.[name] ??
      profile?.[name] ??
      null
    )?.replace(/^~(?=\/)/, env.HOME ?? '~') ?? null;

  return {
    authUrl,
    problem: authUrl !== null ? null : (read.problem ?? whyNone(found, cloud, settings, files)),
    cloud,
    overrides: { ...profile?.overrides, ...settings?.overrides, ...overridesIn(env) },
    cacert: file('cacert'),
    clientCertificate: certificateFrom(file('cert'), file('key')),
    insecure: isInsecure(argv) || (settings?.insecure ?? profile?.insecure ?? false),
    apply: (lead, proxyHost, folder, trust = null) => {
      const authUrls = new Map(
        [...read.clouds].flatMap(([name, each]) => {
          const missing = each.authUrl === null && (each.profile !== null || name === cloud);
          const url = missing ? (read.profiles.get(each.profile ?? '')?.authUrl ?? fallback) : null;
          return url !== null && lead(url) !== url ? [[name, lead(url)] as const] : [];
        }),
      );
      const cacerts = new Map(
        [...read.clouds].flatMap(([name, each]) => {
          const profile = each.profile === null ? null : (read.profiles.get(each.profile) ?? null);
          const url = each.authUrl ?? profile?.authUrl ?? (name === cloud ? fallback : null);
          const wanted = trust !== null && url !== null && lead(url) !== url && !each.insecure;
          return wanted ? [[name, `${folder}/${CACERT}`] as const] : [];
        }),
      );
      const readable = read.problem === null ? files : NO_FILES;
      const written = [
        ledFile('clouds.yaml', 'OS_CLIENT_CONFIG_FILE', readable.clouds, lead, { authUrls, cacerts }),
        ledFile('secure.yaml', 'OS_CLIENT_SECURE_FILE', readable.secure, lead),
      ].filter((file) => file !== null);
      const led = Object.entries(env).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, name.startsWith('OS_') ? lead(value) : value] as const],
      );
      const pointers = written.map(({ name, variable }) => [variable, `${folder}/${name}`] as const);
      return {
        env: {
          ...Object.fromEntries(led),
          ...withoutProxy(env, proxyHost),
          ...Object.fromEntries(pointers),
          ...(trust === null ? {} : trustVariables(trust, folder)),
        },
        argv:
          trust === null
            ? leadArguments(argv, lead)
            : withOsArgument(leadArguments(argv, lead), 'cacert', `${folder}/${CACERT}`),
        files: [
          ...written.map(({ name, text }) => ({ name, text })),
          ...(trust === null
            ? []
            : [
                { name: CACERT, text: trust.cacert },
                { name: BUNDLE, text: trust.bundle },
              ]),
        ],
      };
    },
  };
}

/** Files of what the command trusts, in the folder. */
const CACERT = 'cacert.pem';
const BUNDLE = 'ca-bundle.pem';

function trustVariables({ variables }: ClientTrust, folder: string): Record<string, string> {
  const named = variables.map((name) => [name, `${folder}/${BUNDLE}`]);
  return { OS_CACERT: `${folder}/${CACERT}`, ...Object.fromEntries(named) };
}

/** With no file for the key the client looks for it in that of the certificate. */
function certificateFrom(cert: string | null, key: string | null): CertificateFiles | null {
  return cert === null ? null : { cert: resolve(cert), key: resolve(key ?? cert) };
}

function onlyOne(clouds: Map<string, Cloud>): string | null {
  const [first, ...others] = clouds.keys();
  return first !== undefined && others.length === 0 ? first : null;
}

function whyNone(
  found: string | null,
  cloud: string | null,
  settings: Cloud | undefined,
  { clouds }: CloudFiles,
): string {
  const instead = 'or give --service keystone=URL';
  if (found !== null) return `The auth URL "${found}" is not an http or https URL: correct it, ${instead}.`;
  if (cloud === null) return `No cloud to trace: set OS_AUTH_URL or OS_CLOUD, ${instead}.`;
  if (clouds === null)
    return `There is no clouds.yaml for cloud "${cloud}": see OS_CLIENT_CONFIG_FILE, ${instead}.`;
  if (settings === undefined) return `Cloud "${cloud}" is not in ${clouds.path}: check its name, ${instead}.`;
  return settings.profile === null
    ? `Cloud "${cloud}" in ${clouds.path} has no auth_url: add it, ${instead}.`
    : `Cloud "${cloud}" in ${clouds.path} takes its auth_url from profile "${settings.profile}", which is in no clouds-public.yaml: set auth_url there, ${instead}.`;
}

function overridesIn(env: Environment): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, url] of Object.entries(env)) {
    const type = /^OS_(?:([A-Z0-9_]+?)_)?ENDPOINT(?:_OVERRIDE)?$/.exec(name);
    if (type && url) found[(type[1] ?? '').toLowerCase()] = url;
  }
  return found;
}

function ledFile(
  name: string,
  variable: string,
  file: CloudFile | null,
  lead: Lead,
  values?: CloudValues,
): { name: string; variable: string; text: string } | null {
  const text = file === null ? null : leadClouds(file.text, lead, values);
  return text === null ? null : { name, variable, text };
}

/**
 * The variables that keep the client's own HTTP proxy off the way to ours. Both spellings: Python's requests asks
 * for the lower one first, curl and Go know both. Empty where no proxy is set.
 */
function withoutProxy(env: Environment, host: string): Record<string, string> {
  if (!['http_proxy', 'https_proxy', 'all_proxy'].some((name) => env[name] || env[name.toUpperCase()]))
    return {};
  const before = env.no_proxy || env.NO_PROXY || '';
  const hosts = before.split(',').map((each) => each.trim());
  const list =
    hosts.includes('*') || hosts.includes(host) ? before : [...hosts.filter(Boolean), host].join(',');
  return { no_proxy: list, NO_PROXY: list };
}
