import type { Options } from 'yargs';
import { SETTINGS_OPTIONS } from '../config/options.js';
import { CONFIG_OPTION } from './log-argument.js';

/** The options of `ui`, beside its LOG. */
export const UI_OPTIONS = {
  ui: {
    ...SETTINGS_OPTIONS.ui,
    describe: 'Where the page is: [HOST:]PORT',
    defaultDescription: '127.0.0.1:8501',
  },
  config: CONFIG_OPTION,
} as const satisfies Record<string, Options>;
