import { closeSync, openSync, readSync } from 'node:fs';

const LF = 0x0a;
const PERCENT = 0x25;
const BLOCK = 1024 * 1024;

/**
 * How many messages a diagram.md holds, by which what is added goes on with the next number: its lines, but for
 * empty ones, comments (`%%`), and one that was cut off. 0 where there is none that can be read.
 */
export function countMessages(path: string): number {
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch {
    return 0;
  }
  try {
    return countIn(fd);
  } catch {
    return 0;
  } finally {
    closeSync(fd);
  }
}

function countIn(fd: number): number {
  // Read in blocks: it may be larger than a text can be.
  const block = Buffer.allocUnsafe(BLOCK);
  let count = 0;
  let length = 0;
  /** How many of the first two bytes of the line are `%`. */
  let percents = 0;
  for (let read = readSync(fd, block); read > 0; read = readSync(fd, block)) {
    for (let at = 0; at < read; ) {
      const lf = block.subarray(0, read).indexOf(LF, at);
      const end = lf < 0 ? read : lf;
      for (let i = at; i < end && length + i - at < 2; i++) if (block[i] === PERCENT) percents += 1;
      length += end - at;
      at = end + 1;
      if (lf < 0) continue;
      if (length > 0 && percents < 2) count += 1;
      length = 0;
      percents = 0;
    }
  }
  return count;
}
