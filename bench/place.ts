import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout: this file runs from build/bench/. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** The script of a part that runs in a process of its own, as compiled: `partScript('load/send.js')`. */
export const partScript = (path: string): string => join(ROOT, 'build/bench', path);

let folder: string | null = null;
let count = 0;

/** A path that is free in this run's own temporary folder, which is removed at its end. */
export function temporaryPath(name: string): string {
  if (folder === null) {
    const made = mkdtempSync(join(process.env.BENCH_TMPDIR ?? tmpdir(), 'requestshook-bench-'));
    folder = made;
    process.on('exit', () => rmSync(made, { recursive: true, force: true }));
  }
  count += 1;
  return join(folder, `${count}-${name}`);
}
