import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask } from '../openstack/cloud/ask.js';
import { type FakeCall, type FakeKeystone, startFakeKeystone } from './fake-keystone.js';
import { type Program, requestshook } from './program.js';

// Each test starts programs, on a machine that may be busy.
import.meta.jest.setTimeout(30_000);

let home: string;
let keystone: FakeKeystone;
let originals: Record<string, string>;
const state = () => join(home, 'state/wrap.json');

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'requestshook-test-'));
  keystone = await startFakeKeystone();
  originals = keystone.urls();
});

afterEach(async () => {
  await keystone.close();
  rmSync(home, { recursive: true, force: true });
});

const credentials = () => ({
  OS_AUTH_URL: `${keystone.url}/v3`,
  OS_USERNAME: 'admin',
  OS_PASSWORD: 'secret',
  OS_PROJECT_NAME: 'admin',
});

function wrap(args: string[] = [], env: Record<string, string> = credentials()): Program {
  const places = ['--listen', '127.0.0.1:0', '--log', 'requests.log', '--dir', 'trace', '--state', state()];
  return requestshook(['wrap', ...places, ...args], env, home);
}

function unwrap(env: Record<string, string> = credentials()): Program {
  return requestshook(['unwrap', '--state', state()], env, home);
}

const WRAPPED = 'of the cloud lead to';
const filesOf = (folder: string) => {
  try {
    return readdirSync(join(home, folder));
  } catch {
    return [];
  }
};
/** PATCHes so far. */
const patches = () => keystone.calls.filter((call) => call.startsWith('PATCH')).length;

/** Does something at the PATCH with that number (1, 2, ...), before or after it has its effect. */
function atPatch(number: number, when: 'before' | 'after', act: () => unknown): void {
  let seen = 0;
  const hook = async ({ method }: FakeCall) => {
    if (method === 'PATCH' && ++seen === number) return (await act()) as number | undefined;
    return undefined;
  };
  if (when === 'before') keystone.before = hook;
  else keystone.after = async (call) => void (await hook(call));
}

test('while it runs the endpoints lead through the proxy to what they were, and at its end they are back', async () => {
  const program = wrap();
  await program.says(WRAPPED);
  const { proxy } = JSON.parse(readFileSync(state(), 'utf8')) as { proxy: string };
  expect(proxy).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(keystone.urls()).toEqual({
    'k-public': `${proxy}/identity`,
    'k-internal': `${proxy}/identity/v3/`,
    'c-public': `${proxy}/volume/v3/$(project_id)s`,
    'c-off': originals['c-off'],
  });
  expect(statSync(state()).mode & 0o777).toBe(0o600);
  expect(readFileSync(state(), 'utf8')).not.toContain('secret');

  await ask('GET', `${proxy}/volume/v3/p1/volumes`);
  await ask('GET', `${proxy}/identity/v3/services`);
  expect(keystone.calls.slice(-2)).toEqual(['GET /volume/v3/p1/volumes', 'GET /identity/v3/services']);

  program.child.kill('SIGTERM');
  expect(await program.ended).toBe(0);
  expect(keystone.urls()).toEqual(originals);
  expect(filesOf('state')).toEqual([]);
  expect(readFileSync(join(home, 'requests.log'), 'utf8')).toContain(') REQ >>> (cinder-api) : GET ');
  // Its own calls are not among the traced ones.
  expect(readFileSync(join(home, 'requests.log'), 'utf8')).not.toContain('/v3/auth/tokens');
});

test('--dry-run shows what would be changed, and changes nothing', async () => {
  const args = ['wrap', '--dry-run', '--interface', 'public', '--state', state()];
  const program = requestshook(args, credentials(), home);
  expect(await program.ended).toBe(0);
  const lines = program.stdout().trimEnd().split('\n');
  expect(lines.map((line) => line.split(/ {2,}/))).toEqual([
    ['service', 'interface', 'region', 'from', 'to'],
    ['identity', 'public', 'RegionOne', originals['k-public'], 'http://127.0.0.1:8500/identity'],
    [
      'volumev3',
      'public',
      'RegionOne',
      originals['c-public'],
      'http://127.0.0.1:8500/volume/v3/$(project_id)s',
    ],
  ]);
  expect(patches()).toBe(0);
  expect(filesOf('state')).toEqual([]);
});

test.each([
  ['before', 1],
  ['before', 2],
  ['after', 2],
  ['after', 3],
] as const)('killed %s change %d has its effect, unwrap puts all back', async (when, number) => {
  let killed: Program | null = null;
  atPatch(number, when, async () => {
    killed?.child.kill('SIGKILL');
    await killed?.ended;
    return when === 'before' ? 503 : undefined;
  });
  killed = wrap();
  expect(await killed.ended).toBe('SIGKILL');
  expect(patches()).toBe(number);
  const changed = Object.entries(keystone.urls()).filter(([id, url]) => url !== originals[id]);
  expect(changed.length).toBe(when === 'before' ? number - 1 : number);

  const again = wrap();
  expect(await again.ended).toBe(1);
  expect(again.stderr()).toContain(`requestshook unwrap --state ${state()}`);

  keystone.before = () => undefined;
  keystone.after = () => {};
  const program = unwrap();
  expect(await program.ended).toBe(0);
  expect(program.stdout()).toContain(`${changed.length} endpoint`);
  expect(keystone.urls()).toEqual(originals);
  expect(filesOf('state')).toEqual([]);
});

test('killed while it ran, unwrap calls Keystone by its own URL, though catalog and environment name the dead proxy', async () => {
  const killed = wrap();
  await killed.says(WRAPPED);
  killed.child.kill('SIGKILL');
  await killed.ended;
  const program = unwrap({ ...credentials(), OS_AUTH_URL: keystone.endpoints[0]?.url as string });
  expect(await program.ended).toBe(0);
  expect(keystone.urls()).toEqual(originals);
});

test('a change that is refused undoes those before it', async () => {
  atPatch(3, 'before', () => 403);
  const program = wrap();
  expect(await program.ended).toBe(1);
  expect(program.stderr()).toContain('the role admin');
  expect(program.stderr()).toContain('The endpoints are as they were');
  expect(keystone.urls()).toEqual(originals);
  expect(filesOf('state')).toEqual([]);
});

test('what cannot be undone stays in the state, and unwrap is named', async () => {
  keystone.before = ({ method }) => (method === 'PATCH' && patches() > 1 ? 403 : undefined);
  const program = wrap();
  expect(await program.ended).toBe(1);
  expect(program.stderr()).toContain(`requestshook unwrap --state ${state()}`);
  expect(keystone.urls()['k-public']).not.toBe(originals['k-public']);

  const refused = unwrap();
  expect(await refused.ended).toBe(1);
  expect(refused.stderr()).toContain('stays: run requestshook unwrap again');
  expect(filesOf('state')).toEqual(['wrap.json']);

  keystone.before = () => undefined;
  expect(await unwrap().ended).toBe(0);
  expect(keystone.urls()).toEqual(originals);
  expect(filesOf('state')).toEqual([]);
});

test('a signal in the middle of the changes undoes them', async () => {
  let program: Program | null = null;
  atPatch(2, 'after', async () => {
    program?.child.kill('SIGINT');
    await program?.says('SIGINT');
  });
  program = wrap();
  expect(await program.ended).toBe(0);
  expect(keystone.urls()).toEqual(originals);
  expect(filesOf('state')).toEqual([]);
});

test('an endpoint that somebody else changed or removed meanwhile is left alone and named', async () => {
  const program = wrap();
  await program.says(WRAPPED);
  const [first] = keystone.endpoints;
  Object.assign(first as object, { url: 'http://192.0.2.1/elsewhere' });
  keystone.endpoints.splice(1, 1);
  program.child.kill('SIGTERM');
  expect(await program.ended).toBe(0);
  expect(program.stderr()).toContain(
    'identity public (RegionOne) was changed by somebody else meanwhile: it stays at http://192.0.2.1/elsewhere',
  );
  expect(program.stderr()).toContain('identity internal (RegionOne) was removed by somebody else meanwhile');
  const { 'k-internal': _, ...kept } = originals;
  expect(keystone.urls()).toEqual({ ...kept, 'k-public': 'http://192.0.2.1/elsewhere' });
  expect(filesOf('state')).toEqual([]);
});

test('one that changed between being listed and being changed is not wrapped', async () => {
  keystone.before = ({ path, method }) => {
    if (path === '/endpoints/c-public' && method === 'GET')
      Object.assign(keystone.endpoints[2] as object, { url: 'http://192.0.2.1/volume' });
    return undefined;
  };
  const program = wrap();
  await program.says(WRAPPED);
  expect(keystone.urls()['c-public']).toBe('http://192.0.2.1/volume');
  program.child.kill('SIGTERM');
  expect(await program.ended).toBe(0);
  expect(keystone.urls()).toEqual({ ...originals, 'c-public': 'http://192.0.2.1/volume' });
});

test('tokens that expire while it runs are replaced at the end', async () => {
  const program = wrap();
  await program.says(WRAPPED);
  keystone.expireTokens();
  program.child.kill('SIGTERM');
  expect(await program.ended).toBe(0);
  expect(keystone.logins.length).toBe(2);
  expect(keystone.urls()).toEqual(originals);
});

test('with a password that is not valid any more at the end, it says how to put the endpoints back', async () => {
  const program = wrap();
  await program.says(WRAPPED);
  keystone.expireTokens();
  keystone.password = 'new';
  program.child.kill('SIGTERM');
  expect(await program.ended).toBe(1);
  expect(program.stderr()).toContain(`requestshook unwrap --state ${state()}`);
  expect(await unwrap({ ...credentials(), OS_PASSWORD: 'new' }).ended).toBe(0);
  expect(keystone.urls()).toEqual(originals);
});

test('a Keystone that fails for a moment at the end is asked again, and a second Ctrl-C does not cut that off', async () => {
  const program = wrap();
  await program.says(WRAPPED);
  let failures = 0;
  keystone.before = () => (++failures < 3 ? 503 : undefined);
  program.child.kill('SIGINT');
  await program.says('trying again');
  program.child.kill('SIGINT');
  expect(await program.ended).toBe(0);
  expect(program.stderr()).toContain('still being put back');
  expect(keystone.urls()).toEqual(originals);
});

test('unwrap leaves a wrap alone that still runs', async () => {
  const program = wrap();
  await program.says(WRAPPED);
  const refused = unwrap();
  expect(await refused.ended).toBe(1);
  expect(refused.stderr()).toContain(`kill ${program.child.pid}`);
  program.child.kill('SIGTERM');
  expect(await program.ended).toBe(0);
});

test('a second wrap with another proxy is refused where it is for the same endpoints, and only there', async () => {
  const first = wrap(['--interface', 'internal']);
  await first.says(WRAPPED);
  const wrapped = keystone.urls();
  const second = (...args: string[]) => {
    const places = [
      '--listen',
      '127.0.0.1:0',
      '--log',
      'b.log',
      '--dir',
      'b',
      '--state',
      join(home, 'b.json'),
    ];
    return requestshook(['wrap', ...places, ...args], credentials(), home);
  };
  const same = second();
  expect(await same.ended).toBe(1);
  expect(same.stderr()).toMatch(
    /^requestshook: identity internal is at http:\S+, where a requestshook answers: .* requestshook unwrap --state FILE, .*\n$/,
  );
  expect(keystone.urls()).toEqual(wrapped);
  expect(filesOf('.')).not.toContain('b.json');

  const others = second('--interface', 'public');
  await others.says(WRAPPED);
  for (const program of [first, others]) {
    program.child.kill('SIGTERM');
    expect(await program.ended).toBe(0);
  }
  expect(keystone.urls()).toEqual(originals);
});

test('a second wrap of the same cloud is refused, whatever its state file', async () => {
  const program = wrap();
  await program.says(WRAPPED);
  const { proxy } = JSON.parse(readFileSync(state(), 'utf8')) as { proxy: string };
  const { host } = new URL(proxy);
  const same = wrap(['--dry-run']);
  expect(await same.ended).toBe(1);
  expect(same.stderr()).toContain('requestshook unwrap --state');
  const args = ['wrap', '--listen', host, '--log', 'other.log', '--dir', 'other', '--state', 'other.json'];
  const other = async () => {
    const { ended, stderr } = requestshook([...args, '--dry-run'], credentials(), home);
    expect(await ended).toBe(1);
    return stderr();
  };
  expect(await other()).toContain('where a requestshook answers: the cloud is wrapped already');
  program.child.kill('SIGKILL');
  await program.ended;
  expect(await other()).toContain('which is the proxy itself: the cloud is wrapped already');
});

test('--linger keeps the proxy after the endpoints are back, until a signal', async () => {
  const program = wrap(['--linger', '1h']);
  await program.says(WRAPPED);
  const { proxy } = JSON.parse(readFileSync(state(), 'utf8')) as { proxy: string };
  await ask('GET', `${proxy}/identity/v3/auth/tokens`, { 'X-Subject-Token': 't', 'User-Agent': 'nova-api' });
  program.child.kill('SIGTERM');
  await program.says('the proxy stays for 3600 s');
  expect(keystone.urls()).toEqual(originals);
  const { status } = await ask('GET', `${proxy}/identity/v3/services`);
  expect(status).toBe(401);
  program.child.kill('SIGTERM');
  expect(await program.ended).toBe(0);
});

test('without --linger the services that will look for the proxy are named', async () => {
  const program = wrap();
  await program.says(WRAPPED);
  const { proxy } = JSON.parse(readFileSync(state(), 'utf8')) as { proxy: string };
  const from = { 'X-Subject-Token': 't', 'X-Requestshook-Request-From': 'nova-api' };
  await ask('GET', `${proxy}/identity/v3/auth/tokens`, from);
  program.child.kill('SIGTERM');
  expect(await program.ended).toBe(0);
  expect(program.stderr()).toContain('nova-api had tokens validated through the proxy');
  expect(program.stderr()).toContain('--linger 60m');
});

test('credentials come from clouds.yaml and secure.yaml as well', async () => {
  writeFileSync(
    join(home, 'clouds.yaml'),
    `clouds:\n  mine:\n    auth: {auth_url: "${keystone.url}", username: admin, user_domain_name: Corp}\n    system_scope: all\n`,
  );
  writeFileSync(join(home, 'secure.yaml'), 'clouds: {mine: {auth: {password: secret}}}\n');
  const program = wrap(['--dry-run'], { OS_CLOUD: 'mine' });
  expect(await program.ended).toBe(0);
  expect(keystone.logins).toEqual([
    {
      auth: {
        identity: {
          methods: ['password'],
          password: { user: { name: 'admin', domain: { name: 'Corp' }, password: 'secret' } },
        },
        scope: { system: { all: true } },
      },
    },
  ]);
});

const REFUSALS: [string, string[], Record<string, string>, number, string][] = [
  [
    'a wrong password',
    [],
    { OS_PASSWORD: 'wrong' },
    1,
    'does not let user "admin" in project "admin" in (401)',
  ],
  ['no password', [], { OS_PASSWORD: '' }, 1, 'set OS_PASSWORD'],
  ['no cloud', [], { OS_AUTH_URL: '' }, 1, 'set OS_AUTH_URL or OS_CLOUD'],
  [
    'no Keystone there',
    [],
    { OS_AUTH_URL: 'http://127.0.0.1:1/identity' },
    1,
    'cannot be reached: connect ECONNREFUSED',
  ],
  ['a service that is not there', ['--only', 'nova'], {}, 2, 'it has keystone (identity), cinder (volumev3)'],
  ['a listener for everybody without a URL', ['--listen', '0.0.0.0:0'], {}, 1, '--public-url http://'],
  ['a public URL at which nobody is', ['--public-url', 'http://127.0.0.1:1'], {}, 1, 'nothing was changed'],
];
test.each(REFUSALS)('%s is refused before anything is changed', async (_, args, env, status, message) => {
  const listen = args.includes('--listen') ? [] : ['--listen', '127.0.0.1:0'];
  const places = [...listen, '--log', 'requests.log', '--dir', 'trace', '--state', state()];
  const program = requestshook(['wrap', ...places, ...args], { ...credentials(), ...env }, home);
  expect({ status: await program.ended, stderr: program.stderr() }).toEqual({
    status,
    stderr: expect.stringContaining(message),
  });
  expect(patches()).toBe(0);
  expect(filesOf('state')).toEqual([]);
});

test('a user who may not list endpoints is told which role that needs', async () => {
  keystone.before = ({ path }) => (path === '/endpoints' ? 403 : undefined);
  const program = wrap();
  expect(await program.ended).toBe(1);
  expect(program.stderr()).toContain(
    'does not let user "admin" in project "admin" list endpoints (403): that needs the role admin',
  );
});

test('a proxy that only this machine can reach is refused where the cloud is on others', async () => {
  for (const endpoint of keystone.endpoints) endpoint.url = 'http://192.0.2.1/identity';
  const program = wrap();
  expect(await program.ended).toBe(1);
  expect(program.stderr()).toContain('--listen 0.0.0.0:0 --public-url http://192.0.2.1:0');
});
