import { existsSync, readFileSync } from 'node:fs';

// Compiled into dist/commands, and by the tests into build/src/commands.
const packageFile = ['../../package.json', '../../../package.json']
  .map((path) => new URL(path, import.meta.url))
  .find((url) => existsSync(url)) as URL;

/** The program's own, as in package.json. */
export const { version: VERSION } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string };
