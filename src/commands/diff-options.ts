import type { Options } from 'yargs';
import { LOG_ARGUMENT } from './log-argument.js';
import { SELECTION_OPTIONS } from './selection-options.js';

/** The arguments of `diff`: the trace from before, and the one from after. */
export const DIFF_ARGUMENT = {
  describe: LOG_ARGUMENT.describe,
  type: 'string',
  coerce: LOG_ARGUMENT.coerce,
} as const satisfies Options;

/** The options of `diff`, beside its two traces. */
export const DIFF_OPTIONS = {
  json: { describe: 'The differences as JSON', type: 'boolean' },
  ...SELECTION_OPTIONS,
} as const satisfies Record<string, Options>;

/** The exit status of `diff` where it has failed: that they differ is 1, as of diff(1). */
export const DIFF_FAILED = 2;
