import { createRequire } from 'node:module';

/**
 * http-proxy reads `util._extend` when it is loaded; Node 22 and later warn about it once (DEP0060), and
 * `--throw-deprecation` makes that fatal. Import this module ahead of http-proxy (34).
 */
const util = createRequire(import.meta.url)('node:util') as { _extend: typeof Object.assign };
util._extend = Object.assign;
