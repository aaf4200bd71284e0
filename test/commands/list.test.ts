import { once } from 'node:events';
import { appendFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { listCommand } from '../../src/commands/list.js';
import type { CallFacts } from '../../src/formats/call-list.js';
import { renderEntry } from '../../src/formats/log.js';
import { sharedFile, testWithShared } from '../shared.js';
import { answered, asked, fileIn, journalAnswered, journalAsked, temporaryFolder } from '../trace/traces.js';
import { run, STARTING, start, terminal, testProgram } from './cli.js';

const folder = temporaryFolder();
const call = { id: 'a', method: 'POST', path: '/identity/v3/auth/tokens?nocatalog' };
const nested = { id: 'b', from: 'glance-api', path: '/identity/v3' };
const log = fileIn(
  folder,
  'requests.log',
  asked(call) +
    asked(nested) +
    answered(nested, 404) +
    answered(call, 201) +
    asked({ id: 'c', path: '/gone' }),
);
const journal = fileIn(
  folder,
  'journal.ndjson',
  journalAsked({ number: 1, ...call }) +
    journalAsked({ number: 2, ...nested, parent: 1 }) +
    journalAnswered({ number: 2, ...nested }, 404) +
    journalAnswered({ number: 1, ...call }, 502, {
      outcome: 'upstreamFailed',
      failure: { code: 'ECONNRESET', message: 'keystone closed the connection' },
    }),
);

testProgram('a log as a table', async () => {
  expect(await run(['list', log])).toEqual({
    status: 0,
    stdout: [
      '   #  caller      service   method  path                                status      sent  received',
      '   1  openstack   keystone  POST    /identity/v3/auth/tokens?nocatalog  201',
      '   2  glance-api  keystone  GET     /identity/v3                        404',
      '   3  openstack   keystone  GET     /gone                               -                        -',
      '      no response in the trace',
      '',
    ].join('\n'),
    stderr: '',
  });
});

testProgram('a journal, with what it knows: times, nesting, failures', async () => {
  const { stdout } = await run(['list', folder]);
  expect(stdout).toMatch(/^ {3}# {2}start +caller/);
  expect(stdout).toMatch(
    / 1 .* openstack +keystone +POST +\/identity.* 502 +7\.5 ms\n +keystone closed the connection\n/,
  );
  expect(stdout).toMatch(/ 2 .* {2}GET {7}\/identity\/v3 /);
});

testProgram('--json: an object a line', async () => {
  const { stdout } = await run(['list', journal, '--json']);
  expect(
    stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual([
    {
      number: 1,
      id: 'a',
      from: 'openstack',
      service: 'keystone',
      method: 'POST',
      url: 'http://10.0.0.5/identity/v3/auth/tokens?nocatalog',
      path: '/identity/v3/auth/tokens',
      status: 502,
      reason: 'OK',
      startedAt: 1_000_001,
      durationMs: 7.5,
      requestBytes: 0,
      responseBytes: 0,
      parent: null,
      failure: { code: 'ECONNRESET', message: 'keystone closed the connection' },
    },
    expect.objectContaining({ number: 2, parent: 1, status: 404, failure: null }),
  ]);
});

testProgram('filters: any of one kind, each of several kinds', async () => {
  const numbers = async (...filters: string[]) => {
    const { stdout } = await run(['list', log, '--json', ...filters]);
    return stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => (JSON.parse(line) as { number: number }).number);
  };
  expect(await numbers('--status', '4xx', '--status', 'none')).toEqual([2, 3]);
  expect(await numbers('--status', '4xx', '--from', 'openstack')).toEqual([]);
  expect(await numbers('--service', 'identity', '--method', 'post')).toEqual([1]);
  expect(await numbers('--path', '/v3/auth/{what}')).toEqual([1]);
});

testProgram('where no call fits, that is said on stderr', async () => {
  expect(await run(['list', log, '--from', 'nova'])).toEqual({
    status: 0,
    stdout: '',
    stderr: `requestshook: none of the 3 calls in ${log} fits\n`,
  });
});

testProgram('a trace from a pipe, gzipped as well', async () => {
  const input = gzipSync(asked(call) + answered(call, 204));
  const { stdout, stderr } = await run(['list', '-', '--json'], { input });
  expect(JSON.parse(stdout)).toMatchObject({ number: 1, status: 204 });
  expect(stderr).toBe('');
});

testProgram('without a LOG, the configured trace: the journal, else the log', async () => {
  const dir = join(folder, 'configured');
  const env = { REQUESTSHOOK_LOG: log, REQUESTSHOOK_DIR: dir };
  const status = async () =>
    JSON.parse((await run(['list', '--json'], { env })).stdout.split('\n', 1)[0] as string).status;
  expect(await status()).toBe(201);
  mkdirSync(dir);
  fileIn(dir, 'journal.ndjson', journalAsked({ number: 1 }) + journalAnswered({ number: 1 }, 203));
  expect(await status()).toBe(203);
  const config = fileIn(folder, 'config.yaml', 'log: requests.log\ndir: .\n');
  const { stdout } = await run(['list', '--json', '--config', config, '--status', '404']);
  expect(JSON.parse(stdout)).toMatchObject({ number: 2, parent: 1 });
});

testProgram('what can not be read is told on stderr with file and line; the rest is shown', async () => {
  const damaged = fileIn(folder, 'damaged.log', `${asked(call)}\n### \u001b[31m(\n${answered(call, 201)}`);
  const { status, stdout, stderr } = await run(['list', damaged]);
  expect(status).toBe(0);
  expect(stdout).toContain('201');
  expect(stderr).toMatch(/damaged\.log:\d+: .* no part of an entry\n$/);
  expect(stderr).not.toContain('\u001b');
});

testProgram('of many things that can not be read only the first are told', async () => {
  const damaged = fileIn(folder, 'much.log', `${asked(call)}${'\n### (x)\n\n\n'.repeat(30)}`);
  const { stderr } = await run(['list', damaged]);
  expect(stderr.split('\n')).toHaveLength(12);
  expect(stderr).toContain('requestshook: 20 more places could not be read\n');
});

test.each([
  ['no file', ['list', join(folder, 'missing.log')], 1, 'missing.log: no such file or folder'],
  [
    'a folder without a trace',
    ['list', '/dev'],
    1,
    '/dev: no trace in this folder, neither journal.ndjson nor requests.log',
  ],
  ['a binary file', ['list', process.execPath], 1, 'no trace, but a binary file'],
  [
    'a status that is none',
    ['list', log, '--status', '4'],
    2,
    '--status: expected 404, 4xx, 400-499, failed or none, got "4"',
  ],
  ['an option that is none', ['list', log, '--stauts', '404'], 2, 'Unknown argument: stauts'],
])(
  '%s: one line on stderr',
  async (_, args, status, message) => {
    const ended = await run(args);
    expect(ended).toMatchObject({ status, stdout: '' });
    expect(ended.stderr).toMatch(/^requestshook: [^\n]*\n$/);
    expect(ended.stderr).toContain(message);
  },
  STARTING,
);

testProgram('it ends quietly when its reader does', async () => {
  const many = fileIn(folder, 'many.log', (asked(call) + answered(call)).repeat(20_000));
  const child = start(['list', many]);
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk;
  });
  child.stdout.once('data', () => child.stdout.destroy());
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(stderr).toBe('');
});

testProgram('-f goes on with what is added', async () => {
  const growing = fileIn(folder, 'growing.log', asked(call) + answered(call, 201));
  const child = start(['list', '-f', '--json', growing]);
  const lines: string[] = [];
  const line = async () => {
    while (lines.length === 0) {
      const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
      lines.push(...chunk.toString().split('\n').filter(Boolean));
    }
    return JSON.parse(lines.shift() as string) as unknown;
  };
  expect(await line()).toMatchObject({ number: 1, status: 201 });
  appendFileSync(growing, asked(nested) + answered(nested, 404));
  expect(await line()).toMatchObject({ number: 2, status: 404 });
  child.kill('SIGINT');
  await once(child, 'close');
});

testProgram('-f says what caused a call above when that is known', async () => {
  const growing = fileIn(
    folder,
    'late.ndjson',
    journalAsked({ number: 1, ...call }) +
      journalAsked({ number: 2, ...nested }) +
      journalAnswered({ number: 2, ...nested }, 404) +
      journalAnswered({ number: 1, ...call }, 201, { caused: [2] }),
  );
  // Of what is complete when the cause ends nothing is late.
  expect((await run(['list', growing])).stdout).toMatch(/^ +1 .*\n +2 .* {2}GET {7}\/identity\/v3 .*\n$/m);
  const child = start(['list', '-f', growing]);
  let shown = '';
  while (!/ caused /.test(shown)) shown += ((await once(child.stdout, 'data')) as [Buffer])[0];
  child.kill('SIGINT');
  await once(child, 'close');
  expect(shown).toMatch(
    /^ +2 .* {2}GET {5}\/identity\/v3 .*\n +1 .* 201 .*\n +as is known now, it caused 2 above\n$/m,
  );
});

test('on a terminal lines fit and are in colour, and nothing in a trace can command it', async () => {
  const evil = { id: 'a', path: `/${'x'.repeat(300)}\u001b]0;gone\u0007` };
  const path = fileIn(folder, 'evil.log', asked(evil) + answered(evil, 404));
  const stdout = terminal(80);
  expect(await listCommand({ LOG: path }, stdout)).toBe(0);
  expect(stdout.text).toContain('\u001b[33m404\u001b[0m');
  const plain = stdout.text.replace(/\u001b\[\d+m/g, '');
  expect(plain).not.toMatch(/[^\n\P{Cc}]/u);
  for (const line of plain.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});

test('NO_COLOR leaves the colours out', async () => {
  const before = process.env.NO_COLOR;
  process.env.NO_COLOR = '1';
  try {
    const stdout = terminal(100);
    await listCommand({ LOG: log }, stdout);
    expect(stdout.text).not.toContain('\u001b');
  } finally {
    if (before === undefined) delete process.env.NO_COLOR;
    else process.env.NO_COLOR = before;
  }
});

testProgram('a listing that finds the callers again marks what is a guess', async () => {
  const unnamed = fileIn(
    folder,
    'unnamed.log',
    asked({ id: 'x', from: 'somebody', path: '/identity/v3' }) +
      answered({ id: 'x', from: 'somebody', path: '/identity/v3' }),
  );
  const { stdout } = await run(['list', '--infer-callers', unnamed]);
  expect(stdout).toMatch(/^ +1 +unknown\? +keystone/m);
  expect(stdout).not.toContain('somebody');
});

testProgram('callers are found again in a log by what its headers say', async () => {
  const entry = (from: string, service: string, headers: string[]) =>
    renderEntry({ kind: 'request', from, service, method: 'GET', url: 'http://h/v3/x', headers, body: null });
  const glance = 'glance/25.1.0 keystonemiddleware.auth_token/10.1.0';
  const named = fileIn(
    folder,
    'named.log',
    entry('a', 'glance-api', [
      'User-Agent',
      'openstacksdk/1',
      'X-Auth-Token',
      't',
      'X-Requestshook-Request-Id',
      '1',
    ]) +
      entry('b', 'keystone', [
        'User-Agent',
        glance,
        'X-Subject-Token',
        't',
        'X-Requestshook-Request-Id',
        '2',
      ]),
  );
  const { stdout } = await run(['list', '--infer-callers', '--json', named]);
  const found = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as CallFacts);
  expect(found.map(({ from, parent }) => [from, parent])).toEqual([
    ['openstack', null],
    ['glance-api', 1],
  ]);
});

testWithShared(
  'callers are found again in every capture',
  async () => {
    for (const capture of readdirSync(sharedFile('captures'))) {
      const names = async (...args: string[]) => {
        const { stdout } = await run(['list', '--json', sharedFile('captures', capture), ...args]);
        return stdout
          .trim()
          .split('\n')
          .map((line) => (JSON.parse(line) as CallFacts).from);
      };
      expect(await names('--infer-callers')).toEqual(await names());
    }
  },
  STARTING,
);

testProgram('callers cannot be found again in what cannot be read twice', async () => {
  expect(await run(['list', '--infer-callers', '-f', log])).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/^requestshook: --infer-callers reads the trace twice: .*\n$/),
  });
});
