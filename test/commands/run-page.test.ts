import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cloud, startCloud } from '../../src/openstack/cloud/cloud.js';
import { testWithProgram } from '../programs.js';
import { start } from './cli.js';
import { requestshook } from './requestshook.js';
import { buildSite, builtPage, makeSite } from './site.js';

/** ms: each test starts the program, on a machine that may be busy. */
const SLOW = 60_000;

let folder: string;
let docs: string;
let cloud: Cloud;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rh-run-page-'));
  docs = await makeSite(folder);
  cloud = await startCloud({ idSeed: 'run-page' });
});

afterEach(async () => {
  await cloud.close();
  await rm(folder, { recursive: true, force: true });
});

/** `requestshook run` of a command, in a shell of somebody who uses the cloud. */
function run(options: readonly string[], command: readonly string[]) {
  const files = ['--log', join(folder, 'requests.log'), '--dir', join(folder, 'trace')];
  return requestshook(['run', ...files, ...options, '--', ...command], {
    OS_AUTH_URL: cloud.identityUrl,
    OS_USERNAME: 'admin',
    OS_PASSWORD: cloud.password,
    OS_PROJECT_NAME: 'admin',
    OS_USER_DOMAIN_ID: 'default',
    OS_PROJECT_DOMAIN_ID: 'default',
    OS_IDENTITY_API_VERSION: '3',
  });
}

/** A client that authenticates, asks for its own token, and prints it. */
const CLIENT = `
const url = process.env.OS_AUTH_URL + '/v3/auth/tokens';
const user = { name: 'admin', domain: { id: 'default' }, password: process.env.OS_PASSWORD };
const auth = { identity: { methods: ['password'], password: { user } }, scope: { project: { name: 'admin', domain: { id: 'default' } } } };
const issued = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ auth }) });
const token = issued.headers.get('x-subject-token');
await fetch(url, { headers: { 'x-auth-token': token, 'x-subject-token': token } });
console.log('| id | ' + token + ' |');
process.exitCode = Number(process.argv[1] ?? 0);
`;

const client = (...args: string[]) => [process.execPath, '--input-type=module', '-e', CLIENT, ...args];

test(
  'the page of a run has its own calls alone, and what the command wrote',
  async () => {
    await run([], client());
    const dir = join(docs, 'node');
    const result = await run(['--page', dir], client());
    expect(result.status).toBe(0);
    const token = /^\| id \| (\S+) \|\n$/.exec(result.stdout)?.[1] as string;
    expect(token.length).toBeGreaterThan(30);
    expect(result.stderr).toContain(`Page: ${join(dir, 'index.md')}\n`);

    expect(
      await readFile(join(dir, 'diagram.md'), 'utf8'),
    ).toBe(`node->>keystone: POST /identity/v3/auth/tokens
keystone-->>node: 201 CREATED /identity/v3/auth/tokens
node->>keystone: GET /identity/v3/auth/tokens
keystone-->>node: 200 OK /identity/v3/auth/tokens
`);
    // The page's log is the part of the whole log that the run wrote.
    const log = await readFile(join(folder, 'requests.log'), 'utf8');
    const own = await readFile(join(dir, 'log.md'), 'utf8');
    expect(log.endsWith(own)).toBe(true);
    expect(own.match(/^### \(/gm)).toHaveLength(4);
    expect(log.match(/^### \(/gm)).toHaveLength(8);

    const index = await readFile(join(dir, 'index.md'), 'utf8');
    expect(index).toMatch(/^ {4}\| id \| \*\*\* +\|$/m);
    expect(index).not.toContain(token);
    expect(index).toContain(`"OS_AUTH_URL": "${cloud.identityUrl}"`);
    expect(index).toContain('"OS_PASSWORD": "***"');
    expect(index).not.toContain(cloud.password);
    expect(index).toContain('- `node` → `keystone`: gets a token and the service catalog `(1-2)`');
  },
  SLOW,
);

test(
  'the status is that of the command, and the page says it',
  async () => {
    const dir = join(docs, 'node');
    const { status } = await run(['--page', dir, '--lang', 'ko'], client('3'));
    expect(status).toBe(3);
    expect(await readFile(join(dir, 'index.md'), 'utf8')).toContain('종료 코드 3');
  },
  SLOW,
);

test(
  'a command that calls nothing has a page too',
  async () => {
    const dir = join(docs, 'echo');
    const { stdout } = await run(['--page', dir], ['echo', 'a  b']);
    expect(stdout).toBe('a  b\n');
    const index = await readFile(join(dir, 'index.md'), 'utf8');
    expect(index).toContain('It made no call that went through the proxy.');
    expect(index).toContain("    $ echo 'a  b'\n    a  b\n    ```");
  },
  SLOW,
);

test(
  'output goes to its reader whole and to the byte, however long it is',
  async () => {
    const script = 'process.stdout.write(Buffer.alloc(3_000_000, "\\xff\\n", "latin1"))';
    const { stdout } = await run(['--page', join(docs, 'long')], [process.execPath, '-e', script]);
    expect(stdout).toBe('\ufffd\n'.repeat(1_500_000));
    expect(await readFile(join(docs, 'long/index.md'), 'utf8')).toContain('... (truncated: ');
  },
  SLOW,
);

test(
  'a reader that leaves early ends neither the run nor its page',
  async () => {
    const dir = join(docs, 'head');
    const files = ['--log', join(folder, 'requests.log'), '--dir', join(folder, 'trace')];
    const service = `keystone=${cloud.identityUrl}`;
    const command = ['sh', '-c', 'yes | head -c 3000000; exit 7'];
    const child = start(['run', ...files, '--service', service, '--page', dir, '--', ...command]);
    child.stdin.end();
    child.stdout.once('data', () => child.stdout.destroy());
    const [status] = await once(child, 'exit');
    // What the command makes of it is its own affair; here it goes on.
    expect(status).toBe(7);
    expect(await readFile(join(dir, 'index.md'), 'utf8')).toContain('    y\n    y\n');
  },
  SLOW,
);

test(
  'a command that leaves a child behind with its stdout is not waited for',
  async () => {
    const script = '(sleep 10; echo late) 2>/dev/null & echo done';
    const { stdout } = await run(['--page', join(docs, 'child')], ['sh', '-c', script]);
    expect(stdout).toBe('done\n');
  },
  SLOW,
);

test(
  'where the page can not be made, the command is not run',
  async () => {
    await writeFile(join(folder, 'file'), '');
    const { status, stdout, stderr } = await run(['--page', join(folder, 'file/page')], ['echo', 'ran']);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^requestshook: .*file\/page cannot be made: /);
  },
  SLOW,
);

testWithProgram(
  'mkdocs',
  'the real MkDocs builds the page of a run without a warning',
  async () => {
    await run(['--page', join(docs, 'node')], client());
    await buildSite(folder);
    const html = await builtPage(folder, 'node');
    expect(html).toContain('<pre class="mermaid"><code>sequenceDiagram');
    expect(html.match(/class="tabbed-set /g)).toHaveLength(4);
  },
  SLOW,
);

testWithProgram(
  'openstack',
  'the page of the real `openstack image remove project` has all its parts',
  async () => {
    const dir = join(docs, 'remove-project');
    const command = ['openstack', 'image', 'remove', 'project', cloud.image, cloud.projects.demo as string];
    const { status, stdout } = await run(['--page', dir, '--lang', 'ko'], command);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    const index = await readFile(join(dir, 'index.md'), 'utf8');
    for (const part of [
      '# openstack image remove project\n',
      '!!! reference "CLI 참조"\n    [openstack image remove project](https://docs.openstack.org/python-openstackclient/zed/cli/command-objects/image-v2.html#image-remove-project)\n',
      '??? note ".vscode/launch.json"\n',
      '``` mermaid\nsequenceDiagram\n    autonumber\n    --8<-- "remove-project/diagram.md"\n```\n',
      `| \`project_id\` | ${cloud.projects.demo} |\n`,
      `| \`image_id\` | ${cloud.image} |\n`,
      ': Show project details `(',
      ': Delete image member `(',
      '??? warning "X-Requestshook-Request-* 헤더"\n',
      '\n--8<-- "remove-project/body.md"\n',
      `??? example "${command.join(' ')}"\n    \`\`\` console title="Console Output" linenums="1"\n    $ ${command.join(' ')}\n    $\n    \`\`\`\n    출력 결과 없음\n`,
      '    --8<-- "remove-project/log.md"\n',
    ]) {
      expect(index).toContain(part);
    }
  },
  SLOW,
);
