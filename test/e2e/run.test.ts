import { openstack, restartGlance, serviceUrl, userEnvironment } from './cloud.js';
import { type Result, runCommand } from './command.js';
import { describeMessage, readMessages } from './messages.js';
import { REQUESTSHOOK, type TraceFolder, traceFolder } from './requestshook.js';
import { expandSequence } from './sequences.js';

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

/** `requestshook run -- openstack ...` by somebody who has nothing but OS_* in the environment. */
function traced(...args: string[]): Promise<Result> {
  const files = ['--log', trace.log, '--dir', trace.dir];
  return runCommand([...REQUESTSHOOK, 'run', ...files, '--', 'openstack', ...args], {
    env: userEnvironment(serviceUrl('/identity')),
  });
}

/** One row of the table of calls: these words in this order, among others. */
function row(...words: string[]): RegExp {
  const escaped = words.map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^.*${escaped.map((word) => `(?<!\\S)${word}(?!\\S)`).join('.*')}.*$`, 'm');
}

test('`run` traces a command in a real cloud, and leaves its output and status alone', async () => {
  const direct = await openstack(serviceUrl('/identity'), 'image', 'list', '-f', 'json');
  const result = await traced('image', 'list', '-f', 'json');
  expect({ status: result.status, stdout: result.stdout }).toEqual({ status: 0, stdout: direct.stdout });

  for (const words of [
    ['1', 'openstack', 'keystone', 'GET', '/identity', '300'],
    ['2', 'openstack', 'keystone', 'POST', '/identity/v3/auth/tokens', '201'],
    ['3', 'openstack', 'glance-api', 'GET', '/image', '300'],
    ['4', 'openstack', 'glance-api', 'GET', '/image/v2/images', '200'],
  ]) {
    expect(result.stderr).toMatch(row(...words));
  }
  const messages = readMessages((await trace.files()).get('requests.log') as string);
  expect(messages.map(describeMessage)).toEqual(
    expandSequence(`
      openstack keystone GET /identity 300
      openstack keystone POST /identity/v3/auth/tokens 201
      openstack glance-api GET /image 300
      openstack glance-api GET /image/v2/images 200`),
  );
});

test('`run` ends as the command did, with what it said on stderr', async () => {
  const direct = await openstack(serviceUrl('/identity'), 'image', 'show', 'no-such-image');
  const result = await traced('image', 'show', 'no-such-image');
  expect({ status: result.status, stdout: result.stdout }).toEqual({ status: 1, stdout: '' });
  expect(result.stderr).toContain(direct.stderr.trim());
  expect(result.stderr).toMatch(
    row('openstack', 'glance-api', 'GET', '/image/v2/images/no-such-image', '404'),
  );
});
