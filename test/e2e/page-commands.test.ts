import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../shared.js';
import { requestLine, responseLine } from '../web/made-trace.js';
import { runCommand } from './command.js';
import { closeBrowser, openPage, startShown, theBrowser } from './page-browser.js';
import { REQUESTSHOOK } from './requestshook.js';

let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rh-ui-'));
  file = join(folder, 'journal.ndjson');
  await writeFile(file, requestLine({ number: 1 }) + responseLine({ number: 1 }));
});

afterAll(async () => {
  await closeBrowser();
  await rm(folder, { recursive: true, force: true });
});

/** Somebody else on a port. */
async function occupied(port: number): Promise<Server | null> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

const run = (...args: string[]) => runCommand([...REQUESTSHOOK, ...args], { env: process.env });

test('the page weighs less than 100 KB on its way', async () => {
  const place = join(ROOT, 'dist/page');
  const sizes = await Promise.all(
    (await readdir(place)).map(async (name) => (await stat(join(place, name))).size),
  );
  const sum = sizes.reduce((all, size) => all + size, 0);
  expect(sum).toBeGreaterThan(10_000);
  expect(sum).toBeLessThan(100_000);
});

test('beyond this machine the address that is said has a token, and only with it the page opens', async () => {
  const shown = await startShown(['ui', file, '--ui', '0.0.0.0:0']);
  const { origin, searchParams } = new URL(shown.url);
  expect(searchParams.get('token')).toMatch(/^[\w-]{22}$/);
  const context = await (await theBrowser()).newContext();
  const stranger = await context.newPage();
  expect((await stranger.goto(origin))?.status()).toBe(401);
  await context.close();
  const { page, faults, close } = await openPage(shown.url);
  expect(page.url()).toBe(`${origin}/`);
  await page.locator('.row').nth(1).waitFor();
  expect(faults).toEqual([]);
  await close();
  expect(await shown.stop()).toBe(0);
});

test('where the default port is taken another one is, where one was asked for that is said', async () => {
  const other = await occupied(8501);
  const shown = await startShown(['ui', file]);
  expect(new URL(shown.url).port).not.toBe('8501');
  await shown.stop();
  other?.close();
  const mine = (await occupied(0)) as Server;
  const { port } = mine.address() as { port: number };
  const { status, stderr } = await run('ui', file, '--ui', String(port));
  expect(status).toBe(1);
  expect(stderr).toBe(
    `requestshook: the page cannot be at 127.0.0.1:${port}: another program listens there. Stop it, or choose another address with --ui, or none: --ui off\n`,
  );
  mine.close();
});

test('a page that is open while the program is started anew shows the new trace', async () => {
  const first = await startShown(['ui', file, '--ui', '0']);
  const { page, close } = await openPage(first.url);
  await page.locator('.row').nth(1).waitFor();
  await first.stop();
  await page.getByText('not connected').waitFor();
  const other = join(folder, 'other.ndjson');
  await writeFile(other, requestLine({ number: 1, from: 'someone-else' }));
  const second = await startShown(['ui', other, '--ui', new URL(first.url).port]);
  await page.locator('.row', { hasText: 'someone-else to keystone' }).waitFor();
  expect(await page.locator('.row').count()).toBe(1);
  await close();
  await second.stop();
});

test.each([
  [['ui', '/nowhere/requests.log'], 1, 'requestshook: /nowhere/requests.log: no such file or folder\n'],
  [
    ['ui', '-'],
    2,
    'requestshook: the page reads a trace more than once: write it to a file first, and name that\n',
  ],
  [
    ['ui', '.', '--ui', 'off'],
    2,
    'requestshook: --ui: off leaves nothing to do here; give an address, or nothing\n',
  ],
  [
    ['proxy', '--ui', 'here there'],
    1,
    'requestshook: --ui: expected off, or an address such as 127.0.0.1:8501, [::1]:8501 or 8501, got "here there"\n',
  ],
] as const)('%j ends with %d, and says why', async (args, status, stderr) => {
  expect(await run(...args)).toEqual({ status, stdout: '', stderr });
});

test('with `--ui off` there is no page', async () => {
  const { stderr, stdout } = await run(
    'demo',
    '--once',
    '--ui',
    'off',
    '--listen',
    '0',
    '--log',
    join(folder, 'l'),
    '--dir',
    folder,
  );
  expect(stdout + stderr).not.toContain('page');
});
