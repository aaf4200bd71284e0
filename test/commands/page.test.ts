import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderEntry } from '../../src/formats/log.js';
import { readLog } from '../../src/formats/log-reader.js';
import { captured } from '../formats/document-capture.js';
import { programPath, testWithProgram } from '../programs.js';
import { sharedFile, testWithShared } from '../shared.js';
import { requestshook } from './requestshook.js';
import { buildSite, builtPage, makeSite } from './site.js';

/** ms: each test starts the program, on a machine that may be busy. */
const SLOW = 60_000;

let folder: string;
let docs: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rh-page-'));
  docs = await makeSite(folder);
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const COMMANDS = {
  'image-add-project': 'openstack image add project a42bfade-78ec-4c95-b7b4-272ba265072c demo',
  'image-create': 'openstack image create --disk-format qcow2 --public cirros-0.6.1-x86_64-disk',
  'image-list': 'openstack image list --all',
  'image-remove-project':
    'openstack image remove project a42bfade-78ec-4c95-b7b4-272ba265072c cdb477d9329c450e996cae2d02a2c44f',
  'image-show': 'openstack image show a42bfade-78ec-4c95-b7b4-272ba265072c --format json',
} as const;

/** Makes the page of a capture, and gives its folder. */
async function capturePage(name: keyof typeof COMMANDS, ...args: string[]): Promise<string> {
  const place = name.replace('image-', '');
  const dir = join(docs, 'openstack/image', place);
  const log = sharedFile('captures', name, 'log.md');
  const made = await requestshook(['page', log, '--command', COMMANDS[name], '-o', dir, ...args]);
  expect(made).toEqual({ status: 0, stdout: '', stderr: '' });
  return dir;
}

const page = (dir: string, file = 'index.md') => readFile(join(dir, file), 'utf8');

testWithShared(
  'the page of a capture has each mechanical part of the published one',
  async () => {
    const empty = join(folder, 'output');
    await writeFile(empty, '');
    const dir = await capturePage('image-remove-project', '--lang', 'ko', '--output', empty);
    const published = captured('image-remove-project', 'index.md');
    const lines = (text: string) => text.split('\n').map((line) => line.trimEnd());
    // Prose is its author's, and so are the title of the console and the words of the explanation.
    const parts =
      /^(#|!!! reference| {4}\[openstack|\?\?\? (example|warning "X-)| {4}\$ | {4}출력|``` mermaid| *sequenceDiagram| *autonumber| *--8<--|\||각 과정| {4}`Header`| {4}``` text)/;
    const wanted = lines(published)
      .filter(
        (line) =>
          parts.test(line) && !/`(add|remove) project`|`member list`|커맨드 \| 설명|--- \| ----/.test(line),
      )
      .sort();
    const made = lines(await page(dir));
    expect(wanted.length).toBeGreaterThan(20);
    expect(wanted.filter((line) => !made.includes(line))).toEqual([]);

    expect(await page(dir, 'log.md')).toBe(captured('image-remove-project', 'log.md'));
    expect(made.filter((line) => line.startsWith('- '))).toEqual([
      '- `openstack` → `keystone`: 사용자 인증 토큰 발급 및 서비스 카탈로그 수신 `(1-4)`',
      '- `openstack` → `keystone`: Show project details `(5-6)`',
      '- `openstack` → `glance-api`: Show image `(7-10)`',
      '- `openstack` → `glance-api`: Delete image member `(11-12)`',
    ]);
  },
  SLOW,
);

testWithShared(
  'the parts stand in the documented order',
  async () => {
    const text = await page(await capturePage('image-create', '--output', '/dev/null'));
    const order = [
      '# openstack image create\n',
      '[openstack image create](https://docs.openstack.org/python-openstackclient/zed/cli/command-objects/image-v2.html#image-create)',
      '$ openstack image create --disk-format qcow2 --public cirros-0.6.1-x86_64-disk',
      '??? note ".vscode/launch.json"',
      '"OS_PASSWORD": "***"',
      '--8<-- "openstack/image/create/diagram.md"',
      '| variables | values |',
      '`X-Requestshook-Request-Id`',
      '--8<-- "openstack/image/create/body.md"',
      '??? example "openstack image create',
      'No output',
      '--8<-- "openstack/image/create/log.md"',
    ].map((part) => text.indexOf(part));
    expect(order).not.toContain(-1);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  },
  SLOW,
);

for (const name of ['image-create', 'image-list'] as const) {
  testWithShared(
    `the diagram of ${name} is the published one`,
    async () => {
      const dir = await capturePage(name, '--lang', 'ko');
      expect(await page(dir, 'diagram.md')).toBe(captured(name, 'diagram.md').replace(/\n*$/, '\n'));
    },
    SLOW,
  );
}

if (programPath('mkdocs') !== null) {
  testWithShared(
    'the real MkDocs builds the pages of all captures without a warning',
    async () => {
      const names = Object.keys(COMMANDS) as (keyof typeof COMMANDS)[];
      for (const name of names) await capturePage(name, '--lang', name === 'image-list' ? 'en' : 'ko');
      await buildSite(folder);
      const html = await builtPage(folder, 'openstack/image/remove-project');
      expect(html).toMatch(
        /<pre class="mermaid"><code>sequenceDiagram\n +autonumber\n +openstack-&gt;&gt;keystone: GET/,
      );
      expect(html.match(/<h3 id=/g)).toHaveLength(12);
      expect(html.match(/class="tabbed-set /g)).toHaveLength(12);
      expect(html).toContain('<summary>.vscode/launch.json</summary>');
      // Parts of a page are no pages.
      await expect(builtPage(folder, 'openstack/image/remove-project/log')).rejects.toThrow('ENOENT');
    },
    SLOW,
  );
}

/** A log whose bodies, names and paths try to become something else than text. */
function hostileLog(secret: string): string {
  const scissors = `--8<-- "${secret}"`;
  const body = [
    scissors,
    `  ${scissors}`,
    `;${scissors}`,
    '--8<--',
    secret,
    '--8<--',
    `a\x0c${scissors}`,
    `b\u2028${scissors}`,
    `c\r${scissors}`,
    '````',
    '```',
    '</code></pre><script>alert(1)</script>',
    '# No heading {: onclick=alert(1) }',
    '=== "No tab"',
    '!!! note "no note"',
    '[x](javascript:alert(1))',
    '&lt;b&gt; \u0002 \u0000 \x1b[31m',
  ].join('\n');
  const url = 'http://h/v2/images/"><script>alert(1)</script>`[x](javascript:1)`**b**;end#--8<--';
  const head = { from: 'a"b', service: '--8<--', method: 'PUT', url };
  const headers = ['X-Evil', scissors, 'X-Markup', '<img src=x onerror=alert(1)>`'];
  return (
    renderEntry({ kind: 'request', ...head, headers, body }) +
    renderEntry({ kind: 'response', ...head, status: 200, reason: '"<b>`', headers, body: scissors })
  );
}

testWithProgram(
  'mkdocs',
  'what was recorded stays text in the built page, and includes nothing',
  async () => {
    const secret = join(folder, 'secret.txt');
    await writeFile(secret, 'NOBODY-SHALL-READ-THIS\n');
    const log = join(folder, 'requests.log');
    const text = hostileLog(secret);
    await writeFile(log, text);
    const output = join(folder, 'output');
    await writeFile(output, `--8<-- "${secret}"\n\`\`\`\n</code><script>alert(1)</script>\n`);
    const dir = join(docs, 'hostile');
    const command = `openstack image show '<script>alert(1)</script> "x" \`y\` --8<-- z' '--8<-- "${secret}"'`;
    await requestshook(['page', log, '--command', command, '--output', output, '-o', dir]);
    await buildSite(folder);
    const html = await builtPage(folder, 'hostile');
    expect(html).not.toContain('NOBODY-SHALL-READ-THIS');
    expect(html).not.toMatch(/<script>alert|<img src=x|<[^>]*\sonclick=|href="javascript|<b>/);
    // Both messages and all that follows them are there, each in its place.
    expect(html.match(/<h3 id=/g)).toHaveLength(2);
    expect(html.match(/class="tabbed-set /g)).toHaveLength(2);
    expect(html).toContain('No heading {: onclick');
    expect(html).toContain('id="full-log"');
    // The log differs in nothing but the signs that hold the scissors open, and reads as before.
    const written = await readFile(join(dir, 'log.md'), 'utf8');
    expect(written.replaceAll('\u200b', '')).toBe(text);
    expect(readLog(written).problemCount).toBe(0);
  },
  SLOW,
);

test(
  'a long diagram is cut into parts, each in a fence of its own',
  async () => {
    const call = (n: number) => {
      const head = { from: 'a', service: 'b', method: 'GET', url: `http://h/${n}` };
      const headers = ['X-Requestshook-Request-Id', `${n}`.padStart(32, '0')];
      return (
        renderEntry({ kind: 'request', ...head, headers, body: null }) +
        renderEntry({ kind: 'response', ...head, status: 200, reason: 'OK', headers, body: null })
      );
    };
    const log = join(folder, 'requests.log');
    await writeFile(log, Array.from({ length: 30 }, (_, n) => call(n)).join(''));
    const dir = join(docs, 'long');
    await requestshook(['page', log, '--command', 'x', '-o', dir]);
    expect(
      (await page(dir, 'diagram.md')).match(/^``` mermaid\nsequenceDiagram\n {4}autonumber( 31)?\n/gm),
    ).toEqual([
      '``` mermaid\nsequenceDiagram\n    autonumber\n',
      '``` mermaid\nsequenceDiagram\n    autonumber 31\n',
    ]);
    expect(await page(dir)).toContain('\n--8<-- "long/diagram.md"\n');
  },
  SLOW,
);

describe('snippets are named from', () => {
  const log = renderEntry({
    kind: 'request',
    from: 'a',
    service: 'b',
    method: 'GET',
    url: 'http://h/',
    headers: [],
    body: null,
  });
  const named = async (dir: string, ...args: string[]) => {
    await writeFile(join(folder, 'requests.log'), log);
    await requestshook(['page', join(folder, 'requests.log'), '--command', 'x', '-o', dir, ...args]);
    return /--8<-- "(.*)body\.md"/.exec(await page(dir))?.[1];
  };

  test(
    "the site's base_path",
    async () => {
      expect(await named(join(docs, 'a/b'))).toBe('a/b/');
    },
    SLOW,
  );

  test(
    'the folder of mkdocs.yml where it names none',
    async () => {
      await writeFile(join(folder, 'mkdocs.yml'), 'markdown_extensions:\n  - pymdownx.snippets\n');
      expect(await named(join(docs, 'a'))).toBe('docs/a/');
    },
    SLOW,
  );

  test(
    'the nearest of several',
    async () => {
      const extension = 'markdown_extensions: [{ pymdownx.snippets: { base_path: [., docs, docs/a] } }]';
      await writeFile(join(folder, 'mkdocs.yml'), extension);
      expect(await named(join(docs, 'a/b'))).toBe('b/');
    },
    SLOW,
  );

  test(
    '--base',
    async () => {
      expect(await named(join(docs, 'a/b'), '--base', join(docs, 'a'))).toBe('b/');
    },
    SLOW,
  );

  test(
    "the page's own folder where there is no site",
    async () => {
      await rm(join(folder, 'mkdocs.yml'));
      expect(await named(join(docs, 'a/b'))).toBe('b/');
    },
    SLOW,
  );
});

describe('what cannot be done is said in one line', () => {
  const said = async (...args: string[]) => {
    const { status, stdout, stderr } = await requestshook(['page', ...args]);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toHaveLength(1);
    return `${status} ${stderr.trim()}`;
  };

  test(
    'no command',
    async () => {
      expect(await said('x.log', '-o', 'd')).toMatch(/^2 requestshook: .*command/);
    },
    SLOW,
  );

  test(
    'a command with an open quote',
    async () => {
      expect(await said('x.log', '-o', 'd', '--command', "openstack 'a")).toBe(
        "2 requestshook: --command: a quote is not closed in openstack 'a",
      );
    },
    SLOW,
  );

  test(
    'no such log',
    async () => {
      const log = join(folder, 'none.log');
      expect(await said(log, '-o', join(folder, 'd'), '--command', 'x')).toBe(
        `1 requestshook: ${log}: no such file or folder`,
      );
    },
    SLOW,
  );

  test(
    'no such output',
    async () => {
      const output = join(folder, 'none');
      expect(await said('x', '-o', 'd', '--command', 'x', '--output', output)).toMatch(
        /^1 requestshook: .*none can not be read: there is no such file$/,
      );
    },
    SLOW,
  );

  test(
    'a folder that can not be made',
    async () => {
      await writeFile(
        join(folder, 'requests.log'),
        renderEntry({
          kind: 'request',
          from: 'a',
          service: 'b',
          method: 'GET',
          url: 'http://h/',
          headers: [],
          body: null,
        }),
      );
      const dir = join(folder, 'requests.log/page');
      expect(await said(folder, '-o', dir, '--command', 'x')).toMatch(
        /^1 requestshook: .* cannot be written: /,
      );
    },
    SLOW,
  );
});
