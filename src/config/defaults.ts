import type { Settings } from './settings.js';
import { TRACE_FILES } from './trace-files.js';

/** Where the proxy listens when nothing is said. */
export const DEFAULT_LISTEN = { host: '127.0.0.1', port: 8500 } as const;

/** Where the page is when nothing is said. */
export const DEFAULT_UI = { host: '127.0.0.1', port: 8501 } as const;

/** What holds unless the config, the environment or a flag says otherwise. */
export const DEFAULTS = {
  log: '/var/log/requests.log',
  dir: '/var/log/requestshook',
  files: TRACE_FILES,
  secrets: 'hash',
  filters: null,
  enabled: true,
  discover: false,
  rewriteLinks: true,
  publicUrl: null,
  captureLimit: 2 ** 20,
  digest: false,
  workers: 1,
  callers: [],
  timeouts: { head: 60_000, connect: 10_000, firstByte: 0, idle: 0 },
  ui: null,
  logLevel: 'info',
} as const satisfies Partial<Settings>;
