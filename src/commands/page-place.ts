import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { parse } from 'yaml';
import { ConfigError } from '../exchange/errors.js';

/**
 * How snippets name a page's folder: relative to the folder that pymdownx's snippets start from. That is
 * `base` where it is given; else what the nearest `mkdocs.yml` above the page says (`base_path` of
 * `pymdownx.snippets`, else the folder of `mkdocs.yml`, where MkDocs runs); without one, the folder's own name.
 */
export function snippetFolder(dir: string, base: string | undefined): string {
  const page = resolve(dir);
  if (base !== undefined) {
    const found = below(page, resolve(base));
    if (found !== null) return found;
    throw new ConfigError(`--base: expected a folder that ${dir} is in, got ${base}`);
  }
  const site = siteOf(page);
  const named = site === null ? [] : basePaths(site).map((path) => below(page, path));
  // Several may hold it; the nearest one has the shortest name.
  const fitting = named.filter((path) => path !== null).sort((a, b) => a.length - b.length);
  return fitting[0] ?? basename(page);
}

/** The nearest `mkdocs.yml` above a folder. */
function siteOf(folder: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    for (const name of ['mkdocs.yml', 'mkdocs.yaml']) {
      if (existsSync(join(at, name))) return join(at, name);
    }
    if (dirname(at) === at) return null;
  }
}

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

/** Where snippets are looked for, absolute. */
function basePaths(site: string): string[] {
  let settings: Fields;
  try {
    // `!!python/name:...` and `!ENV` are none of our business.
    settings = fieldsOf(parse(readFileSync(site, 'utf8'), { logLevel: 'silent' }));
  } catch (error) {
    throw new ConfigError(`${site} can not be read: ${(error as Error).message.split('\n')[0]}`, {
      cause: error,
    });
  }
  const extensions = [settings.markdown_extensions].flat().map(fieldsOf);
  const snippets = fieldsOf(
    extensions.map((extension) => extension['pymdownx.snippets']).find((found) => found !== undefined),
  );
  const paths = [snippets.base_path ?? '.'].flat().filter((path) => typeof path === 'string');
  return paths.map((path) => resolve(dirname(site), path));
}

/** The path from one folder to another below it, as URLs have it; null: it is not below. */
function below(folder: string, base: string): string | null {
  const path = relative(base, folder);
  return path === '..' || path.startsWith(`..${sep}`) ? null : path.split(sep).join('/');
}
