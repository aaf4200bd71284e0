import type { ServiceSettings, Settings } from '../../src/config/settings.js';

/** A service without an address, mounted at /s. */
export const SERVICE: ServiceSettings = {
  name: 'service',
  type: null,
  url: '',
  aliases: [],
  mount: '/s',
  ca: null,
  insecure: false,
  clientCertificate: null,
  serverName: null,
  preserveHost: false,
};

/** One listener on a free port, and nothing that a test does not ask for. */
export const DEFAULTS: Settings = {
  listeners: [{ host: '127.0.0.1', port: 0, from: null, service: null, certificate: null }],
  services: [],
  files: [],
  log: '',
  dir: '',
  secrets: 'plain',
  filters: null,
  enabled: true,
  config: null,
  discover: false,
  discoverHosts: [],
  rewriteLinks: false,
  publicUrl: null,
  ui: 'off',
  captureLimit: 1 << 20,
  digest: false,
  workers: 1,
  callers: [],
  timeouts: { head: 60_000, connect: 10_000, firstByte: 0, idle: 0 },
  logLevel: 'silent',
};
