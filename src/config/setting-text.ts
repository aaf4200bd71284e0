import { shown, Unfit, unfit } from './unfit.js';

/** How a setting is written as one text, in a flag or a variable. */
export type TextKind = 'text' | 'yesNo' | 'list' | 'services';

/**
 * The settings that can be written as one text: the option's name, the key in the config, and how its
 * text is read. `log-level` is `--log-level` and `REQUESTSHOOK_LOG_LEVEL`.
 */
export const WRITTEN_SETTINGS = {
  listen: ['listen', 'list'],
  'tls-cert': ['tlsCert', 'text'],
  'tls-key': ['tlsKey', 'text'],
  service: ['services', 'services'],
  ca: ['ca', 'text'],
  insecure: ['insecure', 'yesNo'],
  'client-cert': ['clientCert', 'text'],
  'client-key': ['clientKey', 'text'],
  log: ['log', 'text'],
  dir: ['dir', 'text'],
  files: ['files', 'list'],
  secrets: ['secrets', 'text'],
  filters: ['filters', 'text'],
  enabled: ['enabled', 'yesNo'],
  discover: ['discover', 'yesNo'],
  'discover-hosts': ['discoverHosts', 'list'],
  'rewrite-links': ['rewriteLinks', 'yesNo'],
  'public-url': ['publicUrl', 'text'],
  'capture-limit': ['captureLimit', 'text'],
  digest: ['digest', 'yesNo'],
  workers: ['workers', 'text'],
  'timeouts-head': ['timeouts.head', 'text'],
  'timeouts-connect': ['timeouts.connect', 'text'],
  'timeouts-first-byte': ['timeouts.firstByte', 'text'],
  'timeouts-idle': ['timeouts.idle', 'text'],
  ui: ['ui', 'text'],
  'log-level': ['logLevel', 'text'],
} as const satisfies Record<string, [path: string, kind: TextKind]>;

const YES = ['true', 'yes', 'on', '1'];
const NO = ['false', 'no', 'off', '0'];

/** The value that a text stands for, still to be checked by the schema. Throws an Unfit. */
export function fromText(text: string, kind: TextKind): unknown {
  switch (kind) {
    case 'text':
      return text;
    case 'yesNo': {
      const word = text.toLowerCase();
      return YES.includes(word) || (NO.includes(word) ? false : unfit('true or false', text));
    }
    case 'list':
      return text
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean);
    case 'services':
      return servicesFrom(text);
  }
}

/** `keystone=http://a/identity,glance-api=http://b`; a comma within a URL is one that no NAME= follows. */
function servicesFrom(text: string): Record<string, string> {
  const services = new Map<string, string>();
  for (const part of text.split(/,(?=\s*[^,=/]+=)/)) {
    if (part.trim() === '') continue;
    const split = part.indexOf('=');
    if (split < 1) throw new Unfit(`expected NAME=URL, got ${shown(part)}`);
    const name = part.slice(0, split).trim();
    if (services.has(name)) throw new Unfit(`the service "${name}" is given twice`);
    services.set(name, part.slice(split + 1).trim());
  }
  return Object.fromEntries(services);
}
