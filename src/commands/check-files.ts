import { closeSync } from 'node:fs';
import { type TracePlace, tracePaths } from '../config/trace-files.js';
import { ConfigError } from '../exchange/errors.js';
import { openForAppending, whyNotWritable } from '../recorder/open-file.js';
import { otherWriter } from '../recorder/other-writer.js';

/** ms for which the files stay open, until the thread that writes them has them open as well. */
const HELD = 10_000;

/**
 * Opens each file, so that somebody is there to read why it cannot be written, or that another requestshook writes it:
 * two would give the same numbers to different calls. Of two that start at once each sees the other. Throws a ConfigError.
 */
export function checkFiles(place: TracePlace): void {
  const files: { readonly path: string; readonly flag: string; readonly fd: number }[] = [];
  const close = () => {
    for (const { fd } of files.splice(0)) closeSync(fd);
  };
  const open = (path: string, flag: string) => files.push({ path, flag, fd: opened(path, flag) });
  try {
    for (const { path, flag } of tracePaths(place)) open(path, flag);
    const other = otherWriter(files.map(({ path }) => path));
    if (other !== null) {
      const flag = files.find(({ path }) => path === other.path)?.flag;
      throw new ConfigError(
        `${other.path} is being written by process ${other.pid}. Stop that, or choose another place with ${flag}`,
      );
    }
  } catch (error) {
    close();
    throw error;
  }
  setTimeout(close, HELD).unref();
}

function opened(path: string, flag: string): number {
  try {
    return openForAppending(path);
  } catch (error) {
    const why = whyNotWritable(error as NodeJS.ErrnoException);
    throw new ConfigError(`${path} cannot be written: ${why}. Choose another place with ${flag}`);
  }
}
