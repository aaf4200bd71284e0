import { mkdirSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { cli, into, temporaryFolder, whyNoOtherUser } from './program.js';

const SERVICE = ['--service', 'keystone=http://127.0.0.1:1/identity'];
const ROOT = process.geteuid?.() === 0;

/** What is said where a command is refused: one line, for people. */
async function refusal(args: readonly string[], options: Parameters<typeof cli>[1] = {}) {
  const { status, stdout, stderr } = await cli(args, options);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^requestshook: [^\n]+\n$/);
  return `${status} ${stderr.slice('requestshook: '.length, -1)}`;
}

/** A config file with this text. */
function config(text: string): string {
  const file = join(temporaryFolder(), 'proxy.yaml');
  writeFileSync(file, text);
  return file;
}

test.each([
  [
    'no service',
    [],
    '1 no service is configured: name one with --service keystone=http://HOST/identity, or in the file that --config names',
  ],
  [
    'a URL that is none',
    ['--service', 'keystone=10.0.0.5/identity'],
    /^1 --service keystone.*expected an http or https URL .*"10\.0\.0\.5\/identity"$/,
  ],
  ['a service without a URL', ['--service', 'keystone'], '1 --service: expected NAME=URL, got "keystone"'],
  [
    'two services on one prefix',
    [...SERVICE, '--service', 'other=http://127.0.0.1:2/identity'],
    /^1 .*"\/identity" is the prefix of the service "keystone" already/,
  ],
  ['an address that is none', [...SERVICE, '--listen', 'a b:1'], /^1 --listen.*expected an address/],
  [
    'a host without an address',
    [...SERVICE, '--listen', 'no-such-host.invalid:1'],
    /^1 cannot listen on no-such-host\.invalid: .*--listen$/,
  ],
  [
    'a config file that is not there',
    ['--config', '/nonexistent.yaml'],
    '1 the config file /nonexistent.yaml can not be read: there is no such file',
  ],
  [
    'a filters file that is not there',
    [...SERVICE, '--filters', '/nonexistent.json'],
    /^1 --filters: the file \/nonexistent\.json can not be read/,
  ],
  [
    'a word that is none of those there are',
    [...SERVICE, '--secrets', 'visible'],
    '2 Invalid values: Argument: secrets, Given: "visible", Choices: "hash", "plain"',
  ],
  ['an option without its value', ['--log'], '2 Not enough arguments following: log'],
  ['an unknown option', [...SERVICE, '--lisen', '1'], /^2 Unknown argument: lisen/],
])('proxy: %s', async (_, args, said) => {
  const folder = temporaryFolder();
  const text = await refusal([
    'proxy',
    '--dir',
    folder,
    ...(args.includes('--log') ? [] : ['--log', join(folder, 'requests.log')]),
    ...args,
  ]);
  if (typeof said === 'string') expect(text).toBe(said);
  else expect(text).toMatch(said);
});

test.each([
  [
    'an unknown key',
    'service:\n  keystone: http://h/identity\n',
    /^1 .*proxy\.yaml:1:1: unknown key "service"; did you mean "services"\?$/,
  ],
  [
    'a wrong type',
    'services:\n  keystone: http://h/identity\ndigest: maybe\n',
    /^1 .*proxy\.yaml:3:9: digest: expected true or false, got "maybe"$/,
  ],
  ['no YAML', 'services: [\n', /^1 .*proxy\.yaml:\d+/],
])('proxy: %s in the config file is refused with its file and line', async (_, text, said) => {
  expect(await refusal(['proxy', '--config', config(text), ...into(temporaryFolder())])).toMatch(said);
});

test('proxy: a wrong variable is refused by its name', async () => {
  expect(await refusal(['proxy', ...SERVICE], { env: { REQUESTSHOOK_CAPTURE_LIMIT: 'much' } })).toMatch(
    /^1 REQUESTSHOOK_CAPTURE_LIMIT.*expected a number of bytes/,
  );
});

test('proxy: a port that is taken is named, with what to do', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as AddressInfo;
  const said = await refusal(['proxy', ...SERVICE, ...into(temporaryFolder()), '--listen', String(port)]);
  other.close();
  expect(said).toBe(
    `1 cannot listen on 127.0.0.1:${port}: another program listens there. Stop it, or choose another address with --listen`,
  );
});

test('a file that cannot be written is named, with the flag that chooses another', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  mkdirSync(join(folder, 'body.md'));
  const log = join(folder, 'file', 'requests.log');
  expect(await refusal(['proxy', ...SERVICE, '--dir', folder, '--log', log])).toMatch(
    /^1 .*\/file\/requests\.log cannot be written: .*[^.]\. Choose another place with --log FILE$/,
  );
  expect(await refusal(['proxy', ...SERVICE, ...into(folder)])).toBe(
    `1 ${folder}/body.md cannot be written: illegal operation on a directory. Choose another place with --dir FOLDER`,
  );
});

const WHY_NOT = ROOT ? whyNoOtherUser() : null;

(WHY_NOT === null ? test : test.skip)(
  `run: who may not write to /var/log is told of --log${WHY_NOT === null ? '' : ` (skipped: ${WHY_NOT})`}`,
  async () => {
    const nobody = ROOT ? { uid: 65534 } : {};
    const env = { OS_AUTH_URL: 'http://127.0.0.1:1/identity' };
    expect(await refusal(['run', '--', 'true'], { env, ...nobody })).toBe(
      '1 /var/log/requests.log cannot be written: this user may not write there. Choose another place with --log FILE',
    );
  },
);

test.each([
  ['no command', [], '2 Say what to do: '],
  ['an unknown one', ['prxy'], '2 Unknown argument: prxy'],
  [
    'run without anything to run',
    ['run'],
    '2 no command to trace: put it behind --, as in requestshook run -- openstack image list',
  ],
  [
    'run without a cloud',
    ['run', '--', 'true'],
    '1 No cloud to trace: set OS_AUTH_URL or OS_CLOUD, or give --service keystone=URL.',
  ],
])('%s', async (_, args, said) => {
  // In the user's own language only half of it would be.
  const text = await refusal(args, { env: { LC_ALL: 'de_DE.UTF-8', LANG: 'de_DE.UTF-8' } });
  expect(text.startsWith(said)).toBe(true);
});

test('run: what the cloud files say wrong is told', async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'clouds.yaml'), 'clouds:\n  a:\n    auth: [\n');
  expect(await refusal(['run', '--', 'true'], { cwd, env: { OS_CLOUD: 'a' } })).toMatch(
    /^1 .*clouds\.yaml is not valid YAML: /,
  );
  const env = { OS_AUTH_URL: 'https://127.0.0.1:1', OS_CACERT: '/nonexistent.pem' };
  expect(await refusal(['run', ...into(cwd), '--', 'true'], { env })).toBe(
    "1 the command's file of certificates (OS_CACERT, cacert): the file /nonexistent.pem can not be read: there is no such file",
  );
});

test.each([
  ['', ['proxy', 'run', 'demo', '--version']],
  [
    'proxy',
    [
      '--config',
      '--listen',
      '--service',
      '--log',
      '--dir',
      '--secrets',
      '--filters',
      '--discover',
      '/var/log/requests.log',
    ],
  ],
  ['run', ['--name', '--service', '--log', '--', 'openstack image list']],
  ['demo', ['--once', '--log']],
])('the help of %j names its options', async (command, words) => {
  const { status, stdout, stderr } = await cli([...(command === '' ? [] : [command]), '--help']);
  expect([status, stderr]).toEqual([0, '']);
  for (const word of words) expect(stdout).toContain(word);
});
