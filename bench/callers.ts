/**
 * npm run bench:callers -- FOLDER...: how many callers are named rightly, and parents found, in traces whose names are
 * taken off first. FOLDER: a trace (requests.log or log.md, and journal.ndjson where there is one), or a folder of such
 * folders. What the trace itself says counts as the truth.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Outcome, tableOf } from './callers-table.js';
import { readTrace } from './callers-trace.js';

const LOGS = ['requests.log', 'log.md', 'journal.ndjson', 'trace/journal.ndjson'];

function traceFolders(folder: string): string[] {
  if (LOGS.some((name) => existsSync(join(folder, name)))) return [folder];
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isDirectory())
    .flatMap(traceFolders);
}

const folders = process.argv.slice(2);
if (folders.length === 0) {
  process.stderr.write('usage: npm run bench:callers -- FOLDER...\n');
  process.exitCode = 2;
} else {
  const outcomes: Outcome[] = folders
    .flatMap(traceFolders)
    .map((folder) => ({ name: basename(folder), trace: readTrace(folder) }));
  process.stdout.write(tableOf(outcomes));
}
