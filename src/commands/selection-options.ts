import type { Options } from 'yargs';

/** The options that say which exchanges of a trace are asked for; each may stand there more than once. */
export const SELECTION_OPTIONS = {
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
} as const satisfies Record<string, Options>;
