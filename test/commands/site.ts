import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../shared.js';

const run = promisify(execFile);

/** Makes a folder the MkDocs site that config/mkdocs shows, and gives the folder of its documents. */
export async function makeSite(folder: string): Promise<string> {
  await cp(join(ROOT, 'config/mkdocs'), folder, { recursive: true });
  const docs = join(folder, 'docs');
  await mkdir(docs);
  await writeFile(join(docs, 'index.md'), '# Home\n');
  return docs;
}

/** Builds a site with the real MkDocs; rejects with what it said where it warns of anything. */
export async function buildSite(folder: string): Promise<void> {
  await run('mkdocs', ['build', '--strict', '--quiet'], { cwd: folder });
}

/** A page of a built site, as HTML. */
export const builtPage = (folder: string, page: string) =>
  readFile(join(folder, 'site', page, 'index.html'), 'utf8');
