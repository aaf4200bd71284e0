import { ConfigError } from '../exchange/errors.js';

/** What a client authenticates with, by its names: `username`, `project_name`, `application_credential_id`, ... */
export type AuthValues = Readonly<Record<string, string | undefined>>;

/** Who somebody is for Keystone. */
export interface Credentials {
  /** For people: `user "admin" in project "admin"`. */
  readonly who: string;
  /** A token that they rest on: none can be had with them once it has expired. null: they have a secret of their own. */
  readonly token: string | null;
  /** The body of `POST /v3/auth/tokens`; null: `token` is used as it is. */
  readonly request: object | null;
}

const PASSWORD_TYPES = ['password', 'v3password'];
const TOKEN_TYPES = ['token', 'v3token', 'admin_token', 'token_endpoint'];
const APPLICATION_TYPE = 'v3applicationcredential';

/**
 * What of the environment the client authenticates with: `OS_USERNAME` is `username`. An empty variable is none.
 * Over `under`, those of its cloud in clouds.yaml.
 */
export function authValues(
  env: Readonly<Record<string, string | undefined>>,
  under: AuthValues = {},
): AuthValues {
  const own = Object.entries(env).flatMap(([name, value]) =>
    name.startsWith('OS_') && value ? [[name.slice('OS_'.length).toLowerCase(), value] as const] : [],
  );
  return { ...under, ...Object.fromEntries(own) };
}

/**
 * The request for a token, as keystoneauth makes it (keystoneauth1/identity/v3/): by password, application
 * credential or token. Without a type, what is there decides. Throws a ConfigError that names what is missing.
 */
export function readCredentials(values: AuthValues): Credentials {
  const type = values.auth_type ?? typeOf(values);
  if (TOKEN_TYPES.includes(type)) return byToken(values, type);
  if (type === APPLICATION_TYPE) return byApplicationCredential(values);
  if (PASSWORD_TYPES.includes(type)) return byPassword(values);
  throw new ConfigError(
    `credentials of the type "${type}" are not known here (OS_AUTH_TYPE, auth_type): give a token that the client got ` +
      'with them: OS_AUTH_TYPE=token OS_TOKEN=$(openstack token issue -f value -c id)',
  );
}

function typeOf(values: AuthValues): string {
  if (values.application_credential_secret) return APPLICATION_TYPE;
  return (values.token ?? values.auth_token) && !values.password ? 'token' : 'password';
}

function byPassword(values: AuthValues): Credentials {
  const { password } = values;
  const user = userOf(values);
  if (user === null) throw missing('OS_USERNAME', 'OS_PASSWORD, or OS_CLOUD');
  if (password === undefined) throw missing('OS_PASSWORD', 'as clouds.yaml or secure.yaml have it');
  return {
    who: `${user.who}${scopeName(values)}`,
    token: null,
    request: {
      auth: {
        identity: { methods: ['password'], password: { user: { ...user.named, password } } },
        ...scopeOf(values),
      },
    },
  };
}

function byApplicationCredential(values: AuthValues): Credentials {
  const {
    application_credential_id: id,
    application_credential_name: name,
    application_credential_secret: secret,
  } = values;
  if (secret === undefined) throw missing('OS_APPLICATION_CREDENTIAL_SECRET', 'OS_APPLICATION_CREDENTIAL_ID');
  const user = userOf(values);
  if (id === undefined && (name === undefined || user === null))
    throw missing('OS_APPLICATION_CREDENTIAL_ID', 'or its NAME and OS_USERNAME');
  const named = id === undefined ? { name, user: user?.named } : { id };
  return {
    who: `application credential "${id ?? name}"`,
    token: null,
    // It belongs to one project, and there is no scope to ask for.
    request: {
      auth: {
        identity: {
          methods: ['application_credential'],
          application_credential: { ...named, secret },
        },
      },
    },
  };
}

function byToken(values: AuthValues, type: string): Credentials {
  const token = values.token ?? values.auth_token;
  if (token === undefined) throw missing('OS_TOKEN', 'or OS_USERNAME and OS_PASSWORD');
  const scope = scopeOf(values);
  const asItIs = type === 'admin_token' || type === 'token_endpoint' || scope.scope === undefined;
  return {
    who: asItIs ? 'the owner of this token' : `the owner of this token${scopeName(values)}`,
    token,
    request: asItIs ? null : { auth: { identity: { methods: ['token'], token: { id: token } }, ...scope } },
  };
}

function missing(what: string, others: string): ConfigError {
  return new ConfigError(`no credentials for Keystone: set ${what} (and ${others})`);
}

/** By id, or by name in a domain; the client's default domain is the one with the id `default`. */
function userOf(values: AuthValues): { who: string; named: object } | null {
  const name = values.username ?? values.user_name;
  if (values.user_id) return { who: `user "${values.user_id}"`, named: { id: values.user_id } };
  if (!name) return null;
  const domain = domainOf(values.user_domain_id, values.user_domain_name, values);
  return { who: `user "${name}"`, named: { name, domain } };
}

function domainOf(id: string | undefined, name: string | undefined, values: AuthValues): object {
  if (id) return { id };
  if (name) return { name };
  if (values.default_domain_name) return { name: values.default_domain_name };
  return { id: values.default_domain_id ?? values.default_domain ?? 'default' };
}

/** The things that a token can be for; Keystone takes one of them. */
function targetsOf(values: AuthValues): { name: string; scope: object }[] {
  const { system_scope: system, trust_id: trust, domain_id: domainId, domain_name: domainName } = values;
  const projectId = values.project_id ?? values.tenant_id;
  const projectName = values.project_name ?? values.tenant_name;
  const targets: { name: string; scope: object }[] = [];
  if (projectId) targets.push({ name: `project "${projectId}"`, scope: { project: { id: projectId } } });
  else if (projectName) {
    const domain = domainOf(values.project_domain_id, values.project_domain_name, values);
    targets.push({ name: `project "${projectName}"`, scope: { project: { name: projectName, domain } } });
  }
  if (domainId || domainName) {
    const domain = domainId ? { id: domainId } : { name: domainName };
    targets.push({ name: `domain "${domainId ?? domainName}"`, scope: { domain } });
  }
  if (system) targets.push({ name: 'the whole system', scope: { system: { [system]: true } } });
  if (trust) targets.push({ name: `trust "${trust}"`, scope: { 'OS-TRUST:trust': { id: trust } } });
  return targets;
}

function scopeOf(values: AuthValues): { scope?: object } {
  const [target, other] = targetsOf(values);
  if (target === undefined) return {};
  if (other !== undefined)
    throw new ConfigError(
      `a token is for one thing, not for ${target.name} and ${other.name} both: take one of them out (OS_PROJECT_*, OS_DOMAIN_*, OS_SYSTEM_SCOPE, OS_TRUST_ID)`,
    );
  return { scope: target.scope };
}

function scopeName(values: AuthValues): string {
  const [target] = targetsOf(values);
  return target === undefined ? '' : ` in ${target.name}`;
}
