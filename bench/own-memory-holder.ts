/** Holds free memory in a file in memory that has no name any more, and gives back what others use: see own-memory.ts. */
import { ftruncateSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { SHARED_MEMORY } from './own-memory.js';

/** Bytes that stay free. */
const FREE = 400 * 2 ** 20;
/** Bytes that are free in the beginning: fewer, as these the host may have; what is given back to FREE it has not. */
const FIRST = 160 * 2 ** 20;
const PIECE = Buffer.alloc(8 * 2 ** 20, 1);
/** ms between looks. */
const EVERY = 10;

const free = (): number =>
  Number(/^MemFree:\s+(\d+) kB/m.exec(readFileSync('/proc/meminfo', 'latin1'))?.[1]) * 1024;

const path = `${SHARED_MEMORY}/requestshook-bench-${process.pid}`;
const file = openSync(path, 'w+');
unlinkSync(path);

let held = 0;
try {
  while (free() > FIRST + PIECE.length) held += writeSync(file, PIECE, 0, PIECE.length, held);
} catch (error) {
  // As much as fits there.
  if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
}
process.stdout.write(`${held}\n`);
setInterval(() => {
  const missing = FREE - free();
  if (missing <= 0 || held === 0) return;
  held = Math.max(0, held - missing);
  ftruncateSync(file, held);
}, EVERY);
