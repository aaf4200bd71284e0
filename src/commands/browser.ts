import { spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { PictureError } from '../exchange/errors.js';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
];
const MAC_PATHS = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);

const INSTALL =
  'Install one (Debian, Ubuntu: apt-get install chromium), or name its program in CHROME_PATH. ' +
  'Without one, --format mermaid gives the diagram as text.';

/** Path of a browser that can draw without a screen. Throws a PictureError that says what to install. */
export function findBrowser(env: Readonly<Record<string, string | undefined>>): string {
  const named = env.CHROME_PATH;
  if (named) {
    if (isProgram(named)) return named;
    throw new PictureError(
      `no browser to draw with: CHROME_PATH is ${named}, which is no program. Correct it`,
    );
  }
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...MAC_PATHS];
  const found = candidates.find(isProgram);
  if (found !== undefined) return found;
  throw new PictureError(
    `no browser to draw with: neither Chromium nor Chrome nor Edge is in PATH. ${INSTALL}`,
  );
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

const FLAGS = [
  '--headless',
  '--disable-gpu',
  '--disable-extensions',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-breakpad',
  // Small in containers; the browser would crash.
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--no-default-browser-check',
  '--password-store=basic',
  // What it shows is a file; nobody is to be asked for anything.
  '--host-resolver-rules=MAP * ~NOTFOUND',
];

export interface BrowserOptions {
  /** ms after which it is ended. */
  readonly timeout: number;
}

/**
 * Opens a page in the browser with a profile of its own, lets its scripts come to an end, and gives the page as it
 * is then, as HTML. Throws a PictureError.
 */
export async function pageAfterScripts(
  browser: string,
  url: string,
  { timeout }: BrowserOptions,
): Promise<string> {
  const profile = mkdtempSync(join(tmpdir(), 'requestshook-browser-'));
  // Root may not use the browser's own sandbox; the page can reach nothing anyway.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  // The clock that the page sees goes on only while nothing is to be done: scripts end before the page is given.
  const budget = `--virtual-time-budget=${timeout}`;
  const args = [...FLAGS, ...sandbox, `--user-data-dir=${profile}`, budget, '--dump-dom', url];
  try {
    return await outputOf(browser, args, timeout);
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

function outputOf(program: string, args: readonly string[], timeout: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const stdout: Buffer[] = [];
    let stderr = '';
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, timeout);
    const fail = (why: string) => reject(new PictureError(`${program} drew no picture: ${why}`));
    child.stdout.on('data', (bytes: Buffer) => stdout.push(bytes));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-4096);
    });
    child.on('error', (error) => {
      clearTimeout(timer);
      fail(error.message);
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      if (isLate) fail(`it was not ready after ${timeout / 1000} s`);
      else if (code === 0) resolve(Buffer.concat(stdout).toString('utf8'));
      else fail(`it ended with ${code}: ${lastLine(stderr)}`);
    });
  });
}

const lastLine = (text: string) => text.trim().split('\n').at(-1) ?? '';
