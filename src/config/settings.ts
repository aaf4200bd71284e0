import type { TraceFile } from './trace-files.js';
/**
 * What the program runs with, after flags, environment, config file and defaults were merged and
 * checked. Frozen; the rest of the code trusts it.
 */

/** Where to listen. */
export interface Address {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
}

/** Time limits in ms, 0: none. There is none for the whole exchange: uploads may take hours. */
export interface Timeouts {
  /** For a caller to send the head of a request, from when it connected or from the request's first byte. */
  readonly head: number;
  /** To connect to a service, TLS included. */
  readonly connect: number;
  /** From the end of the request to the first byte of the response. */
  readonly firstByte: number;
  /** Without a byte in either direction, once a response has begun. */
  readonly idle: number;
}

/** Absolute paths of a certificate (with those that lead to its authority) and its private key, both PEM. */
export interface CertificateFiles {
  readonly cert: string;
  readonly key: string;
}

/** A service that calls are forwarded to. */
export interface ServiceSettings {
  /** As it stands in the trace: `keystone`, `glance-api`. */
  readonly name: string;
  /** OpenStack service type, where it is known from the config, the name or a catalog: `identity`. */
  readonly type: string | null;
  /** Absolute http or https URL without a trailing slash: `http://10.0.0.5/identity`. */
  readonly url: string;
  /** Other URLs by which the cloud names the same service (in catalogs, links). */
  readonly aliases: readonly string[];
  /** Path prefix on the shared listener, without a trailing slash: `/identity`; `` is all paths. */
  readonly mount: string;
  /** PEM file with the certificate authorities to trust for this service. */
  readonly ca: string | null;
  /** Do not verify the service's certificate. */
  readonly insecure: boolean;
  /** Shown to the service where it asks for a certificate, or null. */
  readonly clientCertificate: CertificateFiles | null;
  /** Name that the service is asked for (SNI) and that its certificate has to have; null: the host of its URL. */
  readonly serverName: string | null;
  /** Send the caller's Host instead of the service's own. */
  readonly preserveHost: boolean;
}

/** A listening socket. */
export interface ListenerSettings extends Address {
  /** Name of everybody who calls here, or null. */
  readonly from: string | null;
  /** The only service behind this listener, at `/`; null: all of them, by prefix. */
  readonly service: string | null;
  /** Speaks https, with this certificate; null: plain HTTP. */
  readonly certificate: CertificateFiles | null;
}

/** A rule that names callers; what is given must all fit. */
export interface CallerRule {
  readonly name: string;
  /** Tested against the command line of the process that calls, secrets hidden; it fits no caller of another host. */
  readonly process?: RegExp;
  /** Tested against the whole User-Agent. */
  readonly userAgent?: RegExp;
  /** Remote address or CIDR block. */
  readonly address?: string;
  /** A header that must be there. */
  readonly header?: string;
}

export interface Settings {
  /** Absolute path of the config file, or null: there is none. */
  readonly config: string | null;
  readonly listeners: readonly ListenerSettings[];
  readonly services: readonly ServiceSettings[];
  /** Absolute path of requests.log. */
  readonly log: string;
  /** Absolute path of the folder of diagram.md, body.md, variables.md and journal.ndjson. */
  readonly dir: string;
  /** Which files are written. */
  readonly files: readonly TraceFile[];
  readonly secrets: 'hash' | 'plain';
  /** Absolute path of a should_not_hook.json, or null. */
  readonly filters: string | null;
  /** Whether exchanges are traced and marked; calls are forwarded in any case. */
  readonly enabled: boolean;
  /** Add services that a catalog names and no route knows. */
  readonly discover: boolean;
  /**
   * Hosts that discovered services may be on: names, `*.domain`, addresses, CIDR blocks, `*`. Unless given,
   * those of the configured services: a catalog must not make the proxy call just anybody.
   */
  readonly discoverHosts: readonly string[];
  readonly rewriteLinks: boolean;
  /** Base of rewritten links, without a trailing slash; null: the host by which the caller came. */
  readonly publicUrl: string | null;
  /** Bytes of each body that are kept. */
  readonly captureLimit: number;
  /** SHA-256 of each body that was not kept whole. */
  readonly digest: boolean;
  /** Processes that serve requests; `proxy` alone has more than one. */
  readonly workers: number;
  /** The user's rules; they are asked before the default ones. */
  readonly callers: readonly CallerRule[];
  readonly timeouts: Timeouts;
  /** Where the page is; `off`: nowhere; null: nobody said, and the command has its own way. */
  readonly ui: Address | 'off' | null;
  /** Of the program's own log. */
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
}
