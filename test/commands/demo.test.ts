import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { readLog } from '../../src/formats/log-reader.js';
import { cli, startCli, temporaryFolder } from './program.js';

const requests = (log: string) =>
  readLog(log)
    .entries.filter(({ kind }) => kind === 'request')
    .map(({ from, service, method }) => `${from} ${service} ${method}`);

test('the sequence is played, shown, and its files named; with --once it ends', async () => {
  const cwd = temporaryFolder();
  const { status, stdout, stderr } = await cli(['demo', '--once', '--listen', '0'], { cwd });
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/openstack image remove project [0-9a-f-]{36} [0-9a-f]{32}\n/);
  const dir = join(cwd, 'logs/demo');
  const diagram = readFileSync(join(dir, 'diagram.md'), 'utf8').trimEnd().split('\n');
  diagram.forEach((line, i) => {
    expect(stdout).toContain(`${String(i + 1).padStart(4)}  ${line}\n`);
  });
  for (const name of readdirSync(dir)) expect(stdout).toContain(`  ${join('logs/demo', name)} `);
  const found = requests(readFileSync(join(dir, 'requests.log'), 'utf8'));
  expect(found.slice(0, 2)).toEqual(['openstack keystone GET', 'openstack keystone POST']);
  expect(found).toContain('openstack glance-api DELETE');
  // Glance's own calls to Keystone come through the proxy, between.
  expect(found.some((call) => call.startsWith('glance-api keystone'))).toBe(true);
  expect(stdout).toContain(`${found.length} calls, `);
  // Its folder holds the last run alone.
  await cli(['demo', '--once', '--listen', '0'], { cwd });
  expect(requests(readFileSync(join(dir, 'requests.log'), 'utf8'))).toEqual(found);
});

test('a command behind -- is run against it, with nothing of another cloud in its environment', async () => {
  const cwd = temporaryFolder();
  const script =
    'echo "$OS_AUTH_URL"; env | grep -E "^OS_(CLOUD|TOKEN)="; curl -s -o /dev/null "$OS_AUTH_URL/v3"; exit 3';
  const { status, stdout, stderr } = await cli(
    ['demo', '--listen', '0', '--log', 'my.log', '--', 'sh', '-c', script],
    {
      cwd,
      env: { OS_CLOUD: 'production', OS_TOKEN: 'x' },
    },
  );
  expect(status).toBe(3);
  expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/identity\n$/);
  expect(stderr).toMatch(/\n1 +curl +keystone +GET +\/identity\/v3 +200 /);
  expect(requests(readFileSync(join(cwd, 'my.log'), 'utf8'))).toEqual(['curl keystone GET']);
  const missing = await cli(['demo', '--listen', '0', '--', 'no-such-program'], { cwd });
  expect([missing.status, missing.stderr]).toEqual([
    127,
    'requestshook: cannot run no-such-program: there is no such program in PATH\n',
  ]);
});

test('without --once it stays up for calls of ones own, and ends with a signal', async () => {
  const running = startCli(['demo', '--listen', '0'], { cwd: temporaryFolder() });
  const [, url] = await running.until(/export OS_AUTH_URL=(\S+)\n/, 'stdout');
  await running.until(/curl -i /, 'stdout');
  expect((await fetch(`${url}/v3`)).status).toBe(200);
  running.child.kill('SIGINT');
  expect(await running.ended).toBe(0);
});

test('where the default port is taken it takes a free one, and one that was asked for is said to be taken', async () => {
  const other = createServer();
  const taken = await new Promise<boolean>((resolve) => {
    other.once('error', () => resolve(true));
    other.listen(8500, '127.0.0.1', () => resolve(false));
  });
  const { status, stdout } = await cli(['demo', '--once'], { cwd: temporaryFolder() });
  if (!taken) other.close();
  expect(status).toBe(0);
  expect(stdout).toMatch(/http:\/\/127\.0\.0\.1:\d+\/identity -> keystone at/);
  expect(stdout).not.toContain('http://127.0.0.1:8500/');
  const asked = createServer();
  await once(asked.listen(0, '127.0.0.1'), 'listening');
  const { port } = asked.address() as AddressInfo;
  const refused = await cli(['demo', '--once', '--listen', String(port)], { cwd: temporaryFolder() });
  asked.close();
  expect([refused.status, refused.stderr]).toEqual([
    1,
    expect.stringMatching(/^requestshook: cannot listen on 127\.0\.0\.1:\d+: another program[^\n]*\n$/),
  ]);
});
