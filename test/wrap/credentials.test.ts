import { authValues, readCredentials } from '../../src/wrap/credentials.js';

const request = (env: Record<string, string>, under = {}) => readCredentials(authValues(env, under)).request;
const DEFAULT = { id: 'default' };
const USER = { OS_USERNAME: 'admin', OS_PASSWORD: 'pw' };
const password = (scope?: object, domain: object = DEFAULT) => ({
  auth: {
    identity: { methods: ['password'], password: { user: { name: 'admin', domain, password: 'pw' } } },
    ...(scope && { scope }),
  },
});

test.each<[string, Record<string, string>, object]>([
  ['a user without a scope', USER, password()],
  [
    'a project of the default domain',
    { ...USER, OS_PROJECT_NAME: 'p' },
    password({ project: { name: 'p', domain: DEFAULT } }),
  ],
  [
    'domains by name',
    { ...USER, OS_USER_DOMAIN_NAME: 'U', OS_PROJECT_NAME: 'p', OS_PROJECT_DOMAIN_NAME: 'P' },
    password({ project: { name: 'p', domain: { name: 'P' } } }, { name: 'U' }),
  ],
  [
    'the default domain that is given',
    { ...USER, OS_DEFAULT_DOMAIN: 'd', OS_TENANT_NAME: 'p' },
    password({ project: { name: 'p', domain: { id: 'd' } } }, { id: 'd' }),
  ],
  [
    'an id before a name',
    { ...USER, OS_PROJECT_NAME: 'p', OS_PROJECT_ID: '1' },
    password({ project: { id: '1' } }),
  ],
  ['the whole system', { ...USER, OS_SYSTEM_SCOPE: 'all' }, password({ system: { all: true } })],
  ['a domain', { ...USER, OS_DOMAIN_NAME: 'D' }, password({ domain: { name: 'D' } })],
  ['a trust', { ...USER, OS_TRUST_ID: 't' }, password({ 'OS-TRUST:trust': { id: 't' } })],
  [
    'a user by id',
    { OS_USER_ID: 'u', OS_PASSWORD: 'pw' },
    { auth: { identity: { methods: ['password'], password: { user: { id: 'u', password: 'pw' } } } } },
  ],
  [
    'a token for another project',
    { OS_AUTH_TYPE: 'token', OS_TOKEN: 'T', OS_PROJECT_ID: 'p' },
    { auth: { identity: { methods: ['token'], token: { id: 'T' } }, scope: { project: { id: 'p' } } } },
  ],
  [
    'an application credential, which is of one project already',
    {
      OS_APPLICATION_CREDENTIAL_ID: 'a',
      OS_APPLICATION_CREDENTIAL_SECRET: 's',
      OS_AUTH_TYPE: 'v3applicationcredential',
    },
    {
      auth: {
        identity: { methods: ['application_credential'], application_credential: { id: 'a', secret: 's' } },
      },
    },
  ],
  [
    'an application credential by name, with the user that it is of',
    { OS_APPLICATION_CREDENTIAL_NAME: 'a', OS_APPLICATION_CREDENTIAL_SECRET: 's', OS_USERNAME: 'admin' },
    {
      auth: {
        identity: {
          methods: ['application_credential'],
          application_credential: { name: 'a', user: { name: 'admin', domain: DEFAULT }, secret: 's' },
        },
      },
    },
  ],
])('%s is asked for as keystoneauth does', (_, env, expected) => {
  expect(request(env)).toEqual(expected);
});

test('a token without a scope is used as it is, and is said to expire', () => {
  expect(readCredentials(authValues({ OS_TOKEN: 'T', OS_USERNAME: 'left over' }))).toMatchObject({
    token: 'T',
    request: null,
  });
});

test('the environment comes before the cloud, an empty variable does not', () => {
  const cloud = { username: 'admin', password: 'pw', project_id: '1', system_scope: '' };
  expect(request({ OS_PASSWORD: 'new', OS_USERNAME: '' }, cloud)).toEqual({
    auth: {
      identity: {
        methods: ['password'],
        password: { user: { name: 'admin', domain: DEFAULT, password: 'new' } },
      },
      scope: { project: { id: '1' } },
    },
  });
});

test.each<[string, Record<string, string>, string]>([
  ['nothing', {}, 'set OS_USERNAME'],
  ['no password', { OS_USERNAME: 'admin' }, 'set OS_PASSWORD'],
  ['no token', { OS_AUTH_TYPE: 'v3token' }, 'set OS_TOKEN'],
  ['no secret', { OS_AUTH_TYPE: 'v3applicationcredential', OS_APPLICATION_CREDENTIAL_ID: 'a' }, 'SECRET'],
  ['a name without its user', { OS_APPLICATION_CREDENTIAL_SECRET: 's' }, 'OS_APPLICATION_CREDENTIAL_ID'],
  ['another type', { OS_AUTH_TYPE: 'v3oidcpassword' }, '"v3oidcpassword" are not known here'],
  [
    'two scopes',
    { ...USER, OS_SYSTEM_SCOPE: 'all', OS_PROJECT_NAME: 'p' },
    'not for project "p" and the whole system',
  ],
])('%s is refused, and it is said what is missing', (_, env, message) => {
  expect(() => readCredentials(authValues(env))).toThrow(message);
});
