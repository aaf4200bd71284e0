import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderEntry } from '../../src/formats/log.js';
import { captured } from '../formats/document-capture.js';
import { mermaidSteps, STEP } from '../formats/mermaid.js';
import { programPath } from '../programs.js';
import { sharedFile, testWithShared } from '../shared.js';
import { requestshook } from './requestshook.js';

/** ms: each test starts the program, on a machine that may be busy. */
const SLOW = 60_000;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rh-diagram-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** A log of so many calls with this path, one after the other. */
function logOf(calls: number, path = '/v2/images'): string {
  const one = (n: number) => {
    const head = { from: 'openstack', service: 'glance-api', method: 'GET', url: `http://h${path}` };
    const headers = ['X-Requestshook-Request-Id', `${n}`.padStart(32, '0')];
    return (
      renderEntry({ kind: 'request', ...head, headers, body: null }) +
      renderEntry({ kind: 'response', ...head, status: 200, reason: 'OK', headers, body: null })
    );
  };
  return Array.from({ length: calls }, (_, n) => one(n)).join('');
}

async function logFile(text: string): Promise<string> {
  const file = join(folder, 'requests.log');
  await writeFile(file, text);
  return file;
}

describe('of a capture it prints the published diagram', () => {
  const capture = (name: string) => sharedFile('captures', name, 'log.md');
  const published = (name: string) => captured(name, 'diagram.md').replace(/\n*$/, '\n');

  for (const [name, options] of [
    ['image-create', ['--fold', '--lang', 'ko']],
    ['image-list', ['--fold', '--lang', 'ko']],
    ['image-remove-project', []],
    ['image-show', ['--raw-paths']],
    ['image-add-project', ['--raw-paths', '--query']],
  ] as const) {
    testWithShared(
      name,
      async () => {
        expect(await requestshook(['diagram', capture(name), ...options])).toEqual({
          status: 0,
          stdout: published(name),
          stderr: '',
        });
      },
      SLOW,
    );
  }

  testWithShared(
    'and writes its table where --variables says',
    async () => {
      const table = join(folder, 'variables.md');
      const diagram = join(folder, 'new/diagram.md');
      await requestshook(['diagram', capture('image-create'), '-o', diagram, '--variables', table]);
      expect(await readFile(table, 'utf8')).toBe(
        '| variables | values |\n|-----------|--------|\n| `image_id` | a42bfade-78ec-4c95-b7b4-272ba265072c |\n| `account` | AUTH_7c4cda7e4807414bbdfcb22b535a9802 |\n',
      );
      expect((await readFile(diagram, 'utf8')).split('\n')).toHaveLength(23);
      expect((await stat(diagram)).mode & 0o777).toBe(0o600);
    },
    SLOW,
  );
});

test(
  '--nested folds a poll, and bars stand in every line',
  async () => {
    const { stdout } = await requestshook(['diagram', await logFile(logOf(7)), '--nested']);
    expect(stdout).toBe(
      'loop 7 times (1-14)\n  openstack->>+glance-api: GET /v2/images\n  glance-api-->>-openstack: 200 OK /v2/images\nend\n',
    );
  },
  SLOW,
);

test(
  'a journal knows what caused a call better than the order does',
  async () => {
    const line = (fields: object) =>
      `${JSON.stringify({ v: 1, headers: [], body: { size: 0 }, ...fields })}\n`;
    const call = (number: number, from: string, service: string, parent: number | null) => ({
      number,
      id: `${number}`,
      from,
      service,
      method: 'GET',
      url: `http://h/${number}`,
      parent,
    });
    const calls = [call(1, 'a', 'b', null), call(2, 'a', 'b', null), call(3, 'b', 'c', 1)];
    const journal = join(folder, 'journal.ndjson');
    const requests = calls.map((one) => line({ type: 'request', ...one, startedAt: 0 }));
    const responses = calls
      .toReversed()
      .map((one) =>
        line({ type: 'response', ...one, status: 200, reason: 'OK', outcome: 'responded', timing: {} }),
      );
    await writeFile(journal, [...requests, ...responses].join(''));
    const { stdout } = await requestshook(['diagram', folder, '--nested']);
    expect(stdout).toContain('b->>+c: GET /3 (for 1)\n');
  },
  SLOW,
);

test(
  '--split makes Markdown of whole diagrams, and the table under them',
  async () => {
    const image = 'a42bfade-78ec-4c95-b7b4-272ba265072c';
    const file = await logFile(logOf(30, `/v2/images/${image}`));
    const { stdout } = await requestshook(['diagram', file, '--split']);
    const fences = [...stdout.matchAll(/^``` mermaid\n([^`]*)```$/gm)].map(([, text]) => text as string);
    expect(fences).toHaveLength(2);
    for (const text of fences) {
      const messages = (await mermaidSteps(text)).filter(({ type }) => type === STEP.solid);
      expect(messages).toHaveLength(15);
    }
    expect(fences[1]).toMatch(/^sequenceDiagram\n {4}autonumber 31\n/);
    expect(stdout).toMatch(/```\n\n\| variables \| values \|\n.*\n\| `image_id` \| a42bfade/);
  },
  SLOW,
);

test(
  'a long trace is printed as far as its reader reads',
  async () => {
    const file = await logFile(logOf(20_000));
    const { status, stdout } = await requestshook(['diagram', file]);
    expect({ status, lines: stdout.split('\n').length }).toEqual({ status: 0, lines: 40_001 });
  },
  SLOW,
);

const browser = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].find(
  (name) => programPath(name) !== null,
);
const testWithBrowser = (name: string, fn: () => Promise<void>) => {
  if (browser !== undefined) test(name, fn, SLOW);
  else test.skip(`${name} (skipped: neither Chromium nor Chrome is installed)`, fn);
};

describe('a picture', () => {
  // What Mermaid and the page around it could take for something else.
  const hostile = '/</script><script>document.title=1</script>"\'&amp;<b>%%{init:{}}%%`한국어';

  testWithBrowser('is an SVG document with every word in it', async () => {
    const picture = join(folder, 'a.svg');
    const made = await requestshook([
      'diagram',
      await logFile(logOf(2, hostile)),
      '--format',
      'svg',
      '-o',
      picture,
    ]);
    expect(made).toEqual({ status: 0, stdout: '', stderr: '' });
    const svg = await readFile(picture, 'utf8');
    expect(svg).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<svg [^>]*width="\d[^>]*height="\d/);
    expect(svg).not.toMatch(/<script|<b>/);
    const words = svg
      .replace(/<[^>]*>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
    expect(words).toContain(`GET ${hostile}`);
  });

  testWithBrowser('of a split diagram is one file a part', async () => {
    const file = await logFile(logOf(30));
    await requestshook(['diagram', file, '--format', 'svg', '--split', '-o', join(folder, 'a.svg')]);
    expect((await readdir(folder)).toSorted()).toEqual(['a-1.svg', 'a-2.svg', 'requests.log']);
  });

  testWithBrowser('is printed where no file is named', async () => {
    const { stdout } = await requestshook(['diagram', await logFile(logOf(1)), '--format', 'svg']);
    expect(stdout).toMatch(/^<\?xml [^\n]*\n<svg [\s\S]*<\/svg>\n$/);
  });

  test(
    'without a browser is an error that says what to install',
    async () => {
      const env = { PATH: folder };
      const made = await requestshook(['diagram', await logFile(logOf(1)), '--format', 'svg'], env);
      expect(made).toMatchObject({ status: 1, stdout: '' });
      expect(made.stderr).toMatch(/^requestshook: no browser to draw with: .*apt-get install chromium.*\n$/);
    },
    SLOW,
  );

  test(
    'by a program that CHROME_PATH names wrongly is one that names it',
    async () => {
      const env = { CHROME_PATH: join(folder, 'none') };
      const { status, stderr } = await requestshook(
        ['diagram', await logFile(logOf(1)), '--format', 'svg'],
        env,
      );
      expect(`${status} ${stderr}`).toMatch(/^1 requestshook: .*CHROME_PATH is .*none, which is no program/);
    },
    SLOW,
  );

  test(
    'by a browser that fails is an error that says what it said',
    async () => {
      const failing = join(folder, 'chromium');
      await writeFile(failing, '#!/bin/sh\necho "no display" >&2\nexit 3\n', { mode: 0o755 });
      const env = { CHROME_PATH: failing };
      const { status, stderr } = await requestshook(
        ['diagram', await logFile(logOf(1)), '--format', 'svg'],
        env,
      );
      expect(`${status} ${stderr}`).toBe(
        `1 requestshook: ${failing} drew no picture: it ended with 3: no display\n`,
      );
    },
    SLOW,
  );
});

describe('what cannot be done is said in one line', () => {
  test.each<[string, string[], RegExp]>([
    ['no such file', ['none.log'], /^1 requestshook: none\.log: no such file or folder\n$/],
    ['an unknown format', ['x', '--format', 'png'], /^2 requestshook: .*format/s],
    ['an unknown language', ['x', '--lang', 'xx'], /^2 requestshook: .*lang/s],
  ])(
    '%s',
    async (_, args, said) => {
      const { status, stdout, stderr } = await requestshook(['diagram', ...args]);
      expect(stdout).toBe('');
      expect(`${status} ${stderr}`).toMatch(said);
    },
    SLOW,
  );

  test(
    'several pictures without a name for them',
    async () => {
      const args = ['diagram', await logFile(logOf(1)), '--format', 'svg', '--split'];
      expect(await requestshook(args)).toEqual({
        status: 2,
        stdout: '',
        stderr: 'requestshook: --split with --format svg makes several files: name them with -o FILE.svg\n',
      });
    },
    SLOW,
  );

  test(
    'a file that can not be written',
    async () => {
      const file = await logFile(logOf(1));
      const { status, stderr } = await requestshook(['diagram', file, '-o', join(file, 'x')]);
      expect(`${status} ${stderr}`).toMatch(/^1 requestshook: .*requests\.log\/x cannot be written: .*\n$/);
    },
    SLOW,
  );
});
