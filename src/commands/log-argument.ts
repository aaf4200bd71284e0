import type { Options } from 'yargs';
import { STDIN } from '../trace/locate.js';

/** The argument of every command that reads a trace. */
export const LOG_ARGUMENT = {
  describe: 'A requests.log, a journal, or a folder with either, gzipped or not; - is standard input',
  type: 'string',
  defaultDescription: 'the configured one',
  // yargs 18 makes nothing of a dash that stands for itself.
  coerce: (path: string | undefined) => (path === '' ? STDIN : path),
} as const satisfies Options;

/** Where the configured trace is looked for. */
export const CONFIG_OPTION = {
  describe: 'YAML (or JSON) file with settings, which name the trace where no LOG is given',
  type: 'string',
  requiresArg: true,
} as const satisfies Options;
