import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { diffCommand } from '../../src/commands/diff.js';
import type { OutputStream } from '../../src/commands/output.js';
import { answered, asked, fileIn, journalAnswered, journalAsked, temporaryFolder } from '../trace/traces.js';
import { run } from './cli.js';

const folder = temporaryFolder();
const image = (name: string) => ({ service: 'glance-api', path: `/image/v2/images/${name}` });
const login = { method: 'POST', path: '/identity/v3/auth/tokens' };
const discovery = { path: '/identity' };

const call = (one: object, status = 200, body: string | null = null) =>
  asked(one) + answered(one, status, { body });
const before = fileIn(
  folder,
  'before.log',
  call(discovery) +
    call(login, 201) +
    call(image('cirros'), 200, '{\n  "id": 1,\n  "status": "queued"\n}') +
    call({ path: '/old' }),
);
const after = fileIn(
  folder,
  'after.log',
  call(discovery) +
    call(login, 201) +
    call(image('cirros'), 200, '{\n  "id": 1,\n  "status": "active"\n}') +
    call(image('1/file'), 404) +
    call(image('1/file'), 404),
);

test('what changed, call by call, with the numbers of both traces; exit status 1', async () => {
  expect(await run(['diff', before, after])).toEqual({
    status: 1,
    stdout: [
      `--- ${before}: 4 calls`,
      `+++ ${after}: 5 calls`,
      '            2 calls as before',
      '~ (3) (3)  openstack -> glance-api  GET /image/v2/images/cirros',
      '            response $.status: "queued" -> "active"',
      '- (4)      openstack -> keystone  GET /old  200',
      '+     (4)  openstack -> glance-api  GET /image/v2/images/1/file  404 (2 times, to (5))',
      '2 added, 1 removed, 1 changed, 2 as before',
      '',
    ].join('\n'),
    stderr: '',
  });
});

test('nothing changed: exit status 0', async () => {
  expect(await run(['diff', before, before])).toEqual({
    status: 0,
    stdout: `--- ${before}: 4 calls\n+++ ${before}: 4 calls\nno difference, 4 calls\n`,
    stderr: '',
  });
});

test('a call that takes longer is told, and no difference', async () => {
  const [quick, slow] = [20, 200].map((responseComplete, i) =>
    fileIn(
      folder,
      `${i}.ndjson`,
      journalAsked({ number: 1, ...login }) +
        journalAnswered({ number: 1, ...login }, 201, {
          timing: { requestComplete: 1, responseHead: 5, responseComplete },
        }),
    ),
  ) as [string, string];
  const { status, stdout } = await run(['diff', quick, slow]);
  expect(status).toBe(0);
  expect(stdout).toContain(
    '  (1) (1)  openstack -> keystone  POST /identity/v3/auth/tokens\n            time: 20 ms -> 200 ms, 10.0 times slower\n',
  );
  expect(stdout).toContain(`${slow}: 1 call, 200 ms\n`);
  expect((await run(['diff', slow, quick])).stdout).toContain('time: 200 ms -> 20 ms, 10.0 times faster\n');
});

test('--json: the same for programs', async () => {
  const { status, stdout } = await run(['diff', before, after, '--json']);
  expect(status).toBe(1);
  const diff = JSON.parse(stdout);
  expect(diff).toMatchObject({
    a: { file: before, calls: 4, durationMs: null },
    b: { file: after, calls: 5, durationMs: null },
    same: false,
    counts: { same: 2, changed: 1, moved: 0, removed: 1, added: 2 },
  });
  expect(diff.calls[0]).toEqual({
    kind: 'changed',
    from: 'openstack',
    service: 'glance-api',
    method: 'GET',
    path: '/v2/images/{image_id}',
    a: { number: 3, id: null, url: 'http://10.0.0.5/image/v2/images/cirros', status: 200, durationMs: null },
    b: { number: 3, id: null, url: 'http://10.0.0.5/image/v2/images/cirros', status: 200, durationMs: null },
    changes: [{ in: 'response', what: '$.status', before: 'queued', after: 'active' }],
    time: null,
  });
  expect(diff.calls.map(({ kind }: { kind: string }) => kind)).toEqual([
    'changed',
    'removed',
    'added',
    'added',
  ]);
  expect(diff.calls[3]).toMatchObject({ a: null, b: { number: 5 } });
});

test('only what is asked for is compared', async () => {
  expect((await run(['diff', before, after, '--service', 'keystone', '--path', 'identity'])).status).toBe(0);
});

test('one of them may be standard input', async () => {
  const { stdout, status } = await run(['diff', '-', after], { input: readFileSync(after) });
  expect([status, stdout]).toEqual([0, `--- -: 5 calls\n+++ ${after}: 5 calls\nno difference, 5 calls\n`]);
});

test('on a terminal there are colours, and no control character of the trace', async () => {
  let text = '';
  const stream = new Writable({
    write(piece, _, done) {
      text += piece;
      done();
    },
  });
  const terminal: OutputStream = Object.assign(stream, { isTTY: true as const, columns: 100 });
  const [a, b] = ['\\u001b[2J', '\\u0007'].map((status, i) =>
    fileIn(folder, `${i}.log`, call(image('x'), 200, `{\n  "status": "${status}"\n}`)),
  );
  const { NO_COLOR, TERM } = process.env;
  delete process.env.NO_COLOR;
  process.env.TERM = 'xterm';
  try {
    expect(await diffCommand({ A: a, B: b }, terminal)).toBe(1);
  } finally {
    if (NO_COLOR !== undefined) process.env.NO_COLOR = NO_COLOR;
    if (TERM === undefined) delete process.env.TERM;
    else process.env.TERM = TERM;
  }
  expect(text).toContain('\u001b[33m~ (1) (1)  openstack -> glance-api  GET /image/v2/images/x\u001b[0m\n');
  expect(text).toContain('$.status: \u001b[31m"\\u001b[2J"\u001b[0m -> \u001b[32m"\\u0007"\u001b[0m\n');
});

test.each([
  [[before], 'Not enough non-option arguments: got 1, need at least 2'],
  [[before, join(folder, 'nosuch')], `${join(folder, 'nosuch')}: no such file or folder`],
  [['-', '-'], 'diff: only one of the two traces can be standard input'],
  [[before, after, '--status', 'x'], '--status: expected 404'],
  [[before, after, '--path', 'nowhere'], `no calls in ${before} and in ${after} to compare`],
])('%j is refused with one line, and an exit status that is none of a difference', async (args, message) => {
  const { status, stdout, stderr } = await run(['diff', ...args]);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^requestshook: .*\n$/);
  expect(stderr).toContain(message);
});
