import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { BEGAN, type Made, requestLine, responseLine } from '../web/made-trace.js';
import { closeBrowser, type Opened, openPage, type Shown, startShown } from './page-browser.js';

const token = (digit: string) => `{SHA256}${digit.repeat(64)}`;
const IMAGE = 'a42bfade-78ec-4c95-b7b4-272ba265072c';

const create: Made = {
  number: 1,
  service: 'glance-api',
  method: 'POST',
  url: 'http://10.0.0.5/image/v2/images',
  status: 201,
  reason: 'Created',
  took: 2400,
  requestHeaders: ['Host', '10.0.0.5', 'X-Auth-Token', token('a')],
  requestBody: '{"name": "cirros", "size": 12345678901234567890, "tags": ["one", "two"]}',
  responseBody: `{"id": "${IMAGE}", "status": "queued"}`,
};
const validate: Made = {
  number: 2,
  from: 'glance-api',
  url: 'http://10.0.0.5/identity/v3/auth/tokens',
  parent: 1,
  startedAt: BEGAN + 40,
  requestHeaders: ['Host', '10.0.0.5', 'X-Auth-Token', token('b'), 'X-Subject-Token', token('a')],
  responseBody: '{"token": {"methods": ["password"]}}',
};
const show: Made = {
  number: 3,
  service: 'glance-api',
  url: `http://10.0.0.5/image/v2/images/${IMAGE}?verbose=1`,
  startedAt: BEGAN + 9_000,
  status: 404,
  reason: 'Not Found',
  requestHeaders: ['Host', '10.0.0.5', 'X-Auth-Token', token('a')],
  responseBody: '<html>No image found</html>',
};
const upload: Made = {
  number: 4,
  service: 'glance-api',
  method: 'PUT',
  url: `http://10.0.0.5/image/v2/images/${IMAGE}/file`,
  startedAt: BEGAN + 9_100,
  status: 502,
  reason: 'Bad Gateway',
  failure: 'glance-api at 10.0.0.5 refused the connection.',
  requestBody: new Uint8Array([0x51, 0x46, 0x49, 0xfb, 0, 0, 0, 3, 0x80, 0xff]),
};

let folder: string;
let shown: Shown;
let opened: Opened;
let page: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rh-views-'));
  const lines = [requestLine(create), requestLine(validate), responseLine(validate), responseLine(create)];
  for (const made of [show, upload]) lines.push(requestLine(made), responseLine(made));
  await writeFile(join(folder, 'journal.ndjson'), lines.join(''));
  shown = await startShown(['ui', folder, '--ui', '0']);
  opened = await openPage(shown.url);
  page = opened.page;
  await page.locator('.state.finished').waitFor();
}, 60_000);

afterAll(async () => {
  await opened?.close();
  await closeBrowser();
  await shown?.stop();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  await page.goto(shown.url);
  await page.locator('.row').first().waitFor();
});

const labels = () =>
  page
    .locator('.row:not(.gap)')
    .evaluateAll((all) => all.map((row) => row.querySelector('.unseen')?.textContent));
const search = () => new URL(page.url()).search;

test('failed calls are marked, slow ones as well, and time without a message is told', async () => {
  expect(await page.locator('.row.failed').count()).toBe(4);
  expect(await page.locator('.row.response.slow').count()).toBe(1);
  expect(await page.locator('.row.gap').allTextContents()).toEqual([
    '2.37 s without a message',
    '6.58 s without a message',
  ]);
});

test('what a service does meanwhile stands beside its bar', async () => {
  const heights = await page
    .locator('.bar')
    .evaluateAll((bars) => bars.map((bar) => Number.parseFloat((bar as HTMLElement).style.height)));
  // Of the outer call from row 1 to 5 (a gap between), of the inner from 2 to 3.
  expect(heights.slice(0, 2)).toEqual([4 * 34, 34]);
});

test('filters combine, and stand in the address, which shows the same to somebody else', async () => {
  await page.getByLabel('service').selectOption('glance-api');
  await page.getByLabel('status').selectOption('4xx');
  expect(await labels()).toEqual([
    '5. openstack to glance-api: GET /image/v2/images/{image_id}',
    '6. glance-api to openstack: 404 Not Found, 12 ms',
  ]);
  expect(search()).toBe('?service=glance-api&status=4xx');
  const other = await openPage(page.url());
  expect(await other.page.locator('.row').count()).toBe(2);
  await other.close();
  await page.keyboard.press('Escape');
  expect(search()).toBe('');
  expect(await page.locator('.row:not(.gap)').count()).toBe(8);
});

test.each([
  ['from=glance-api', 1],
  ['method=PUT', 1],
  ['path=verbose', 1],
  ['status=failed', 2],
  ['status=slow', 1],
  ['status=404', 1],
  ['from=glance*', 1],
  ['token=1', 3],
  ['after=2', 2],
])('the filter %s chooses %d', async (query, count) => {
  await page.goto(`${shown.url}?${query}&show=timeline`);
  await page.locator('.row').first().waitFor();
  expect(await page.locator('.row').count()).toBe(count);
});

test.each([
  ['CIRROS', '1'],
  ['No image found', '3'],
  ['"methods":["password"]', '2'],
  ['x-subject-token', '2'],
  ['404 not', '3'],
])('the text %s is found where it was recorded', async (text, number) => {
  await page.keyboard.press('/');
  await page.keyboard.type(text);
  await page.getByText('1 found').waitFor();
  await page.locator('.box').focus();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  expect(await page.locator('.call-number').textContent()).toBe(number);
});

test('the timeline nests calls below what caused them, on an axis of time', async () => {
  await page.keyboard.press('t');
  expect(search()).toBe('?show=timeline');
  const rows = await page
    .locator('.row.call')
    .evaluateAll((all) =>
      all.map((row) => [
        row.querySelector('.unseen')?.textContent?.split(':')[0],
        (row.querySelector('.label') as HTMLElement).style.paddingLeft,
      ]),
    );
  expect(rows).toEqual([
    ['openstack to glance-api', '10px'],
    ['glance-api to keystone', '24px'],
    ['openstack to glance-api', '10px'],
    ['openstack to glance-api', '10px'],
  ]);
  const starts = await page
    .locator('.span')
    .evaluateAll((bars) => bars.map((bar) => (bar as HTMLElement).offsetLeft));
  expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  expect(await page.locator('.tick').count()).toBeGreaterThan(3);
});

test('the detail has headers, ours marked, a tree, times, the caller, the reference, cause and caused, tokens', async () => {
  await page.locator('#row-0').click();
  const detail = page.locator('.detail');
  await detail.getByText('Create image').waitFor();
  expect(search()).toBe('?call=1');
  expect(await detail.locator('.ours dt').allTextContents()).toEqual([
    'X-Requestshook-Request-Id',
    'X-Requestshook-Request-From',
    'X-Requestshook-Request-Id',
    'X-Requestshook-Request-From',
  ]);
  const facts = ((await detail.locator('.detail-facts').textContent()) ?? '').replace(/\s+/g, ' ');
  expect(facts).toContain('sent in 240 ms, waited 1.68 s, received in 480 ms, 2.40 s in all');
  expect(facts).toContain('the process at the other end of the connection pid 4711: /usr/bin/openstack');
  expect(facts).toContain('the same token in 3 calls');
  expect(await detail.getByRole('link', { name: 'Create image' }).getAttribute('href')).toMatch(
    /^https:\/\/docs\.openstack\.org\/api-ref\/image\//,
  );
  // The number is not rounded.
  expect(await detail.locator('.json .number').textContent()).toBe('12345678901234567890');
  await detail.getByRole('button', { name: 'tags, 2 items' }).click();
  expect(await detail.locator('.folded').textContent()).toContain('2 items');
  await page.keyboard.press('r');
  expect(await detail.locator('pre').first().textContent()).toBe(create.requestBody);
  await detail.locator('.call-link').click();
  expect(await page.locator('.call-number').textContent()).toBe('2');
  await detail.getByText('cause').waitFor();
  await detail.locator('.call-link').click();
  expect(await page.locator('.call-number').textContent()).toBe('1');
  await detail.getByRole('button', { name: 'the same token in 3 calls' }).click();
  expect(new URLSearchParams(search()).get('token')).toBe('1');
  await page.goBack();
});

test('bytes are shown as hex, and a failure by what went wrong', async () => {
  await page.goto(`${shown.url}?call=4`);
  await page.locator('.hex').waitFor();
  expect(await page.locator('.hex').textContent()).toBe(
    '00000000: 5146 49fb 0000 0003 80ff                 QFI.......'.replace(/ {17}/, ' '.repeat(17)),
  );
  expect(await page.locator('.detail .failure').textContent()).toBe(upload.failure);
});

test('keys lead through the calls, open and close one, and tell what they do', async () => {
  await page.locator('.box').focus();
  const selected = () => page.locator('.row.selected').first().locator('.unseen').textContent();
  await page.keyboard.press('j');
  expect(await selected()).toMatch(/^1\. /);
  await page.keyboard.press('j');
  await page.keyboard.press('ArrowDown');
  expect(await selected()).toMatch(/^5\. /);
  await page.keyboard.press('k');
  expect(await selected()).toMatch(/^2\. /);
  await page.keyboard.press('G');
  expect(await selected()).toMatch(/^7\. /);
  await page.keyboard.press('Enter');
  expect(search()).toBe('?call=4');
  await page.keyboard.press('k');
  expect(search()).toBe('?call=3');
  await page.keyboard.press('Escape');
  expect(search()).toBe('');
  await page.keyboard.press('?');
  expect(await page.locator('dialog').textContent()).toContain('find in everything recorded');
  await page.keyboard.press('Escape');
  expect(await page.locator('dialog').count()).toBe(0);
  await page.goBack();
});

test('a call is copied as curl, and a message as it went', async () => {
  await page.goto(`${shown.url}?call=1`);
  await page.getByRole('button', { name: 'copy as curl' }).waitFor();
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await page.keyboard.press('c');
  await page.getByText('curl command copied').waitFor();
  expect(await clipboard()).toMatch(
    /^# 1 openstack -> glance-api\n[\s\S]*curl [\s\S]*http:\/\/10\.0\.0\.5\/image\/v2\/images/,
  );
  await page.locator('.message').first().getByRole('button', { name: 'copy' }).click();
  await page.getByText('request copied').waitFor();
  expect(await clipboard()).toContain(`POST http://10.0.0.5/image/v2/images\nHost: 10.0.0.5\n`);
});

/** Downloads the calls in view in a form, as bytes. */
async function taken(name: string): Promise<Buffer> {
  await page.getByText('Download', { exact: true }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(name);
  return readFile(await download.path());
}

test('the calls in view are taken away as a log, a diagram, HAR and a page', async () => {
  await page.goto(`${shown.url}?from=openstack&status=failed`);
  await page.locator('.row').first().waitFor();
  const log = (await taken('requests.log')).toString();
  expect(log.match(/^### .*$/gm)).toEqual([
    `### (openstack) REQ >>> (glance-api) : GET ${show.url}`,
    `### (openstack) RESP <<< (glance-api) : 404 Not Found GET ${show.url}`,
    `### (openstack) REQ >>> (glance-api) : PUT ${upload.url}`,
    `### (openstack) RESP <<< (glance-api) : 502 Bad Gateway PUT ${upload.url}`,
  ]);
  expect((await taken('diagram.md')).toString().split('\n')[0]).toBe(
    'openstack->>glance-api: GET /image/v2/images/{image_id}',
  );
  const har = JSON.parse((await taken('trace.har')).toString()) as {
    log: { entries: { request: { url: string } }[] };
  };
  expect(har.log.entries.map(({ request }) => request.url)).toEqual([show.url, upload.url]);
  const tar = await taken('page.tar');
  const names = [...tar.toString('latin1').matchAll(/(page\/[a-z]+\.md)\0/g)].map(([, name]) => name);
  expect(names).toEqual(['page/index.md', 'page/diagram.md', 'page/body.md', 'page/log.md']);
});

test('nothing went wrong in the browser, and nothing was asked of anybody else', () => {
  expect(opened.faults).toEqual([]);
});
