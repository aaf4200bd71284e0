import type { Options } from 'yargs';
import { CONFIG_OPTION } from './log-argument.js';

/** The options of `list`, beside its LOG. */
export const LIST_OPTIONS = {
  json: { describe: 'A JSON object a line for each exchange', type: 'boolean' },
  from: { describe: 'Only calls by this caller (* stands for anything)', type: 'string', requiresArg: true },
  service: {
    describe: 'Only calls to this service, by name or type: glance-api, image',
    type: 'string',
    requiresArg: true,
  },
  status: {
    describe: 'Only calls with this status: 404, 4xx, 400-499, failed, none (no response)',
    type: 'string',
    requiresArg: true,
  },
  method: { describe: 'Only calls with this method', type: 'string', requiresArg: true },
  path: {
    describe: 'Only calls whose path has this in it, or fits it: images, "/v2/images/{id}", "*/members/*"',
    type: 'string',
    requiresArg: true,
  },
  follow: {
    alias: 'f',
    describe: 'Go on with what is added to the trace, each call when it is complete',
    type: 'boolean',
  },
  config: CONFIG_OPTION,
} as const satisfies Record<string, Options>;
