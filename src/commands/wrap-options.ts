import type { Options } from 'yargs';
import { SETTINGS_OPTIONS } from '../config/options.js';

const STATE_OPTION = {
  describe: "File that keeps the endpoints' own URLs until they are put back",
  type: 'string',
  requiresArg: true,
  defaultDescription: '~/.local/state/requestshook/wrap.json',
} as const satisfies Options;

/** The options of `unwrap`. */
export const UNWRAP_OPTIONS = { state: STATE_OPTION } as const satisfies Record<string, Options>;

// Every endpoint gets its route beforehand: there is nothing to discover.
const { discover: _, 'discover-hosts': __, ...SETTINGS } = SETTINGS_OPTIONS;

/** The options of `wrap`. */
export const WRAP_OPTIONS = {
  ...SETTINGS,
  interface: {
    describe: 'Endpoints of this interface only; again for more than one',
    choices: ['public', 'internal', 'admin', 'all'],
    requiresArg: true,
    defaultDescription: 'all',
  },
  only: {
    describe: 'Endpoints of this service only (glance, image); again for more than one',
    type: 'string',
    requiresArg: true,
    defaultDescription: 'all services',
  },
  region: {
    describe: 'Endpoints of this region only (RegionOne); again for more than one',
    type: 'string',
    requiresArg: true,
    defaultDescription: 'all regions',
  },
  state: STATE_OPTION,
  'dry-run': { describe: 'Show what would be changed, and change nothing', type: 'boolean' },
  linger: {
    describe:
      'How long the proxy stays after the endpoints are put back, for callers that remember it: 30s, 1h',
    type: 'string',
    requiresArg: true,
    defaultDescription: '0',
  },
} as const satisfies Record<string, Options>;
