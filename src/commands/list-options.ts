import type { Options } from 'yargs';
import { CONFIG_OPTION } from './log-argument.js';
import { SELECTION_OPTIONS } from './selection-options.js';

/** The options of `list`, beside its LOG. */
export const LIST_OPTIONS = {
  json: { describe: 'A JSON object a line for each exchange', type: 'boolean' },
  ...SELECTION_OPTIONS,
  follow: {
    alias: 'f',
    describe: 'Go on with what is added to the trace, each call when it is complete',
    type: 'boolean',
  },
  'infer-callers': {
    describe: 'Leave out the names that the trace gives, and find the callers again (? marks a guess)',
    type: 'boolean',
  },
  config: CONFIG_OPTION,
} as const satisfies Record<string, Options>;
