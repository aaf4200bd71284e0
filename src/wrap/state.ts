import type { CertificateFiles } from '../config/settings.js';
import { asList, asObject, asText } from '../openstack/cloud/shape.js';
import type { EndpointChange } from './changes.js';
import type { ProcessMark } from './running-process.js';

/** What is needed to put a cloud back as it was. No credentials are in it. */
export interface WrapState {
  /** Keystone's own v3 URL, which does not lead to the proxy. */
  readonly keystone: string;
  /** Path of a PEM file with the authorities to trust; null: Node's. */
  readonly ca: string | null;
  readonly insecure: boolean;
  /** Paths of what Keystone is shown where it asks for a certificate; null: nothing. */
  readonly clientCertificate: CertificateFiles | null;
  /** The proxy's URL, where the endpoints lead. */
  readonly proxy: string;
  /** The `wrap` that wrote this. */
  readonly process: ProcessMark;
  /** When, in ISO 8601. */
  readonly since: string;
  readonly endpoints: readonly EndpointChange[];
}

const FORMAT = 'requestshook wrap';
const VERSION = 1;

export function renderState(state: WrapState): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, ...state }, null, 2)}\n`;
}

/** null: the text is no such state, or of a version that is not known. */
export function parseState(text: string): WrapState | null {
  let read: Record<string, unknown> | undefined;
  try {
    read = asObject(JSON.parse(text));
  } catch {
    return null;
  }
  if (read === undefined || read.format !== FORMAT || read.version !== VERSION) return null;
  const { pid, began } = asObject(read.process) ?? {};
  const { keystone, proxy, since } = read;
  const endpoints = asList(read.endpoints).map(parseChange);
  if (
    typeof keystone !== 'string' ||
    !/^https?:\/\//i.test(keystone) ||
    !URL.canParse(keystone) ||
    typeof proxy !== 'string' ||
    typeof since !== 'string' ||
    typeof pid !== 'number' ||
    !Array.isArray(read.endpoints) ||
    endpoints.includes(null)
  )
    return null;
  return {
    keystone,
    ca: asText(read.ca) ?? null,
    insecure: read.insecure === true,
    clientCertificate: parseCertificate(read.clientCertificate),
    proxy,
    process: { pid, began: asText(began) ?? null },
    since,
    endpoints: endpoints as EndpointChange[],
  };
}

function parseCertificate(value: unknown): CertificateFiles | null {
  const { cert, key } = asObject(value) ?? {};
  return typeof cert === 'string' && typeof key === 'string' ? { cert, key } : null;
}

function parseChange(value: unknown): EndpointChange | null {
  const { id, service, interface: side, region, original, wrapped } = asObject(value) ?? {};
  if (
    typeof id !== 'string' ||
    typeof service !== 'string' ||
    typeof side !== 'string' ||
    typeof original !== 'string' ||
    typeof wrapped !== 'string'
  )
    return null;
  return { id, service, interface: side, region: asText(region) ?? null, original, wrapped };
}
