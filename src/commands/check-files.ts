import { closeSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../exchange/errors.js';
import { openForAppending, whyNotWritable } from '../recorder/open-file.js';
import { otherWriter } from '../recorder/other-writer.js';

/** The files of a trace beside requests.log. */
export const TRACE_FILES = ['diagram.md', 'variables.md', 'body.md', 'journal.ndjson'] as const;

/** ms for which the files stay open, until the thread that writes them has them open as well. */
const HELD = 10_000;

/**
 * Opens each file, so that somebody is there to read why it cannot be written, or that another requestshook writes it:
 * two would give the same numbers to different calls. Of two that start at once each sees the other. Throws a ConfigError.
 */
export function checkFiles({ log, dir }: { readonly log: string; readonly dir: string }): void {
  const files: { readonly path: string; readonly flag: string; readonly fd: number }[] = [];
  const close = () => {
    for (const { fd } of files.splice(0)) closeSync(fd);
  };
  const open = (path: string, flag: string) => files.push({ path, flag, fd: opened(path, flag) });
  try {
    open(log, '--log FILE');
    for (const name of TRACE_FILES) open(join(dir, name), '--dir FOLDER');
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
