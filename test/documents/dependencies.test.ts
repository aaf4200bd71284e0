import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../shared.js';

const read = (name: string) => readFileSync(join(ROOT, name), 'utf8');
const DOCUMENT = read('docs/dependencies.md');
const PACKAGE = JSON.parse(read('package.json')) as Record<
  'dependencies' | 'devDependencies',
  Record<string, string>
>;
const LOCK = JSON.parse(read('package-lock.json')) as {
  packages: Record<string, { dev?: true; license?: string }>;
};

/** Rows of a section: name, version and licence. */
function rows(heading: string): Record<string, string> {
  const section = DOCUMENT.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const found = [
    ...section.matchAll(/^\| `([^`]+)` \| [^|]{5,} \| \d+ \| ([^|]+) \| (\S+), \d{4}-\d\d-\d\d \|$/gm),
  ];
  return Object.fromEntries(found.map(([, name = '', , version = '']) => [name, version]));
}

test.each([
  ['In use', 'dependencies'],
  ['To build and test', 'devDependencies'],
] as const)('each package is told with its version and why it is there, and no other: %s', (heading, key) => {
  expect(rows(heading)).toEqual(PACKAGE[key]);
});

test('how many there are in all is what the lock has', () => {
  const all = Object.entries(LOCK.packages).filter(([path]) => path !== '');
  const inUse = all.filter(([, { dev }]) => dev !== true).length;
  expect(DOCUMENT).toContain(`\n${inUse} packages are installed with requestshook in all`);
  expect(DOCUMENT).toContain(`\nAnother ${all.length - inUse} packages`);
});
