import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { openstack, restartGlance, serviceUrl, userEnvironment } from './cloud.js';
import { type Result, runCommand } from './command.js';
import { freePort } from './free-port.js';
import { endpointsOf, makeUser, setEndpoint, startGate } from './keystone-admin.js';
import { describeMessage, readMessages } from './messages.js';
import { REQUESTSHOOK, type TraceFolder, traceFolder } from './requestshook.js';
import { expandSequence } from './sequences.js';

/** A running `requestshook wrap`. */
interface Wrap {
  readonly child: ChildProcess;
  /** Where the endpoints lead: `http://127.0.0.1:PORT`. */
  readonly proxy: string;
  output(): string;
  says(text: string): Promise<void>;
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

let originals: Record<string, unknown>[];
let direct: Result;
let trace: TraceFolder;
let state: string;
const started: Wrap[] = [];

beforeAll(async () => {
  originals = await endpointsOf();
  await restartGlance('directly');
  direct = await openstack(serviceUrl('/identity'), 'image', 'list', '-f', 'json');
});

beforeEach(async () => {
  trace = await traceFolder();
  state = `${trace.log}.state`;
});

afterEach(async () => {
  for (const { child } of started.splice(0)) child.kill('SIGKILL');
  await trace.remove();
  for (const { id, url } of originals) await setEndpoint(id, url);
});

afterAll(() => restartGlance('directly'));

const imageList = () => openstack(serviceUrl('/identity'), 'image', 'list', '-f', 'json');

/** The calls of the trace, whoever made them: to tell that of Glance's without the client's is another test's affair. */
async function calls(): Promise<string[]> {
  return readMessages(await readFile(trace.log, 'utf8')).map((message) =>
    describeMessage(message).replace(/^\S+/, 'somebody'),
  );
}

/** Starts `requestshook wrap`, by somebody who has nothing but OS_* in the environment. */
async function wrap(args: readonly string[] = [], authUrl = serviceUrl('/identity')): Promise<Wrap> {
  const port = await freePort();
  const [node, ...rest] = REQUESTSHOOK as [string, ...string[]];
  const places = ['--listen', `127.0.0.1:${port}`, '--log', trace.log, '--dir', trace.dir, '--state', state];
  const child = spawn(node, [...rest, 'wrap', ...places, ...args], {
    env: userEnvironment(authUrl),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    child.emit('told');
  });
  const ended = once(child, 'close').then(([code, signal]) => code ?? signal);
  const running: Wrap = {
    child,
    proxy: `http://127.0.0.1:${port}`,
    output: () => output,
    ended,
    says: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (output.includes(text)) resolve();
        };
        child.on('told', look);
        ended.then((status) => reject(new Error(`ended with ${status}:\n${output}`)));
        look();
      }),
  };
  started.push(running);
  return running;
}

function unwrap(): Promise<Result> {
  return runCommand([...REQUESTSHOOK, 'unwrap', '--state', state], {
    env: userEnvironment(serviceUrl('/identity')),
  });
}

const WRAPPED = '6 endpoints of the cloud lead to';

test('a wrapped cloud shows what its catalog leads to, Glance’s own calls too, to clients that know nothing of it', async () => {
  // A new Glance has no token yet, and so no catalog.
  await restartGlance('directly');
  const running = await wrap();
  await running.says(WRAPPED);
  expect((await endpointsOf()).map(({ url }) => url).sort()).toEqual(
    ['/identity', '/identity', '/identity', '/image', '/image', '/image'].map((path) => running.proxy + path),
  );
  expect(await imageList()).toEqual(direct);
  running.child.kill('SIGTERM');
  expect(await running.ended).toBe(0);

  expect(await endpointsOf()).toEqual(originals);
  expect(existsSync(state)).toBe(false);
  // Client and Glance get their tokens at Keystone's own URL, which they have in their configuration.
  expect(readMessages(await readFile(trace.log, 'utf8')).map(describeMessage)).toEqual(
    expandSequence(`
      openstack glance-api GET /image 300
      openstack glance-api GET /image/v2/images 200
        glance-api keystone GET /identity 300
        glance-api keystone GET /identity/v3/auth/tokens 200`),
  );
  expect(running.output()).toContain('glance-api had tokens validated through the proxy');
});

test('--interface and --only choose what is changed, and what a dry run shows', async () => {
  const chosen = ['--interface', 'internal', '--only', 'keystone'];
  const args = ['wrap', '--dry-run', '--state', state, ...chosen];
  const dry = await runCommand([...REQUESTSHOOK, ...args], { env: userEnvironment(serviceUrl('/identity')) });
  expect(dry.status).toBe(0);
  expect(dry.stdout.trimEnd().split('\n').slice(1)).toEqual([
    `identity  internal   RegionOne  ${serviceUrl('/identity')}  http://127.0.0.1:8500/identity`,
  ]);
  expect(existsSync(state)).toBe(false);
  expect(await endpointsOf()).toEqual(originals);

  await restartGlance('directly');
  const running = await wrap(chosen);
  await running.says('1 endpoint of the cloud lead to');
  expect(await imageList()).toEqual(direct);
  running.child.kill('SIGINT');
  expect(await running.ended).toBe(0);
  expect(await endpointsOf()).toEqual(originals);
  expect(await calls()).toEqual(
    expandSequence(`
      somebody keystone GET /identity 300
      somebody keystone GET /identity/v3/auth/tokens 200`),
  );
});

test('--linger keeps the proxy for a Glance that remembers it, after the endpoints are back', async () => {
  await restartGlance('directly');
  const running = await wrap(['--linger', '1h']);
  await running.says(WRAPPED);
  await imageList();
  running.child.kill('SIGTERM');
  await running.says('the proxy stays');
  expect(await endpointsOf()).toEqual(originals);
  expect(await imageList()).toEqual(direct);
  running.child.kill('SIGTERM');
  expect(await running.ended).toBe(0);
  const validations = 'somebody >>> keystone GET /identity/v3/auth/tokens';
  expect((await calls()).filter((call) => call === validations)).toHaveLength(2);
});

test.each([
  ['before', 1],
  ['before', 4],
  ['after', 4],
  ['after', 6],
] as const)('killed %s Keystone has change %d, unwrap puts the endpoints back', async (when, number) => {
  let running: Wrap | undefined;
  const gate = await startGate(number, when, async () => {
    running?.child.kill('SIGKILL');
    await running?.ended;
  });
  try {
    running = await wrap([], gate.url);
    expect(await running.ended).toBe('SIGKILL');
    const now = await endpointsOf();
    const changed = now.filter(({ url }, i) => url !== originals[i]?.url);
    expect(changed).toHaveLength(when === 'before' ? number - 1 : number);

    const result = await unwrap();
    expect({ status: result.status, stderr: result.stderr }).toEqual({ status: 0, stderr: '' });
    expect(await endpointsOf()).toEqual(originals);
    expect(existsSync(state)).toBe(false);
  } finally {
    await gate.close();
  }
});

test('killed while it runs, the cloud works again after unwrap', async () => {
  await restartGlance('directly');
  const running = await wrap();
  await running.says(WRAPPED);
  running.child.kill('SIGKILL');
  await running.ended;
  expect((await imageList()).status).not.toBe(0);
  expect(await (await wrap()).ended).toBe(1);
  expect((await unwrap()).status).toBe(0);
  expect(await endpointsOf()).toEqual(originals);
  expect(await imageList()).toEqual(direct);
});

test('an endpoint that an administrator changes meanwhile stays as it is then, and is named', async () => {
  const running = await wrap();
  await running.says(WRAPPED);
  const image = originals.find(
    ({ url, interface: side }) => String(url).endsWith('/image') && side === 'admin',
  );
  const url = 'http://192.0.2.1/image/v2';
  await setEndpoint(image?.id, url);
  running.child.kill('SIGTERM');
  expect(await running.ended).toBe(0);
  expect(running.output()).toContain(
    `image admin (RegionOne) was changed by somebody else meanwhile: it stays at ${url}`,
  );
  expect(await endpointsOf()).toEqual(originals.map((one) => (one.id === image?.id ? { ...one, url } : one)));
});

test('a user without the role for it is told so', async () => {
  await makeUser('nobody', 'rh-nobody-secret');
  const { OS_PROJECT_NAME: _, OS_PROJECT_DOMAIN_NAME: __, ...env } = userEnvironment(serviceUrl('/identity'));
  const result = await runCommand([...REQUESTSHOOK, 'wrap', '--dry-run', '--state', state], {
    env: { ...env, OS_USERNAME: 'nobody', OS_PASSWORD: 'rh-nobody-secret' },
  });
  expect(result.status).toBe(1);
  expect(result.stderr).toContain(
    'does not let user "nobody" list endpoints (403): that needs the role admin',
  );
});
