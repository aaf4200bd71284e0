import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const LF = 0x0a;
const BLOCK = 64 * 1024;
/** No message of ours is longer: what is longer is somebody else's text, and stays. */
const LONGEST = 64 * 1024 * 1024;

/**
 * Bytes behind the last line feed of a file, which are the beginning of a message: whoever wrote it was killed, or
 * the disk was full. 0 where the file ends as it should, or is none that can be looked at.
 *
 * @param fd the same file, open for writing
 */
export function cutEnd(path: string, fd: number): number {
  const { size, ino, dev } = fstatSync(fd);
  if (size === 0) return 0;
  let reading: number | null = null;
  try {
    reading = openSync(path, 'r');
    const same = fstatSync(reading);
    return same.ino === ino && same.dev === dev ? bytesBehindLastLine(reading, size) : 0;
  } catch {
    // It may be written but not read.
    return 0;
  } finally {
    if (reading !== null) closeSync(reading);
  }
}

function bytesBehindLastLine(fd: number, size: number): number {
  const block = Buffer.alloc(BLOCK);
  const begin = Math.max(0, size - LONGEST);
  for (let end = size; end > begin; ) {
    const from = Math.max(begin, end - BLOCK);
    const length = readSync(fd, block, 0, end - from, from);
    const lf = block.lastIndexOf(LF, length - 1);
    if (length > 0 && lf >= 0) return size - (from + lf + 1);
    end = from;
  }
  return size - begin;
}
