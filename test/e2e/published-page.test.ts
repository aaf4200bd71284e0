// What is evaluated in the browser is written here.
/// <reference lib="dom" />
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSite, builtPage, makeSite } from '../commands/site.js';
import { openstack, restartGlance, serviceUrl, userEnvironment } from './cloud.js';
import { runCommand } from './command.js';
import { closeBrowser, theBrowser } from './page-browser.js';
import { REQUESTSHOOK } from './requestshook.js';

let folder: string;

beforeAll(async () => {
  await restartGlance('directly');
  folder = await mkdtemp(join(tmpdir(), 'rh-page-'));
});

afterAll(async () => {
  await closeBrowser();
  await rm(folder, { recursive: true, force: true });
});

test('the page of a real `openstack image remove project`, built by MkDocs, shows each call in a browser', async () => {
  const cloud = serviceUrl('/identity');
  const file = join(folder, 'image');
  await writeFile(file, 'QFI');
  const created = await openstack(
    cloud,
    'image',
    'create',
    '--shared',
    '--file',
    file,
    'page',
    '-f',
    'value',
    '-c',
    'id',
  );
  const image = created.stdout.trim();
  const project = (
    await openstack(cloud, 'project', 'show', 'demo', '-f', 'value', '-c', 'id')
  ).stdout.trim();
  await openstack(cloud, 'image', 'add', 'project', image, project);

  const docs = await makeSite(folder);
  const command = ['openstack', 'image', 'remove', 'project', image, project];
  const files = ['--log', join(folder, 'requests.log'), '--dir', join(folder, 'trace')];
  const { status, stderr } = await runCommand(
    [...REQUESTSHOOK, 'run', ...files, '--page', join(docs, 'remove-project'), '--', ...command],
    { env: userEnvironment(cloud) },
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining('Page: ') });
  await buildSite(folder);

  const page = await (await theBrowser()).newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(pathToFileURL(join(folder, 'site/remove-project/index.html')).href);
  const shown = await page.evaluate(() => ({
    title: document.querySelector('h1')?.textContent?.replace('¶', ''),
    calls: [...document.querySelectorAll('h3')].map((heading) => heading.textContent?.replace('¶', '')),
    // Material shows a header and a body side by side behind tabs.
    tabs: document.querySelectorAll('.tabbed-set').length,
    variables: [...document.querySelectorAll('td > code')].map((cell) => cell.textContent),
    references: [...document.querySelectorAll('.admonition.reference a')].map((link) => link.textContent),
  }));
  expect(shown.title).toBe('openstack image remove project');
  expect(shown.calls.map((call) => call?.replaceAll(image, 'IMAGE').replaceAll(project, 'PROJECT'))).toEqual([
    '(1) GET /identity',
    '(2) 300 MULTIPLE CHOICES /identity',
    '(3) POST /identity/v3/auth/tokens',
    '(4) 201 CREATED /identity/v3/auth/tokens',
    '(5) GET /image',
    '(6) 300 Multiple Choices /image',
    '(7) GET /identity/v3/projects/PROJECT',
    '(8) 200 OK /identity/v3/projects/PROJECT',
    '(9) GET /image/v2/images/IMAGE',
    '(10) 200 OK /image/v2/images/IMAGE',
    '(11) DELETE /image/v2/images/IMAGE/members/PROJECT',
    '(12) 204 No Content /image/v2/images/IMAGE/members/PROJECT',
  ]);
  expect(shown.tabs).toBe(12);
  expect(shown.variables).toEqual(['project_id', 'image_id']);
  expect(shown.references).toContain('DELETE /v2/images/{image_id}/members/{member_id}');
  // Material draws the diagram from this, with Mermaid from its own place on the network.
  expect(await builtPage(folder, 'remove-project')).toContain('openstack-&gt;&gt;keystone: GET /identity\n');
  // The tab with the body comes to the front when it is asked for.
  const body = page.locator('.tabbed-set').nth(3).locator('.tabbed-block').nth(1);
  await page.locator('.tabbed-set').nth(3).locator('label').nth(1).click();
  expect(await body.isVisible()).toBe(true);
  expect(await body.textContent()).toContain('"catalog"');
  await page.screenshot({ path: process.env.PAGE_SCREENSHOT ?? join(folder, 'page.png') });
  await page.close();
});
