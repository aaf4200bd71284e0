import type { Options } from 'yargs';
import { CONFIG_OPTION } from './log-argument.js';
import { SELECTION_OPTIONS } from './selection-options.js';

/** The argument of `export` in front of its LOG. */
export const FORMAT_ARGUMENT = {
  describe:
    'har: HTTP Archive 1.2; curl: a shell command for each request; ndjson: a line of JSON for each exchange',
  type: 'string',
} as const satisfies Options;

/** The options of `export`, beside its format and LOG. */
export const EXPORT_OPTIONS = {
  output: {
    alias: 'o',
    describe: 'File to write to',
    type: 'string',
    requiresArg: true,
    defaultDescription: 'stdout',
  },
  number: {
    describe: 'Only these exchanges of the list: 5, 2-4, 1,3,7-9',
    type: 'string',
    requiresArg: true,
  },
  ...SELECTION_OPTIONS,
  marks: { describe: 'curl: send the X-Requestshook headers as well', type: 'boolean' },
  config: CONFIG_OPTION,
} as const satisfies Record<string, Options>;
