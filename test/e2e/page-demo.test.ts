import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeBrowser, type Opened, openPage, type Shown, startShown } from './page-browser.js';

let folder: string;
let demo: Shown;
let opened: Opened;
let stopped = false;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rh-page-'));
  demo = await startShown(['demo', '--listen', '0', '--ui', '0'], folder);
  opened = await openPage(demo.url);
}, 60_000);

afterAll(async () => {
  await opened?.close();
  await closeBrowser();
  if (!stopped) await demo?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** What the rows say, from top to bottom. */
const rows = () =>
  opened.page.locator('.row').evaluateAll((all) =>
    all
      .map(
        (row) =>
          [
            Number.parseFloat((row as HTMLElement).style.top),
            row.querySelector('.unseen')?.textContent ?? '',
          ] as const,
      )
      .sort(([a], [b]) => a - b)
      .map(([, label]) => label.replace(/, [\d.]+ m?s$/, '')),
  );

/** Waits until the list is scrolled to its end. */
const atEnd = () =>
  opened.page.waitForFunction(() => {
    const box = document.querySelector('.box') as HTMLElement;
    return box.scrollTop > 0 && box.scrollTop + box.clientHeight >= box.scrollHeight - 24;
  });

test('the sequence of the demo stands there as its diagram has it', async () => {
  const { page } = opened;
  await page.locator('.row').nth(15).waitFor();
  const diagram = await readFile(join(folder, 'logs/demo/diagram.md'), 'utf8');
  const lines = diagram
    .trimEnd()
    .split('\n')
    .map((line, i) => {
      const [, from, arrow, to, text] = /^(\S+?)(--?>>)([^:]+): (.*)$/.exec(line) as unknown as string[];
      const said = arrow === '-->>' ? text?.replace(/ \/\S*$/, '') : text;
      return `${i + 1}. ${from} to ${to}: ${said}`;
    });
  expect(lines).toHaveLength(16);
  expect(await rows()).toEqual(lines);
  expect(await page.locator('.lane-name').allTextContents()).toEqual(['openstack', 'keystone', 'glance-api']);
});

test('a call that is made now appears by itself, and the page follows', async () => {
  const { page } = opened;
  const proxy = /export OS_AUTH_URL=(\S+)\/identity/.exec(demo.output())?.[1] as string;
  await fetch(`${proxy}/identity/v3`, { headers: { 'X-Requestshook-Request-From': 'looker' } });
  await page
    .locator('.row', { hasText: 'looker to keystone: GET /identity/v3' })
    .first()
    .waitFor({ timeout: 5000 });
  for (let i = 0; i < 20; i++)
    await fetch(`${proxy}/identity/v3`, { headers: { 'X-Requestshook-Request-From': 'looker' } });
  await fetch(`${proxy}/identity/v3`, { headers: { 'X-Requestshook-Request-From': 'last' } });
  await page.locator('.row', { hasText: 'keystone to last' }).first().waitFor({ timeout: 5000 });
  await atEnd();
});

test('whoever scrolled away is left there, and told how much is new', async () => {
  const { page } = opened;
  const proxy = /export OS_AUTH_URL=(\S+)\/identity/.exec(demo.output())?.[1] as string;
  await page.locator('.box').evaluate((box) => box.scrollTo(0, 0));
  await page.waitForFunction(() => document.querySelector('#row-0') !== null);
  await fetch(`${proxy}/identity/v3`);
  await page.getByRole('button', { name: /\d new/ }).click();
  await atEnd();
});

test('paused, calls go through untraced; resumed, they are there again', async () => {
  const { page } = opened;
  const proxy = /export OS_AUTH_URL=(\S+)\/identity/.exec(demo.output())?.[1] as string;
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.locator('.state.paused').waitFor();
  const answer = await fetch(`${proxy}/identity/v3`, {
    headers: { 'X-Requestshook-Request-From': 'unseen' },
  });
  expect(answer.status).toBe(200);
  expect(answer.headers.has('x-requestshook-request-id')).toBe(false);
  await page.keyboard.press('p');
  await page.locator('.state.live').waitFor();
  await fetch(`${proxy}/identity/v3`, { headers: { 'X-Requestshook-Request-From': 'seen' } });
  await page.locator('.row', { hasText: 'seen to keystone' }).first().waitFor();
  expect(await readFile(join(folder, 'logs/demo/requests.log'), 'utf8')).not.toContain('unseen');
});

test('a tab that nobody looks at holds no connection, and catches up when it is looked at', async () => {
  const { page } = opened;
  const proxy = /export OS_AUTH_URL=(\S+)\/identity/.exec(demo.output())?.[1] as string;
  const look = (hidden: boolean) =>
    page.evaluate((now) => {
      Object.defineProperty(document, 'hidden', { value: now, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
  await look(true);
  await fetch(`${proxy}/identity/v3`, { headers: { 'X-Requestshook-Request-From': 'meanwhile' } });
  await page.waitForTimeout(400);
  expect(await page.locator('.row', { hasText: 'meanwhile to keystone' }).count()).toBe(0);
  await look(false);
  await page.locator('.row', { hasText: 'meanwhile to keystone' }).first().waitFor();
  expect(await page.locator('.row', { hasText: 'meanwhile to keystone' }).count()).toBe(1);
});

test('cleared, what was there is out of sight, and what comes next is seen', async () => {
  const { page } = opened;
  const proxy = /export OS_AUTH_URL=(\S+)\/identity/.exec(demo.output())?.[1] as string;
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.getByText('No call fits').or(page.getByText('No calls yet')).waitFor();
  await fetch(`${proxy}/identity/v3`, { headers: { 'X-Requestshook-Request-From': 'later' } });
  await page.locator('.row', { hasText: 'later to keystone: GET /identity/v3' }).first().waitFor();
  expect(await page.locator('.row:not(.gap)').count()).toBe(2);
  await page.getByRole('button', { name: 'show them' }).click();
  await page.locator('.row').nth(20).waitFor();
});

test('nothing went wrong in the browser nor was asked of anybody else; and when the program ends, the page says so', async () => {
  const { page, faults } = opened;
  expect(faults).toEqual([]);
  stopped = true;
  expect(await demo.stop()).toBe(0);
  await page.getByText('not connected').waitFor();
});
