import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { TraceFiles } from '../competitors/competitor.js';

const BLOCK = 4 * 1024 * 1024;

/** How many lines of a file begin with a text; 0 where there is no file. Of a file of any size. */
export function countLines(path: string, start: string): number {
  const wanted = Buffer.from(`\n${start}`);
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch {
    return 0;
  }
  try {
    // What may be the beginning of a match is carried over to the next block; the first line has a line break, too.
    const block = Buffer.allocUnsafe(BLOCK + wanted.length);
    block[0] = wanted[0] as number;
    let kept = 1;
    let count = 0;
    for (
      let read = readSync(fd, block, kept, BLOCK, null);
      read > 0;
      read = readSync(fd, block, kept, BLOCK, null)
    ) {
      const bytes = block.subarray(0, kept + read);
      for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 1)) count += 1;
      kept = Math.min(wanted.length - 1, bytes.length);
      block.copyWithin(0, bytes.length - kept, bytes.length);
    }
    return count;
  } finally {
    closeSync(fd);
  }
}

/** The beginning of a file counts as a line break in `countLines`. */
const lineBreaks = (path: string) => Math.max(0, countLines(path, '') - 1);

/** How many messages each file of a trace holds. */
export function countTrace({ log, dir }: TraceFiles) {
  const file = (name: string) => join(dir, name);
  return {
    log: countLines(log, '### ('),
    diagram: lineBreaks(file('diagram.md')) - countLines(file('diagram.md'), '%%'),
    document: countLines(file('body.md'), '### ('),
    journal: countLines(file('journal.ndjson'), '{'),
  };
}
