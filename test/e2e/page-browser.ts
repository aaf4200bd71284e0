// What is evaluated in the browser is written here.
/// <reference lib="dom" />
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { REQUESTSHOOK } from './requestshook.js';

const BROWSER = process.env.CHROMIUM ?? '/usr/bin/chromium';

let browser: Browser | null = null;

/** The browser, once for all tests of a file. */
export async function theBrowser(): Promise<Browser> {
  if (browser !== null) return browser;
  if (!existsSync(BROWSER))
    throw new Error(`No ${BROWSER}: apt-get install chromium, or name one in CHROMIUM.`);
  // As root, as in a container, Chromium has no sandbox of its own.
  browser = await chromium.launch({ executablePath: BROWSER, args: ['--no-sandbox', '--disable-gpu'] });
  return browser;
}

export async function closeBrowser(): Promise<void> {
  await browser?.close();
  browser = null;
}

/** A page, and everything that went wrong in it. */
export interface Opened {
  readonly page: Page;
  /** Errors of scripts, refused loads and what else a console says, and requests to anywhere else. */
  readonly faults: string[];
  close(): Promise<void>;
}

/** Opens a URL in a window of its own, and waits until the page has drawn something. */
export async function openPage(url: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await (await theBrowser()).newContext({
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error.stack)));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      faults.push(`${message.text()} ${message.location().url}`);
  });
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(url).origin) faults.push(`request to ${request.url()}`);
  });
  page.on('dialog', (dialog) => {
    faults.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(url);
  await page.locator('.row, .empty').first().waitFor({ state: 'attached' });
  return { page, faults, close: () => context.close() };
}

/** A `requestshook` that stays, with its page. */
export interface Shown {
  /** Of the page. */
  readonly url: string;
  /** All that it wrote so far. */
  output(): string;
  /** Ends it, and gives its exit status. */
  stop(): Promise<number | null>;
}

/** Starts `requestshook` with these arguments and waits for the line that names the page. */
export async function startShown(args: readonly string[], cwd?: string): Promise<Shown> {
  const [node, ...rest] = REQUESTSHOOK as [string, ...string[]];
  const child: ChildProcess = spawn(node, [...rest, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd === undefined ? {} : { cwd }),
  });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        const found = /(?:page|shown at)[^\n]*\n? *(http:\/\/\S+\/(?:\?token=\S+)?)(?=[\s;])/.exec(
          output,
        )?.[1];
        if (found !== undefined) resolve(found);
      });
    }
    child.once('exit', (status) => reject(new Error(`it ended with ${status}:\n${output}`)));
  });
  return {
    url,
    output: () => output,
    async stop() {
      child.kill('SIGTERM');
      const [status] = await ended;
      process.removeListener('exit', kill);
      return status;
    },
  };
}
