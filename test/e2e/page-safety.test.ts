import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Made, requestLine, responseLine } from '../web/made-trace.js';
import { closeBrowser, openPage, type Shown, startShown } from './page-browser.js';

/** What would run, load or show something where it was taken for HTML, a URL or a style. */
const HOSTILE = [
  '<script>document.title="hit"</script>',
  '<img src=x onerror=document.title="hit">',
  '"><svg onload=document.title="hit">',
  "javascript:document.title='hit'",
  '</textarea></style></script><iframe src=//example.org>',
  '{{constructor.constructor("document.title=1")()}}',
  '\u202e\u0000\u2028<b>',
];

let folder: string;
let shown: Shown;

/** A call with something hostile in every field. */
function hostileCall(number: number, text: string): Made {
  return {
    number,
    from: text,
    service: `s${text}`,
    method: text,
    url: `http://10.0.0.5/${text}?${text}`,
    reason: text,
    status: 200 + number,
    failure: text,
    caller: text,
    requestHeaders: [text, text, 'X-Auth-Token', text],
    responseHeaders: ['Content-Type', 'text/html', 'Location', text, text, text],
    requestBody: JSON.stringify({ [text]: text, __proto__: [text] }),
    responseBody: `<!doctype html><base href=//example.org>${text}`,
  };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rh-safety-'));
  const calls = HOSTILE.map((text, i) => hostileCall(i + 1, text));
  const lines = calls.flatMap((made) => [requestLine(made), responseLine(made)]);
  // A parent that is itself, and one that comes later, are followed nowhere.
  lines.push(
    requestLine({ number: 8, parent: 8 }),
    requestLine({ number: 9, parent: 10 }),
    requestLine({ number: 10, parent: 9 }),
  );
  await writeFile(join(folder, 'journal.ndjson'), lines.join(''));
  shown = await startShown(['ui', folder, '--ui', '0']);
}, 60_000);

afterAll(async () => {
  await closeBrowser();
  await shown?.stop();
  await rm(folder, { recursive: true, force: true });
});

test.each(['sequence', 'timeline'])(
  'whatever was recorded is text in the %s, and in the detail',
  async (show) => {
    const { page, faults, close } = await openPage(`${shown.url}?show=${show}`);
    await page.locator('.row').nth(9).waitFor();
    for (const [i, text] of HOSTILE.entries()) {
      await page.goto(`${shown.url}?show=${show}&call=${i + 1}`);
      const detail = page.locator('.detail');
      await detail.locator('.message').nth(1).waitFor();
      for (const raw of [false, true]) {
        if (raw) await page.keyboard.press('r');
        expect(await page.title()).toBe('requestshook');
        const strange = await page.evaluate(
          () =>
            document.querySelectorAll(
              'script:not([src="/main.js"]), img, iframe, svg, base, object, embed, style, [onerror], [onload], b:not([class]):not(.call-link b, .menu b), a[href^="javascript"]',
            ).length,
        );
        expect(strange).toBe(0);
      }
      const body = await detail.locator('.message').nth(1).locator('.body pre').textContent();
      expect(body).toBe(`<!doctype html><base href=//example.org>${text}`);
      expect(await detail.locator('.failure').textContent()).toBe(text);
    }
    expect(faults).toEqual([]);
    await close();
  },
);

test('a view from somebody else’s hands is text as well', async () => {
  const text = '"><img src=x onerror=document.title=1>';
  const query = ['text', 'from', 'service', 'method', 'status', 'path', 'show', 'call', 'token', 'after']
    .map((key) => `${key}=${encodeURIComponent(text)}`)
    .join('&');
  const { page, faults, close } = await openPage(`${shown.url}?${query}`);
  await page.getByText('No call fits').waitFor();
  expect(await page.title()).toBe('requestshook');
  expect(await page.locator('img').count()).toBe(0);
  expect(faults).toEqual([]);
  await close();
});

test('a script in the page would not be run, nor HTML be made of a text', async () => {
  const { page, close } = await openPage(shown.url);
  const done = await page.evaluate(() => {
    const tried: string[] = [];
    const attempt = (what: string, act: () => void) => {
      try {
        act();
        tried.push(what);
      } catch {
        // Refused, as it should be.
      }
    };
    attempt('innerHTML', () => {
      document.body.innerHTML = '<p>';
    });
    attempt('a handler', () => document.body.setAttribute('onclick', '1'));
    attempt('a script', () => {
      document.createElement('script').textContent = '1';
    });
    attempt('a script from elsewhere', () => {
      document.createElement('script').src = 'data:,1';
    });
    return tried;
  });
  expect(done).toEqual([]);
  await close();
});

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Finding {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
}

const WIDTHS = [1280, 390];
const SCHEMES = ['light', 'dark'] as const;
const VIEWS = ['', '?show=timeline', '?call=1', '?show=timeline&call=3', '?status=slow'];
const CASES = WIDTHS.flatMap((width) =>
  SCHEMES.flatMap((colorScheme) => VIEWS.map((view) => [width, colorScheme, view] as const)),
);

test.each(CASES)('at %d pixels, %s, axe finds nothing serious in "%s"', async (width, colorScheme, view) => {
  // Its rules are put into the page past the policy, which would not let it.
  const { page, close } = await openPage(shown.url + view, {
    viewport: { width, height: 844 },
    colorScheme,
    bypassCSP: true,
  });
  await page.waitForTimeout(300);
  await page.evaluate(AXE);
  const findings = await page.evaluate(async () => {
    const axe = (window as unknown as { axe: { run: () => Promise<{ violations: Finding[] }> } }).axe;
    return (await axe.run()).violations;
  });
  const serious = findings
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
    );
  expect(serious).toEqual([]);
  await close();
});
