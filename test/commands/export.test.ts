import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HAR } from '../formats/har-schema.js';
import { answered, asked, fileIn, journalAnswered, journalAsked, temporaryFolder } from '../trace/traces.js';
import { run } from './cli.js';

const folder = temporaryFolder();
const login = { id: 'a', method: 'POST', path: '/identity/v3/auth/tokens' };
const nested = { id: 'b', from: 'glance-api', service: 'glance-api', path: '/image/v2/images' };
const log = fileIn(
  folder,
  'requests.log',
  asked(login, '{"auth": {}}') + asked(nested) + answered(nested, 404) + answered(login, 201),
);
const journal = fileIn(
  folder,
  'journal.ndjson',
  journalAsked({ number: 1, ...login }) + journalAnswered({ number: 1, ...login }),
);
const to = (name: string) => join(folder, name);

test('har: an HTTP Archive of the whole trace, on stdout', async () => {
  const { status, stdout, stderr } = await run(['export', 'har', log]);
  expect([status, stderr]).toEqual([0, '']);
  const har = JSON.parse(stdout);
  HAR.parse(har);
  expect(har.log.creator.name).toBe('requestshook');
  expect(har.log.entries.map((entry: { comment: string }) => entry.comment)).toEqual([
    '1 openstack -> keystone; start not known',
    '2 glance-api -> glance-api; start not known',
  ]);
});

test('curl: a script that the shell takes', async () => {
  const { status, stdout } = await run(['export', 'curl', log]);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^#!\/bin\/sh\n/);
  expect(stdout).toContain(
    "\n\n# 1 openstack -> keystone\ncurl -X POST 'http://10.0.0.5/identity/v3/auth/tokens' \\\n",
  );
  expect(stdout).toContain("\n\n# 2 glance-api -> glance-api\ncurl 'http://10.0.0.5/image/v2/images' \\\n");
  expect(stdout).not.toContain('X-Requestshook');
  expect((await run(['export', 'curl', log, '--marks'])).stdout).toContain(
    "-H 'X-Requestshook-Request-Id: a'",
  );
});

test('ndjson: a line for each exchange', async () => {
  const { stdout } = await run(['export', 'ndjson', journal]);
  const lines = stdout.trimEnd().split('\n');
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] as string)).toMatchObject({
    number: 1,
    from: 'openstack',
    status: 200,
    durationMs: 7.5,
    caller: { name: 'openstack', source: 'rule' },
    request: { headers: [['X-Requestshook-Request-Id', 'a']], body: { size: 0 } },
    response: { body: { size: 0 } },
  });
});

test.each([
  [['--number', '2'], [2]],
  [
    ['--number', '1,2-9'],
    [1, 2],
  ],
  [['--status', '4xx'], [2]],
  [['--from', 'openstack'], [1]],
  [['--service', 'image', '--method', 'GET'], [2]],
  [['--path', 'tokens'], [1]],
])('%j: only the exchanges that are asked for', async (options, numbers) => {
  const { stdout } = await run(['export', 'ndjson', log, ...options]);
  const lines = stdout.trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line).number)).toEqual(numbers);
});

test('-o: into a file for its owner alone, its folder made', async () => {
  const file = to('new/trace.har');
  expect(await run(['export', 'har', log, '-o', file])).toEqual({ status: 0, stdout: '', stderr: '' });
  HAR.parse(JSON.parse(readFileSync(file, 'utf8')));
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('from standard input', async () => {
  const { stdout } = await run(['export', 'curl', '-'], { input: readFileSync(log) });
  expect(stdout.match(/^curl /gm)).toHaveLength(2);
});

test('a file that is there stays where there is nothing to write', async () => {
  const file = fileIn(folder, 'kept.har', 'mine');
  for (const args of [
    ['har', to('nosuch'), '-o', file],
    ['har', log, '--number', '7', '-o', file],
  ]) {
    expect((await run(['export', ...args])).status).toBe(1);
    expect(readFileSync(file, 'utf8')).toBe('mine');
  }
});

const binary = fileIn(folder, 'binary', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2]));
writeFileSync(to('empty'), '');

test.each([
  [['xml', log], 2, 'export: expected one of har, curl, ndjson, got "xml"'],
  [['toString', log], 2, 'export: expected one of har, curl, ndjson, got "toString"'],
  [[], 2, 'Not enough non-option arguments: got 0, need at least 1'],
  [['har', to('nosuch')], 1, `${to('nosuch')}: no such file or folder`],
  [['har', binary], 1, `${binary}: no trace, but a binary file`],
  [['har', to('empty')], 1, `no calls in ${to('empty')}`],
  [['curl', log, '--number', '9'], 1, `none of the 2 calls in ${log} fits`],
  [['curl', log, '--number', 'x'], 2, '--number: expected 5, 2-4 or 1,3,7-9, got "x"'],
  [['curl', log, '--number', '9-2'], 2, '--number: 9-2 has its ends the wrong way round'],
  [['har', log, '-o', log], 2, `--output: ${log} is the trace itself`],
  [['har', log, '-o', folder], 1, `${folder} cannot be written: EISDIR`],
] as const)('%j is refused with one line', async (args, status, message) => {
  const ended = await run(['export', ...args]);
  expect(ended.status).toBe(status);
  expect(ended.stdout).toBe('');
  expect(ended.stderr).toMatch(/^requestshook: .*\n$/);
  expect(ended.stderr).toContain(message);
});
