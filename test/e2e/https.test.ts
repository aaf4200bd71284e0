import { certificateFile } from '../proxy/certificates.js';
import { openstack, restartGlance, serviceUrl, userEnvironment } from './cloud.js';
import { type Result, runCommand } from './command.js';
import { freePort } from './free-port.js';
import { describeMessage, readMessages } from './messages.js';
import { REQUESTSHOOK, startProxy, type TraceFolder, traceFolder } from './requestshook.js';
import { expandSequence } from './sequences.js';

const CERTIFICATE = ['--tls-cert', certificateFile('server'), '--tls-key', certificateFile('server-key')];
const SEQUENCE = `
  openstack keystone GET /identity 300
  openstack keystone POST /identity/v3/auth/tokens 201
  openstack glance-api GET /image 300
  openstack glance-api GET /image/v2/images 200`;

let trace: TraceFolder;

beforeAll(async () => {
  await restartGlance('directly');
});

beforeEach(async () => {
  trace = await traceFolder();
});

afterEach(async () => {
  await trace.remove();
});

const list = (env: NodeJS.ProcessEnv): Promise<Result> =>
  runCommand(['openstack', 'image', 'list', '-f', 'json'], { env });

async function sequence(): Promise<string[]> {
  return readMessages((await trace.files()).get('requests.log') as string).map(describeMessage);
}

test('the real client trusts the https proxy of `run`, by OS_CACERT of its own', async () => {
  const direct = await openstack(serviceUrl('/identity'), 'image', 'list', '-f', 'json');
  const files = ['--log', trace.log, '--dir', trace.dir];
  const result = await runCommand(
    [...REQUESTSHOOK, 'run', ...files, ...CERTIFICATE, '--', 'openstack', 'image', 'list', '-f', 'json'],
    { env: { ...userEnvironment(serviceUrl('/identity')), OS_CACERT: certificateFile('authority') } },
  );
  expect({ status: result.status, stdout: result.stdout }).toEqual({ status: 0, stdout: direct.stdout });
  expect(await sequence()).toEqual(expandSequence(SEQUENCE));
});

test('the real client stays on an https proxy by the links of its catalog', async () => {
  const port = await freePort();
  const proxy = await startProxy(
    [
      ...[
        '--listen',
        `127.0.0.1:${port}`,
        '--log',
        trace.log,
        '--dir',
        trace.dir,
        '--ui',
        'off',
        ...CERTIFICATE,
      ],
      ...['--service', `keystone=${serviceUrl('/identity')}`, '--discover'],
    ],
    [port],
  );
  const env = userEnvironment(`https://127.0.0.1:${port}/identity`);
  const trusting = await list({ ...env, OS_CACERT: certificateFile('authority') });
  expect({ status: trusting.status, stderr: trusting.stderr }).toEqual({ status: 0, stderr: '' });
  // One that does not trust the certificate gets nothing, and the proxy says why.
  const doubting = await list(env);
  expect(doubting.status).toBe(1);
  expect(doubting.stderr).toContain('certificate verify failed');
  expect(await proxy.stop()).toBe(0);
  expect(await sequence()).toEqual(expandSequence(SEQUENCE));
  expect(proxy.output()).toContain(
    'A caller does not trust the certificate of this listener (tlsv1 alert unknown ca)',
  );
});
