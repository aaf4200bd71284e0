import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { start as startProgram } from './cli.js';
import { cli, into, startCli, temporaryFolder } from './program.js';

const readers: ReturnType<typeof startProgram>[] = [];
afterEach(() => {
  for (const reader of readers.splice(0)) reader.kill();
});

const SERVICE = ['--listen', '0', '--ui', 'off', '--service', 'keystone=http://127.0.0.1:1/identity'];

async function startOn(...files: string[]) {
  const running = startCli(['proxy', ...files, ...SERVICE]);
  const [, origin] = await running.until(/ready on (http:\/\/127\.0\.0\.1:\d+)/);
  return { ...running, origin: origin as string };
}

test('a second process on the same files is refused, and told which process that is and what to do', async () => {
  const folder = temporaryFolder();
  const { child } = await startOn(...into(folder));
  const second = await cli(['proxy', ...into(folder), ...SERVICE]);
  expect(second).toMatchObject({
    status: 1,
    stderr: `requestshook: ${folder}/requests.log is being written by process ${child.pid}. Stop that, or choose another place with --log FILE\n`,
  });
  const another = await cli([
    'proxy',
    '--log',
    join(temporaryFolder(), 'x.log'),
    '--dir',
    folder,
    ...SERVICE,
  ]);
  expect(another.status).toBe(1);
  expect(another.stderr).toMatch(/diagram\.md is being written by process \d+\. .* --dir FOLDER\n$/);
  const env = { OS_AUTH_URL: 'http://127.0.0.1:1/identity' };
  const traced = await cli(['run', ...into(folder), '--', 'true'], { env });
  expect(traced.stderr).toContain(`is being written by process ${child.pid}`);
});

test('also after its log was renamed away and it was told to go on in a new one', async () => {
  const folder = temporaryFolder();
  const { child, until } = await startOn(...into(folder));
  renameSync(join(folder, 'requests.log'), join(folder, 'requests.log.1'));
  child.kill('SIGHUP');
  await until(/opened anew/);
  // The thread that writes makes the new file a moment after it was told.
  for (;;) {
    const files = ['--log', join(folder, 'requests.log'), '--dir', temporaryFolder()];
    const { status, stderr } = await cli(['proxy', ...files, ...SERVICE]);
    expect(status).toBe(1);
    if (stderr.includes(`requests.log is being written by process ${child.pid}`)) break;
  }
});

test('nothing outlives a kill -9: the next one starts at once', async () => {
  const folder = temporaryFolder();
  const first = await startOn(...into(folder));
  await fetch(`${first.origin}/identity`);
  first.child.kill('SIGKILL');
  await first.ended;
  const second = await startOn(...into(folder));
  second.child.kill('SIGTERM');
  expect(await second.ended).toBe(0);
});

test('whoever reads the trace is no second writer', async () => {
  const folder = temporaryFolder();
  const first = await startOn(...into(folder));
  const reader = startProgram(['list', '-f', folder]);
  readers.push(reader);
  const heading = new Promise((resolve) => reader.stdout.once('data', resolve));
  await fetch(`${first.origin}/identity`);
  await heading;
  first.child.kill('SIGTERM');
  await first.ended;
  const second = await startOn(...into(folder));
  second.child.kill('SIGTERM');
  expect(await second.ended).toBe(0);
  expect(readFileSync(join(folder, 'requests.log'), 'utf8')).toContain('REQ >>> (keystone)');
});
