import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { PictureError } from '../exchange/errors.js';
import { picturePage, readPictures } from '../formats/diagram-picture.js';
import { findBrowser, pageAfterScripts } from './browser.js';

/** ms that a browser may take. */
const TIMEOUT = 30_000;

/**
 * Draws whole diagrams with the real Mermaid in a browser without a screen; gives an SVG document for each.
 * Throws a PictureError: no browser, or what it says.
 */
export async function drawDiagrams(diagrams: readonly string[]): Promise<readonly string[]> {
  const browser = findBrowser(process.env);
  const folder = mkdtempSync(join(tmpdir(), 'requestshook-picture-'));
  try {
    const page = join(folder, 'page.html');
    writeFileSync(page, picturePage(diagrams, pathToFileURL(mermaidScript()).href), { mode: 0o600 });
    const html = await pageAfterScripts(browser, pathToFileURL(page).href, { timeout: TIMEOUT });
    const drawn = readPictures(html);
    if ('error' in drawn) throw new PictureError(`${browser} drew no picture: ${drawn.error}`);
    return drawn.pictures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Mermaid as the build put it beside the program, else the one that the tests use. */
function mermaidScript(): string {
  const built = fileURLToPath(new URL('../mermaid.min.js', import.meta.url));
  if (existsSync(built)) return built;
  return createRequire(import.meta.url).resolve('mermaid/dist/mermaid.min.js');
}
