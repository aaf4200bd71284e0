import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { showCommand } from '../../src/commands/show.js';
import { sharedFile, testWithShared } from '../shared.js';
import { answered, asked, fileIn, journalAnswered, journalAsked, temporaryFolder } from '../trace/traces.js';
import { run, STARTING, start, terminal, testProgram } from './cli.js';

const folder = temporaryFolder();
const ID = '12345678901234567890123456789012';
const first = { id: ID, path: '/identity/v3/users' };
const second = { id: ID, from: 'glance-api', path: '/identity/v3/users/1' };
const log = fileIn(
  folder,
  'requests.log',
  asked(first) + asked(second) + answered(second, 404, { body: '{\n  "a": 1\n}' }) + answered(first, 200),
);

testProgram('an exchange by its number', async () => {
  const { status, stdout, stderr } = await run(['show', '2', log]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/^\(2\) glance-api -> keystone {2}GET \/identity\/v3\/users\/1 {2}404 OK\n/);
  expect(stdout).toContain('\nreference Show user details (GET /v3/users/{user_id}): https://');
  expect(stdout).toContain('\n<<< 404 OK\n');
  expect(stdout).toContain('\n{\n  "a": 1\n}\n');
});

testProgram('all that share an id', async () => {
  const { stdout } = await run(['show', ID, log]);
  expect(stdout.match(/^\(\d\)/gm)).toEqual(['(1)', '(2)']);
});

testProgram('--json: the exchange with all that is known of it', async () => {
  const call = { number: 1, id: 'a' };
  const journal = fileIn(folder, 'journal.ndjson', journalAsked(call) + journalAnswered(call, 204));
  const { stdout } = await run(['show', '1', journal, '--json']);
  expect(JSON.parse(stdout)).toMatchObject({
    number: 1,
    caller: { name: 'openstack', source: 'rule' },
    timing: { requestComplete: 1, responseHead: 5, responseComplete: 7.5 },
    response: { headers: [['X-Requestshook-Request-Id', 'a']], body: { size: 0 } },
  });
});

testProgram('--raw: the body alone, byte for byte', async () => {
  const content = Uint8Array.of(0, 255, 10, 27);
  const call = { number: 1 };
  const body = { content, json: false, size: 4, kept: 4, truncated: false, brokenOff: false };
  const journal = fileIn(folder, 'raw.ndjson', journalAsked(call, { body }) + journalAnswered(call));
  const child = start(['show', '1', journal, '--raw', 'request']);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(child, 'close');
  expect(new Uint8Array(Buffer.concat(chunks))).toEqual(content);
  expect((await run(['show', '1', journal, '--raw', 'response'])).stdout).toBe('');
});

testProgram('-f waits for the exchange', async () => {
  const growing = fileIn(folder, 'growing.log', asked(first) + answered(first));
  const child = start(['show', '-f', '2', growing]);
  let stdout = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk;
  });
  await once(child, 'spawn');
  appendFileSync(growing, asked(second) + answered(second, 404));
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(stdout).toMatch(/^\(2\) glance-api/);
});

test.each([
  ['a number out of range', ['show', '3', log], 1, `${log}: no exchange 3; the last one is 2`],
  ['the number nought', ['show', '0', log], 1, `${log}: no exchange 0; the last one is 2`],
  ['an unknown id', ['show', 'c0ffee', log], 1, `${log}: no exchange has the id "c0ffee"`],
  [
    'a trace without calls',
    ['show', '1', fileIn(folder, 'empty.log', '')],
    1,
    'empty.log: no calls in this trace',
  ],
  ['no file', ['show', '1', join(folder, 'missing')], 1, 'missing: no such file or folder'],
  ['no exchange', ['show'], 2, 'Not enough non-option arguments: got 0, need at least 1'],
  ['another message than the two', ['show', '1', log, '--raw', 'both'], 2, 'raw'],
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

testWithShared('an upload of the original’s, as bytes', async () => {
  const stdout = terminal(80);
  expect(await showCommand({ EXCHANGE: '7', LOG: sharedFile('captures', 'image-create') }, stdout)).toBe(0);
  const shown = stdout.text.replace(/\u001b\[\d+m/g, '');
  expect(shown).toContain('\n00000000: 5146 49fb 0000 0003 0000 0000 0000 0000  QFI.............\n');
  expect(shown).toContain('\n... (32 of 21233664 bytes)\n');
});
