import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

// Compiled into build/test, beside build/src; the sources are what is read.
const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const src = join(root, 'src');

/** What each room may import from. A room may always import from itself. */
const ALLOWED: Record<string, string[]> = {
  exchange: [],
  formats: ['exchange', 'openstack'],
  openstack: ['exchange'],
  callers: ['exchange', 'openstack', 'config'],
  config: ['exchange', 'openstack'],
  trace: ['exchange', 'formats', 'openstack'],
  diff: ['exchange', 'formats', 'openstack'],
  recorder: ['exchange', 'formats', 'openstack', 'config'],
  proxy: ['exchange', 'openstack', 'callers', 'config', 'recorder'],
  wrap: ['exchange', 'openstack', 'config'],
  commands: [
    'exchange',
    'formats',
    'openstack',
    'callers',
    'config',
    'recorder',
    'proxy',
    'trace',
    'diff',
    'web',
    'wrap',
  ],
  web: ['exchange', 'formats', 'openstack', 'config', 'trace'],
  'cli.ts': ['commands', 'config', 'exchange'],
};

function sourceFiles(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name);
    return entry.isDirectory() ? sourceFiles(path) : entry.name.endsWith('.ts') ? [path] : [];
  });
}

const room = (path: string) => relative(src, path).split('/')[0] as string;

test('imports point one way', () => {
  const wrong: string[] = [];
  for (const file of sourceFiles(src)) {
    for (const [, target] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?'(\.[^']+)'/g)) {
      const from = room(file);
      const to = room(join(dirname(file), target as string));
      if (from !== to && !ALLOWED[from]?.includes(to))
        wrong.push(`${relative(root, file)} imports ${target}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('http-proxy is met in proxy/forward alone', () => {
  const others = sourceFiles(src).filter(
    (file) => !file.includes('/proxy/forward/') && /from 'http-proxy'/.test(readFileSync(file, 'utf8')),
  );
  expect(others).toEqual([]);
});
