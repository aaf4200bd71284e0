import { closeSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../exchange/errors.js';
import { openForAppending, whyNotWritable } from '../recorder/open-file.js';

/** The files of a trace beside requests.log. */
export const TRACE_FILES = ['diagram.md', 'variables.md', 'body.md', 'journal.ndjson'] as const;

/** Opens each file once, so that somebody is there to read why it cannot be written. Throws a ConfigError. */
export function checkFiles({ log, dir }: { readonly log: string; readonly dir: string }): void {
  check(log, '--log FILE');
  for (const name of TRACE_FILES) check(join(dir, name), '--dir FOLDER');
}

function check(path: string, flag: string): void {
  try {
    closeSync(openForAppending(path));
  } catch (error) {
    const why = whyNotWritable(error as NodeJS.ErrnoException);
    throw new ConfigError(`${path} cannot be written: ${why}. Choose another place with ${flag}`);
  }
}
