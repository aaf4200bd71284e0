import type { Options } from 'yargs';
import { CONFIG_OPTION } from './log-argument.js';

/** The options of `show`, beside its exchange and LOG. */
export const SHOW_OPTIONS = {
  json: { describe: 'The exchange as JSON', type: 'boolean' },
  raw: {
    describe: 'The body of one message alone, byte for byte as far as the trace has it',
    choices: ['request', 'response'],
    requiresArg: true,
    conflicts: 'json',
  },
  follow: { alias: 'f', describe: 'Wait for the exchange where it is not there yet', type: 'boolean' },
  config: CONFIG_OPTION,
} as const satisfies Record<string, Options>;
