import fc from 'fast-check';
import { cover } from '../../src/exchange/secrets.js';
import { placeMessages } from '../../src/formats/diagram-calls.js';
import { authenticationEnvironment, launchJson, shownEnvironment } from '../../src/formats/page-launch.js';
import { longestBackticks, withoutScissors } from '../../src/formats/page-log.js';
import { hiddenTokens, shownOutput } from '../../src/formats/page-output.js';
import { operationTitle, pageSteps } from '../../src/formats/page-steps.js';
import { VariableNames } from '../../src/openstack/variables.js';
import { outlined } from './traced-calls.js';

describe('launch.json', () => {
  test('starts the client in the debugger', () => {
    const argv = ['/usr/bin/openstack', 'user', 'create', '--password', 's3cret', 'bob'];
    const { configurations } = JSON.parse(launchJson('openstack user create', argv, { OS_CLOUD: 'dev' }));
    expect(configurations).toEqual([
      {
        name: 'Python: openstack user create',
        type: 'debugpy',
        request: 'launch',
        module: 'openstackclient.shell',
        args: ['user', 'create', '--password', '***', 'bob'],
        env: { OS_CLOUD: 'dev' },
        console: 'integratedTerminal',
        justMyCode: false,
      },
    ]);
  });

  test('has the variables of OpenStack alone, without secrets', () => {
    expect(
      shownEnvironment({
        HOME: '/root',
        OS_USERNAME: 'admin',
        OS_PASSWORD: 's3cret',
        OS_AUTH_URL: 'http://me:s3cret@k/v3?token=s3cret',
        os_x: 'y',
      }),
    ).toEqual({
      OS_USERNAME: 'admin',
      OS_PASSWORD: '***',
      OS_AUTH_URL: expect.not.stringContaining('s3cret'),
    });
  });
});

describe('the environment that an authentication comes from', () => {
  const url = 'http://10.0.0.5/identity/v3/auth/tokens';
  const auth = (identity: object, scope?: object) => JSON.stringify({ auth: { identity, scope } });

  test('by password', () => {
    const user = { name: 'admin', domain: { id: 'default' }, password: '***' };
    const scope = { project: { name: 'demo', domain: { name: 'Default' } } };
    expect(
      authenticationEnvironment(url, auth({ methods: ['password'], password: { user } }, scope)),
    ).toEqual({
      OS_AUTH_URL: 'http://10.0.0.5/identity',
      OS_IDENTITY_API_VERSION: '3',
      OS_USERNAME: 'admin',
      OS_USER_DOMAIN_ID: 'default',
      OS_PASSWORD: '***',
      OS_PROJECT_NAME: 'demo',
      OS_PROJECT_DOMAIN_NAME: 'Default',
    });
  });

  test('by application credential, for the system', () => {
    const identity = {
      methods: ['application_credential'],
      application_credential: { id: 'x', secret: 's3cret' },
    };
    expect(authenticationEnvironment(url, auth(identity, { system: { all: true } }))).toEqual({
      OS_AUTH_URL: 'http://10.0.0.5/identity',
      OS_IDENTITY_API_VERSION: '3',
      OS_AUTH_TYPE: 'v3applicationcredential',
      OS_APPLICATION_CREDENTIAL_ID: 'x',
      OS_APPLICATION_CREDENTIAL_SECRET: '***',
      OS_SYSTEM_SCOPE: 'all',
    });
  });

  test.each([
    ['of another request', 'http://10.0.0.5/identity/v3/users', '{}'],
    ['without a body', url, null],
    ['of a body that is cut off', url, '{"auth": {'],
  ])('%s is not known', (_, where, body) => {
    expect(authenticationEnvironment(where, body)).toEqual({});
  });
});

describe('the output of a command', () => {
  const token = `gAAAAAB${'x'.repeat(60)}`;
  const tokens = new Set(hiddenTokens(`X-Auth-Token: ${cover('token', token)}\n`));

  test('has no token that the trace hides', () => {
    expect(shownOutput(`token: ${token}.\n`.replace('.', ' '), tokens)).toBe('token: *** \n');
    expect(shownOutput(`${token}y\n`, tokens)).toBe(`${token}y\n`);
  });

  test('stays a table', () => {
    expect(
      shownOutput(`| id | ${token} |\n| id | ${token}   |\n`, tokens)
        .split('\n')
        .map((line) => line.length),
    ).toEqual([token.length + 9, token.length + 11, 0]);
    expect(shownOutput('| Field  | Value    |\n| secret | s3cretss |\n', new Set())).toBe(
      '| Field  | Value    |\n| secret | ***      |\n',
    );
  });

  test('has no secret in its JSON', () => {
    expect(shownOutput('{\n  "name": "a",\n  "secret": "s3\\"cret"\n}\n', new Set())).toBe(
      '{\n  "name": "a",\n  "secret": "***"\n}\n',
    );
  });

  test('has no colours', () => {
    expect(shownOutput('\x1b[1;31mred\x1b[0m \x1b]0;title\x07text', new Set())).toBe('red text');
  });

  test('is cut where nobody would read on', () => {
    expect(shownOutput('a'.repeat(300_000), new Set())).toMatch(
      /a\n\.\.\. \(truncated: 262144 of 300000 characters\)\n$/,
    );
  });
});

describe('a log in a page', () => {
  test.each([
    '--8<-- "/etc/passwd"',
    '   --8<-- "/etc/passwd"',
    '\t-8<- "x"',
    ';--8<-- "x"',
    '--8<--',
    '---8<---',
    'a\x0c--8<-- "x"',
    'a\x85--8<-- "x"',
    'a\r--8<-- "x"',
  ])('%j includes nothing', (line) => {
    const held = withoutScissors(`a\n${line}\nb\n`);
    expect(held).not.toMatch(/-8<-/);
    expect(held.replaceAll('\u200b', '')).toBe(`a\n${line}\nb\n`);
  });

  test('stays to the byte elsewhere', () => {
    const line = fc.string({ unit: 'grapheme' }).filter((text) => !/^[ \t;-]*8<-/m.test(text));
    fc.assert(
      fc.property(line, (text) => {
        expect(withoutScissors(`a --8<-- "b" ${text}`)).toBe(`a --8<-- "b" ${text}`);
      }),
    );
  });

  test('has a fence that is longer than its longest run of backticks', () => {
    expect(longestBackticks('a `b` ````` ```')).toBe(5);
    expect(longestBackticks('a')).toBe(0);
  });
});

describe('what was done', () => {
  const steps = (outline: string) => {
    const placed = placeMessages(outlined(outline), { names: new VariableNames() });
    const titles = new Map(
      placed.flatMap(({ place, message }) => {
        const title = message.kind === 'request' ? operationTitle({ ...message, body: null }) : null;
        return title === null ? [] : [[place, title] as const];
      }),
    );
    return pageSteps(placed, titles).map(
      ({ from, service, kind, title, call, problem, count, first, last }) =>
        [
          from,
          service,
          kind === 'authentication' ? kind : (title ?? call),
          problem ?? '-',
          count,
          `${first}-${last}`,
        ].join(' | '),
    );
  };

  test('is told by the outermost calls', () => {
    expect(
      steps(`
        openstack keystone GET /identity/ 300
        openstack keystone POST /identity/v3/auth/tokens 201
        openstack glance-api GET /v2/images/a42bfade-78ec-4c95-b7b4-272ba265072c 200
          glance-api keystone GET /identity/v3/auth/tokens 200
        openstack glance-api GET /v2/images/none 404
        openstack mine GET /x;y 200
        openstack mine GET /lost -`),
    ).toEqual([
      'openstack | keystone | authentication |  | 1 | 1-4',
      'openstack | glance-api | Show image |  | 1 | 5-8',
      'openstack | glance-api | Show image | 404 | 1 | 9-10',
      'openstack | mine | GET /x;y |  | 1 | 11-12',
      'openstack | mine | GET /lost | - | 1 | 13-13',
    ]);
  });

  test('again and again, once', () => {
    expect(steps('openstack nova-api GET /v2.1/servers/1 200\n'.repeat(4))).toEqual([
      'openstack | nova-api | Show Server Details |  | 4 | 1-8',
    ]);
  });

  test('by callers of its own, apart', () => {
    expect(
      steps(`
        a keystone GET /identity 300
        b keystone POST /identity/v3/auth/tokens 201
        b keystone GET /identity 300
        b keystone GET /identity 300
        b keystone POST /identity/v3/auth/tokens 401`),
    ).toEqual([
      'a | keystone | GET /identity |  | 1 | 1-2',
      'b | keystone | authentication |  | 1 | 3-4',
      'b | keystone | GET /identity |  | 2 | 5-8',
      'b | keystone | POST /identity/v3/auth/tokens | 401 | 1 | 9-10',
    ]);
  });
});
