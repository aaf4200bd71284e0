import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { into, startCli, temporaryFolder } from './program.js';
import { logLines, startProxy } from './running-proxy.js';

test('only the files that are named are written', async () => {
  const proxy = await startProxy(['--files', 'log,body']);
  await fetch(`${proxy.origin}/identity/v3`);
  expect(await proxy.stop()).toBe(0);
  expect(readdirSync(proxy.folder).sort()).toEqual(['body.md', 'requests.log']);
  // Without a diagram its numbers are counted by themselves.
  const headings = readFileSync(join(proxy.folder, 'body.md'), 'utf8').match(/^### \(\d+\)/gm);
  expect(headings).toEqual(['### (1)', '### (2)']);
});

test('without a journal there is no page, and the ready line names what is written', async () => {
  const folder = temporaryFolder();
  const args = ['--service', 'keystone=http://127.0.0.1:1/identity', '--listen', '127.0.0.1:0'];
  const running = startCli(['proxy', ...args, ...into(folder), '--files', 'log']);
  await running.until(/"msg":"ready/);
  running.child.kill('SIGTERM');
  expect(await running.ended).toBe(0);
  const said = logLines(running.stderr()).map(({ msg }) => msg);
  expect(said[0]).toBe('no page, as no journal is written (--files)');
  expect(said[1]).toMatch(new RegExp(`; writes ${join(folder, 'requests.log')}$`));
});

test.each([
  [['proxy', '--ui', '127.0.0.1:0'], 1, 'the page shows the journal: add it to --files, or leave --ui out'],
  [['run', '--page', 'page'], 2, '--page: the page is made from the journal: add it to --files'],
  [['demo', '--once'], 2, '--files: the demo shows all of them'],
])('%j with the log alone is refused', async ([command, ...options], status, message) => {
  const folder = temporaryFolder();
  const places = options.map((option) => (option === 'page' ? join(folder, 'page') : option));
  const service = command === 'demo' ? [] : ['--service', 'keystone=http://127.0.0.1:1/identity'];
  const rest = command === 'run' ? ['--', 'true'] : [];
  const running = startCli([
    command as string,
    ...service,
    ...into(folder),
    '--listen',
    '127.0.0.1:0',
    ...places,
    '--files',
    'log',
    ...rest,
  ]);
  expect([await running.ended, running.stderr().trim()]).toEqual([status, `requestshook: ${message}`]);
});

test('a file that there is not is refused, with those that there are', async () => {
  const running = startCli(['proxy', ...into(temporaryFolder()), '--files', 'log,pictures']);
  expect(await running.ended).toBe(1);
  expect(running.stderr()).toBe(
    'requestshook: --files: expected one of log, diagram, body, journal, got "pictures"\n',
  );
});
