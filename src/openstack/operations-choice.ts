import { matchPath, type Operation } from './operations.js';
import { ACTION_TITLES } from './operations-actions.js';

type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The one documented operation that a request is: by method and path, and where the reference documents
 * several operations there, by the request's body. null: none fits, or more than one does.
 * `path` is that of the URL, with or without the service's mount and the query; `body` the request's text,
 * null where it has none or it is not known. Secrets in it may be masked.
 */
export function chooseOperation(
  type: string,
  method: string,
  path: string,
  body: string | null,
): Operation | null {
  const fitting = withQuery(matchPath(type, method, path)?.values ?? [], path);
  if (fitting.length <= 1) return fitting[0] ?? null;
  const sent = jsonObject(body);
  if (!sent) return null;
  const wanted = titleTest(fitting[0] as Operation, sent);
  const chosen = fitting.filter((operation) => wanted(operation.title));
  return chosen.length === 1 ? (chosen[0] as Operation) : null;
}

/** Operations that differ in their query only: the one whose parameters are all there, else those without any. */
function withQuery(operations: readonly Operation[], path: string): readonly Operation[] {
  if (operations.length <= 1 || operations.every((operation) => operation.query.length === 0))
    return operations;
  const asked = new URLSearchParams(path.split('?')[1] ?? '');
  const named = operations.filter(({ query }) => query.length > 0 && query.every((name) => asked.has(name)));
  return named.length > 0 ? named : operations.filter(({ query }) => query.length === 0);
}

function jsonObject(text: string | null): JsonObject | null {
  if (text === null || !/^\s*\{/.test(text)) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    // Cut off at the capture limit: it can't tell what it was.
    return null;
  }
}

const none = () => false;

/** What the title of the operation looks like that the body asks for. */
function titleTest({ type, path }: Operation, body: JsonObject): (title: string) => boolean {
  if (type === 'identity' && path === '/v3/auth/tokens') return exactly(authenticationTitle(body));
  if (type === 'compute' && path === '/servers') return exactly(serverTitle(body));
  if (type === 'dns' && path.endsWith('/recordsets')) return exactly(recordsetTitle(body));
  if (type === 'dns' && 'ptrdname' in body) {
    return exactly(`${body.ptrdname === null ? 'Unset' : 'Set'} FloatingIP's PTR record`);
  }
  if (type === 'orchestration' && path.endsWith('/stacks')) {
    return exactly('adopt_stack_data' in body ? 'Adopt stack' : 'Create stack');
  }
  const keys = Object.keys(body);
  if (type === 'database' && 'resize' in body && isObject(body.resize)) {
    return exactly(`Resize instance ${'volume' in body.resize ? 'volume' : 'flavor'}`);
  }
  if (keys.length !== 1) return none;
  return actionTest(type, keys[0] as string);
}

const exactly = (wanted: string | null) => (title: string) => title === wanted;

function actionTest(type: string, key: string): (title: string) => boolean {
  const titles = ACTION_TITLES[type] ?? {};
  // Manila's actions were named os-extend, os-reset_status, ... before microversion 2.7.
  const name = Object.hasOwn(titles, key) ? key : key.replace(/^os-/, '');
  const known = Object.hasOwn(titles, name) ? titles[name] : undefined;
  if (known) return (title) => known.test(title);
  return (title) => title.includes(`(${key} Action)`);
}

function serverTitle(body: JsonObject): string | null {
  if (!isObject(body.server)) return null;
  return 'min_count' in body.server || 'max_count' in body.server
    ? 'Create Multiple Servers'
    : 'Create Server';
}

function recordsetTitle({ type }: JsonObject): string | null {
  if (typeof type !== 'string') return null;
  return ['MX', 'SPF', 'SRV', 'SSHFP'].includes(type) ? `Create a ${type} Recordset` : 'Create Recordset';
}

/** Keystone's eleven ways to authenticate: by method, then by scope. */
function authenticationTitle({ auth }: JsonObject): string | null {
  if (!isObject(auth) || !isObject(auth.identity) || !Array.isArray(auth.identity.methods)) return null;
  const methods: unknown[] = [...new Set<unknown>(auth.identity.methods)];
  if (methods.length > 1) return 'Multi-Step authentication (2-Factor Password and TOTP example)';
  if (isObject(auth.scope) && 'OS-TRUST:trust' in auth.scope) return 'Consuming a trust';
  switch (methods[0]) {
    case 'application_credential':
      return 'Authenticating with an Application Credential';
    case 'oauth1':
      return 'Authenticate with Identity API';
    case 'saml2':
    case 'mapped':
      return scopeOf(auth.scope) === 'scoped' ? 'Request a scoped OS-FEDERATION token' : null;
    case 'password':
    case 'token': {
      const method = methods[0] === 'password' ? 'Password' : 'Token';
      return `${method} authentication with ${scopeOf(auth.scope)} authorization`;
    }
    default:
      return null;
  }
}

function scopeOf(scope: unknown): 'scoped' | 'unscoped' | 'explicit unscoped' {
  if (scope === undefined || scope === null) return 'unscoped';
  return scope === 'unscoped' || (isObject(scope) && 'unscoped' in scope) ? 'explicit unscoped' : 'scoped';
}
