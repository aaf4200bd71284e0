import { headerValue } from '../exchange/headers.js';
import { type AgentRule, byAgent } from './agent-rules.js';
import { callerName } from './name.js';
import type { CompiledRule, NamedByRule } from './rules.js';

/**
 * What a service of each project is called that validates tokens (oslo.config's project name in the
 * User-Agent of keystonemiddleware, to the name of the process that devstack and the packages give it).
 */
const API_OF_PROJECT: Record<string, string> = {
  aodh: 'aodh-api',
  barbican: 'barbican-api',
  blazar: 'blazar-api',
  cinder: 'cinder-api',
  cloudkitty: 'cloudkitty-api',
  cyborg: 'cyborg-api',
  designate: 'designate-api',
  freezer: 'freezer-api',
  glance: 'glance-api',
  gnocchi: 'gnocchi-api',
  heat: 'heat-api',
  ironic: 'ironic-api',
  'ironic-inspector': 'ironic-inspector',
  magnum: 'magnum-api',
  manila: 'manila-api',
  masakari: 'masakari-api',
  mistral: 'mistral-api',
  murano: 'murano-api',
  neutron: 'neutron-server',
  nova: 'nova-api',
  octavia: 'octavia-api',
  placement: 'placement-api',
  sahara: 'sahara-api',
  senlin: 'senlin-api',
  tacker: 'tacker-server',
  trove: 'trove-api',
  vitrage: 'vitrage-api',
  watcher: 'watcher-api',
  zaqar: 'zaqar-server',
  zun: 'zun-api',
};

/** Programs that run another one's code: their name says nothing. */
const HOSTS =
  /^(?:python[\d.]*|uwsgi|mod_wsgi|gunicorn|gunicorn3|apache2|httpd|pytest|stestr|__main__\.py|-c|-)$/;

/** Libraries that commands, the dashboard and services all use. */
const LIBRARY = /^(?:python-)?\w+client$|^openstacksdk$/;

/** `glance/25.1.0 keystonemiddleware.auth_token/10.1.0 ...`: a service that fetches its own token. */
const middleware: AgentRule = (userAgent) => {
  const project = /^(?:([\w.-]+)\/\S+ )?keystonemiddleware\.auth_token\//.exec(userAgent);
  if (!project) return null;
  const name = project[1];
  // Swift alone has no oslo.config to take a project's name from.
  if (name === undefined)
    return named('swift-proxy-server', 'User-Agent of keystonemiddleware without a project');
  const api = Object.hasOwn(API_OF_PROJECT, name) ? (API_OF_PROJECT[name] as string) : name;
  return named(api, `User-Agent of keystonemiddleware in ${name}`);
};

/** The openstack command: python-openstackclient on openstacksdk, without an application's name in front. */
const openstackClient: AgentRule = (userAgent) =>
  /^(?:openstacksdk|python-openstackclient|openstackclient|osc-lib)(?:[/ ]|$)/.test(userAgent)
    ? named('openstack', 'User-Agent of the openstack client')
    : null;

/**
 * The dashboard alone has keystoneauth and keystoneclient pass its user's address on (their `original_ip`):
 * `Forwarded: for=10.1.2.3;by=` and the User-Agent. Under mod_wsgi keystoneauth names the package that calls it.
 */
const horizon: AgentRule = (userAgent) => {
  if (userAgent === '') return null;
  if (/^openstack_(?:auth|dashboard) /.test(userAgent)) return named('horizon', "package of Horizon's");
  const by = `;by=${userAgent}`;
  return ({ headers }) =>
    headerValue(headers, 'forwarded')?.endsWith(by)
      ? named('horizon', "passes its user's address on in Forwarded")
      : null;
};

/**
 * keystoneclient: services validate tokens with it, and which of them can not be seen; else it is most often the
 * openstack command, for what its SDK does not do.
 */
const keystoneClient: AgentRule = (userAgent) =>
  /^python-keystoneclient(?:[/ ]|$)/.test(userAgent)
    ? ({ method, headers }) => {
        const validates = headerValue(headers, 'x-subject-token') !== undefined;
        if (validates && (method === 'GET' || method === 'HEAD')) return null;
        return named('openstack', 'User-Agent of keystoneclient, not validating a token');
      }
    : null;

/** Services store in Swift through swiftclient, in containers whose default names tell who it is. */
const swiftClient: AgentRule = (userAgent) =>
  /^python-swiftclient(?:[-/ ]|$)/.test(userAgent)
    ? ({ path }) => {
        const container = /^(?:\/[^/?]+)*?\/v1\/[^/?]+\/([^/?]+)/.exec(path)?.[1];
        if (container && /^glance(?:_|$)/.test(container)) {
          return named(
            'glance-api',
            `swiftclient on the container ${container}, Glance's (swift_store_container)`,
          );
        }
        if (container === 'volumebackups') {
          return named(
            'cinder-backup',
            "swiftclient on the container volumebackups, Cinder's (backup_swift_container)",
          );
        }
        return null;
      }
    : null;

/** `nova-scheduler keystoneauth1/...`: keystoneauth puts the name of the program that runs it in front. */
const program: AgentRule = (userAgent) => {
  const name = /^(\S+) keystoneauth1\//.exec(userAgent)?.[1];
  if (name === undefined || name.includes('/') || HOSTS.test(name) || LIBRARY.test(name)) return null;
  const api = /^(.+)-wsgi$/.exec(name)?.[1] ?? name;
  return named(api, `program ${name}, as keystoneauth says`);
};

/** Tools built on gophercloud that do not name themselves in the first word. */
const terraform: AgentRule = (userAgent) =>
  /^HashiCorp Terraform\//.test(userAgent) ? named('terraform', 'User-Agent of Terraform') : null;

/** Commands that a person gives a token to; what they say of themselves tells more than whose token it was. */
const command: AgentRule = (userAgent) => {
  const name = /^(curl|wget|httpie|postmanruntime|insomnia|xh|hurl|ansible-httpget)\//i.exec(userAgent)?.[1];
  return name === undefined ? null : named(name.toLowerCase(), `User-Agent of ${name}`);
};

function named(name: string, reason: string): NamedByRule | null {
  const fit = callerName(name);
  return fit === null ? null : { name: fit, reason };
}

/** Told by names that one program alone gives itself. Asked after the user's rules. */
export const PROGRAM_RULES: readonly CompiledRule[] = [
  byAgent([horizon, middleware, swiftClient, terraform, program]),
];

/**
 * What is most often the openstack command, unless something better is known: services use its libraries too. What
 * several programs send alike is left to inference: a token's validation, `uwsgi keystoneauth1/...`,
 * `python-novaclient`.
 */
export const CLIENT_RULES: readonly CompiledRule[] = [byAgent([openstackClient, keystoneClient, command])];

/** All that OpenStack's own clients and services can be told by. */
export const DEFAULT_RULES: readonly CompiledRule[] = [...PROGRAM_RULES, ...CLIENT_RULES];
