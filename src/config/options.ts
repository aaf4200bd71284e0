import type { Options } from 'yargs';

import { MOST_WORKERS } from './quantity.js';

/**
 * The options of the command line that are settings, for yargs. They have no defaults here: an option
 * that is not given leaves the word to the environment, the config file and the defaults.
 */
export const SETTINGS_OPTIONS = {
  config: {
    describe: 'YAML (or JSON) file with settings; every option here can stand in it',
    type: 'string',
    requiresArg: true,
  },
  listen: {
    describe: 'Where clients reach the proxy: [HOST:]PORT; again for more than one',
    type: 'string',
    requiresArg: true,
    defaultDescription: '127.0.0.1:8500',
  },
  'tls-cert': {
    describe:
      'PEM file with the certificate by which the proxy speaks https, and what leads to its authority',
    type: 'string',
    requiresArg: true,
  },
  'tls-key': {
    describe: 'PEM file with its private key',
    type: 'string',
    requiresArg: true,
  },
  service: {
    describe: 'A service and where it is: NAME=URL, e.g. keystone=http://10.0.0.5/identity; once for each',
    type: 'string',
    requiresArg: true,
  },
  ca: {
    describe: 'PEM file with the certificate authorities to trust for services behind https',
    type: 'string',
    requiresArg: true,
  },
  insecure: {
    describe: "Do not verify the services' certificates",
    type: 'boolean',
  },
  'client-cert': {
    describe: 'PEM file with the certificate to show to services behind https that ask for one',
    type: 'string',
    requiresArg: true,
  },
  'client-key': {
    describe: 'PEM file with its private key',
    type: 'string',
    requiresArg: true,
  },
  log: {
    describe: 'File that every request and response is written to',
    type: 'string',
    requiresArg: true,
    defaultDescription: '/var/log/requests.log',
  },
  dir: {
    describe: 'Folder for diagram.md, body.md and the journal',
    type: 'string',
    requiresArg: true,
    defaultDescription: '/var/log/requestshook',
  },
  files: {
    describe: 'Which files of a trace are written, with commas between: log, diagram, body, journal',
    type: 'string',
    requiresArg: true,
    defaultDescription: 'all',
  },
  secrets: {
    describe: 'Tokens and passwords in what is written: hash hides them, plain shows them',
    choices: ['hash', 'plain'],
    requiresArg: true,
    defaultDescription: 'hash',
  },
  filters: {
    describe: 'should_not_hook.json: calls that pass untraced; read again when it changes',
    type: 'string',
    requiresArg: true,
  },
  enabled: {
    describe: 'Trace; --no-enabled forwards only, until the config file says otherwise',
    type: 'boolean',
    defaultDescription: 'true',
  },
  discover: {
    describe: "Trace services that Keystone's catalog names as well, not only those given",
    type: 'boolean',
  },
  'discover-hosts': {
    describe: 'Hosts and blocks that discovered services may be on, with commas between',
    type: 'string',
    requiresArg: true,
    defaultDescription: 'the hosts of the services given',
  },
  'rewrite-links': {
    describe: 'Make the links in answers lead through the proxy, so that clients stay on it',
    type: 'boolean',
    defaultDescription: 'true',
  },
  'public-url': {
    describe: 'URL by which clients reach the proxy, where it is not the one they called',
    type: 'string',
    requiresArg: true,
  },
  'capture-limit': {
    describe: 'How much of each body is kept: bytes, or 64KiB, 1MiB, ...',
    type: 'string',
    requiresArg: true,
    defaultDescription: '1MiB',
  },
  digest: {
    describe:
      "SHA-256 of each body that was not kept whole, and whether images are what Glance's checksum says",
    type: 'boolean',
  },
  ui: {
    describe: 'Where the page is that shows the calls: [HOST:]PORT, or off',
    type: 'string',
    requiresArg: true,
    defaultDescription: '127.0.0.1:8501 with proxy and demo',
  },
  'log-level': {
    describe: "How much the program's own log on stderr says",
    choices: ['trace', 'debug', 'info', 'warn', 'error', 'silent'],
    requiresArg: true,
    defaultDescription: 'info',
  },
} as const satisfies Record<string, Options>;

/** Those of `proxy`, which alone serves with more than one process. */
export const PROXY_OPTIONS = {
  ...SETTINGS_OPTIONS,
  workers: {
    describe: `How many processes serve requests, 1 to ${MOST_WORKERS}; they write one trace`,
    type: 'string',
    requiresArg: true,
    defaultDescription: '1',
  },
} as const satisfies Record<string, Options>;
