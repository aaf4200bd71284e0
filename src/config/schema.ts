import * as z from 'zod/mini';
import { readAddress } from './address.js';
import { readHosts, readNetwork } from './network.js';
import { readDuration, readSize, readWorkers } from './quantity.js';
import { compileRegExp } from './regexp.js';
import { readMount, readServerName, readUrl } from './service-url.js';
import { TRACE_FILES } from './trace-files.js';
import { Unfit, unfit } from './unfit.js';

/** A value read by a function that throws an Unfit. */
function readBy<T>(read: (value: unknown) => T) {
  return z.transform((value: unknown, context): T => {
    try {
      return read(value);
    } catch (error) {
      if (!(error instanceof Unfit)) throw error;
      context.issues.push({ code: 'custom', message: error.message, input: value });
      return z.NEVER;
    }
  });
}

const yesNo = readBy((value) => (typeof value === 'boolean' ? value : unfit('true or false', value)));

const text = (expected: string, fits = /\S/) =>
  readBy((value) => (typeof value === 'string' && fits.test(value) ? value : unfit(expected, value)));

const oneOf = <const T extends string>(...words: T[]) =>
  readBy((value) =>
    (words as unknown[]).includes(value) ? (value as T) : unfit(`one of ${words.join(', ')}`, value),
  );

const path = text('the path of a file');
const name = text(
  'a name of 1 to 64 letters, digits and . _ : @ + - (not / or spaces)',
  /^[A-Za-z0-9._:@+-]{1,64}$/,
);
const url = readBy(readUrl);

/** One, or a list of them; always a list afterwards. */
const oneOrMore = <T>(one: z.ZodMiniType<T>) =>
  z.pipe(
    z.transform((value: unknown) => (Array.isArray(value) ? value : [value])),
    z.array(one),
  );

const service = z.strictObject({
  url,
  mount: z.optional(readBy(readMount)),
  type: z.optional(text('a service type such as image', /^[a-z0-9][a-z0-9-]*$/)),
  aliases: z.optional(oneOrMore(url)),
  ca: z.optional(path),
  insecure: z.optional(yesNo),
  clientCert: z.optional(path),
  clientKey: z.optional(path),
  serverName: z.optional(readBy(readServerName)),
  preserveHost: z.optional(yesNo),
  listen: z.optional(readBy(readAddress)),
  from: z.optional(name),
});

const regexp = readBy((value) =>
  typeof value === 'string' && value !== '' ? compileRegExp(value) : unfit('a regular expression', value),
);

const network = readBy((value) => {
  readNetwork(value);
  return value as string;
});

/** In YAML `off` may be read as false. */
const isOff = (value: unknown) =>
  value === false || (typeof value === 'string' && value.toLowerCase() === 'off');
const PAGE_EXPECTED = 'off, or an address such as 127.0.0.1:8501, [::1]:8501 or 8501';

const host = readBy((value) => {
  if (typeof value !== 'string') return unfit('a host name, an address or a block', value);
  readHosts([value]);
  return value;
});

const caller = z
  .strictObject({
    name,
    process: z.optional(regexp),
    userAgent: z.optional(regexp),
    address: z.optional(network),
    header: z.optional(text('the name of a header', /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/)),
  })
  .check((context) => {
    const { process, userAgent, address, header } = context.value;
    if (process || userAgent || address || header) return;
    const message = 'expected at least one of process, userAgent, address, header';
    context.issues.push({ code: 'custom', message, input: context.value });
  });

const listener = z.strictObject({
  listen: readBy(readAddress),
  from: z.optional(name),
  service: z.optional(name),
  tlsCert: z.optional(path),
  tlsKey: z.optional(path),
});

const timeouts = z.strictObject({
  head: z.optional(readBy(readDuration)),
  connect: z.optional(readBy(readDuration)),
  firstByte: z.optional(readBy(readDuration)),
  idle: z.optional(readBy(readDuration)),
});

/** A service given as its URL alone is the mapping with that URL. */
const services = z.record(
  name,
  z.pipe(
    z.transform((value: unknown) => (typeof value === 'string' ? { url: value } : value)),
    service,
  ),
);

/** What a config file, the environment or the flags may say; nothing is required. */
export const SCHEMA = z.strictObject({
  listen: z.optional(oneOrMore(readBy(readAddress))),
  listeners: z.optional(z.array(listener)),
  tlsCert: z.optional(path),
  tlsKey: z.optional(path),
  services: z.optional(services),
  ca: z.optional(path),
  insecure: z.optional(yesNo),
  clientCert: z.optional(path),
  clientKey: z.optional(path),
  log: z.optional(path),
  dir: z.optional(path),
  files: z.optional(oneOrMore(oneOf(...TRACE_FILES))),
  secrets: z.optional(oneOf('hash', 'plain')),
  filters: z.optional(path),
  enabled: z.optional(yesNo),
  discover: z.optional(yesNo),
  discoverHosts: z.optional(oneOrMore(host)),
  rewriteLinks: z.optional(yesNo),
  publicUrl: z.optional(url),
  captureLimit: z.optional(readBy(readSize)),
  digest: z.optional(yesNo),
  workers: z.optional(readBy(readWorkers)),
  callers: z.optional(z.array(caller)),
  timeouts: z.optional(timeouts),
  ui: z.optional(readBy((value) => (isOff(value) ? ('off' as const) : readAddress(value, PAGE_EXPECTED)))),
  logLevel: z.optional(oneOf('trace', 'debug', 'info', 'warn', 'error', 'silent')),
});

/** The same, checked: addresses, URLs, times and sizes are read. */
export type PartialConfig = z.output<typeof SCHEMA>;
export type ServiceConfig = NonNullable<PartialConfig['services']>[string];

/** The keys that a mapping of the schema may have, for the message about one that it has not. */
export const KNOWN_KEYS = {
  '': Object.keys(SCHEMA.shape),
  services: Object.keys(service.shape),
  listeners: Object.keys(listener.shape),
  callers: Object.keys(caller.shape),
  timeouts: Object.keys(timeouts.shape),
} as const;
