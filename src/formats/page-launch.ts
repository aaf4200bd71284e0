import { hiddenUrl } from '../exchange/secret-urls.js';
import { hiddenArguments, hiddenVariable } from './page-command.js';

/** The variables that name a cloud and a user, `OS_*`, with secrets hidden. */
export function shownEnvironment(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (!value || !/^OS_[A-Z0-9_]+$/.test(name)) continue;
    const hidden = hiddenVariable(name, value);
    shown[name] = /^https?:\/\//i.test(hidden) ? hiddenUrl(hidden, 'hash') : hidden;
  }
  return shown;
}

/**
 * Visual Studio Code's `launch.json` that starts the command in the debugger, so that readers can follow on their
 * side what the page shows of the other one.
 */
export function launchJson(
  title: string,
  argv: readonly string[],
  environment: Readonly<Record<string, string>>,
): string {
  const [program = '', ...args] = hiddenArguments(argv);
  const isOpenstack = /(?:^|[/\\])openstack(?:\.exe)?$/.test(program);
  const configuration = {
    name: `Python: ${title}`,
    type: 'debugpy',
    request: 'launch',
    ...(isOpenstack ? { module: 'openstackclient.shell' } : { program }),
    args,
    env: environment,
    console: 'integratedTerminal',
    justMyCode: false,
  };
  return JSON.stringify({ version: '0.2.0', configurations: [configuration] }, null, 2);
}

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

/** `OS_*` for a user, project or domain as Keystone has it: by id, or by name and domain. */
function entity(name: string, value: unknown): Record<string, unknown> {
  const { id, name: called, domain } = fieldsOf(value);
  const own = { [`OS_${name}_ID`]: id, [name === 'USER' ? 'OS_USERNAME' : `OS_${name}_NAME`]: called };
  return domain === undefined ? own : { ...own, ...entity(`${name}_DOMAIN`, domain) };
}

/**
 * The environment that a request for a token comes from, with secrets hidden; empty where it is none.
 *
 * @param url of the request: `http://10.0.0.5/identity/v3/auth/tokens`
 * @param body its JSON
 */
export function authenticationEnvironment(url: string, body: string | null): Record<string, string> {
  const at = /\/v3\/auth\/tokens\/?(?:\?.*)?$/.exec(url)?.index;
  if (at === undefined || body === null) return {};
  let auth: Fields;
  try {
    auth = fieldsOf(fieldsOf(JSON.parse(body)).auth);
  } catch {
    return {};
  }
  const identity = fieldsOf(auth.identity);
  const scope = fieldsOf(auth.scope);
  const credential = identity.application_credential;
  const password = fieldsOf(identity.password).user;
  const found: Record<string, unknown> = {
    OS_AUTH_URL: url.slice(0, at),
    OS_IDENTITY_API_VERSION: '3',
    ...(credential === undefined
      ? {}
      : {
          OS_AUTH_TYPE: 'v3applicationcredential',
          OS_APPLICATION_CREDENTIAL_ID: fieldsOf(credential).id,
          OS_APPLICATION_CREDENTIAL_NAME: fieldsOf(credential).name,
          OS_APPLICATION_CREDENTIAL_SECRET: '***',
        }),
    ...(password === undefined ? {} : { ...entity('USER', password), OS_PASSWORD: '***' }),
    ...('project' in scope ? entity('PROJECT', scope.project) : {}),
    ...('domain' in scope ? entity('DOMAIN', scope.domain) : {}),
    ...('system' in scope ? { OS_SYSTEM_SCOPE: 'all' } : {}),
  };
  return shownEnvironment(
    Object.fromEntries(
      Object.entries(found).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    ),
  );
}
