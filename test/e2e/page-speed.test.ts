import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { madeJournal } from '../web/made-trace.js';
import { closeBrowser, openPage, type Shown, startShown, theBrowser } from './page-browser.js';

const CALLS = 100_000;
const file = join(tmpdir(), `rh-page-${process.pid}.ndjson`);
let shown: Shown;

beforeAll(async () => {
  const handle = await open(file, 'w');
  let text = '';
  for (const piece of madeJournal(CALLS)) {
    text += piece;
    if (text.length < 1 << 20) continue;
    await handle.write(text);
    text = '';
  }
  await handle.write(text);
  await handle.close();
  shown = await startShown(['ui', file, '--ui', '0']);
  while (!((await (await fetch(`${shown.url}api/state`)).json()) as { whole: boolean }).whole) {
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}, 120_000);

afterAll(async () => {
  await closeBrowser();
  await shown?.stop();
  await rm(file, { force: true });
});

/** Frames while something scrolls through everything, as times between them in ms. */
async function scrollThrough(url: string): Promise<{ frames: number[]; rows: number }> {
  const { page, close } = await openPage(url);
  await page.getByText('100,000 calls').waitFor({ timeout: 30_000 });
  await page.waitForTimeout(500);
  const result = await page.evaluate(async () => {
    const box = document.querySelector('.box') as HTMLElement;
    const frames: number[] = [];
    let most = 0;
    let last = await new Promise<number>(requestAnimationFrame);
    const began = last;
    // First at the speed of a wheel, then as somebody does who drags the bar.
    while (last - began < 4000) {
      box.scrollTop += last - began < 2000 ? 120 : box.scrollHeight / 120;
      const now = await new Promise<number>(requestAnimationFrame);
      frames.push(now - last);
      last = now;
      most = Math.max(most, box.querySelectorAll('.row').length);
    }
    return { frames, rows: most };
  });
  await close();
  return result;
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] as number;

// Times are printed, for whoever wants to compare them: a busy machine must not fail a test.
test('100,000 calls take a bounded part of the memory, and the first rows do not wait for the last', async () => {
  const context = await (await theBrowser()).newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const seen = new MutationObserver(() => {
      if (document.querySelector('.row') === null) return;
      seen.disconnect();
      requestAnimationFrame(() => performance.mark('rows'));
    });
    seen.observe(document, { childList: true, subtree: true });
  });
  await page.goto(shown.url);
  await page.getByText('100,000 calls').waitFor({ timeout: 30_000 });
  const times = await page.evaluate(() => {
    const [calls] = performance.getEntriesByName(
      `${location.origin}/api/calls`,
    ) as PerformanceResourceTiming[];
    const [rows] = performance.getEntriesByName('rows');
    const first = calls?.responseStart ?? 0;
    return { first: (rows?.startTime ?? 0) - first, all: performance.now() - first };
  });
  const heap = (await page.evaluate(
    () => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize,
  )) as number;
  console.info(
    `first rows after ${times.first.toFixed(0)} ms, all calls after ${times.all.toFixed(0)} ms, ${(heap / 1e6).toFixed(0)} MB`,
  );
  await context.close();
  expect(times.first).toBeLessThan(times.all);
  expect(heap).toBeLessThan(300e6);
});

test.each(['sequence', 'timeline'])(
  'of the %s of 100,000 calls only what is in sight is drawn, however fast it scrolls',
  async (show) => {
    const { frames, rows } = await scrollThrough(`${shown.url}?show=${show}`);
    const rate = 1000 / median(frames);
    const late = frames.filter((ms) => ms > 34).length;
    console.info(
      `${show}: ${rate.toFixed(0)} frames a second, ${late} of ${frames.length} late, ${rows} rows drawn at most`,
    );
    expect(rows).toBeGreaterThan(10);
    expect(rows).toBeLessThan(80);
  },
);
