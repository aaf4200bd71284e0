import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { createSecureContext } from 'node:tls';
import { ConfigError } from '../exchange/errors.js';
import { type ReadFile, readText } from './read-text.js';
import type { CertificateFiles } from './settings.js';

/** A certificate, those that lead to its authority, and its private key; PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** Where two settings stand, to begin a message with: `proxy.yaml:3:7: tlsCert` or `--tls-cert`. */
export interface CertificatePlaces {
  readonly cert: string;
  readonly key: string;
}

const readUtf8: ReadFile = (path) => readFileSync(path, 'utf8');

/**
 * Reads a certificate and its key as they will be used. Throws a ConfigError that names setting and file: no such file, no PEM,
 * a key that is encrypted or of another certificate.
 */
export function readCertificate(
  files: CertificateFiles,
  places: CertificatePlaces,
  readFile: ReadFile = readUtf8,
): Certificate {
  const cert = readText(files.cert, `${places.cert}: the file`, readFile);
  const [first] = certificatesIn(cert, `${places.cert}: ${files.cert}`);
  const key = readText(files.key, `${places.key}: the file`, readFile);
  const where = `${places.key}: ${files.key}`;
  if (!(first as X509Certificate).checkPrivateKey(privateKey(key, files.key, where)))
    throw new ConfigError(
      `${where} is not the key of the certificate ${files.cert} (or that does not begin with the certificate itself)`,
    );
  try {
    createSecureContext({ cert, key });
  } catch (error) {
    // Too weak for OpenSSL's security level, for one.
    throw new ConfigError(`${places.cert}: ${files.cert} cannot be used: ${opensslReason(error)}`);
  }
  return { cert, key };
}

/** Reads a file of authorities to trust; PEM. Throws a ConfigError that names setting and file. */
export function readAuthorities(path: string, place: string, readFile: ReadFile = readUtf8): string {
  const text = readText(path, `${place}: the file`, readFile);
  certificatesIn(text, `${place}: ${path}`);
  return text;
}

const BLOCK = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;

/** At least one. Throws a ConfigError that says which of them is none. */
function certificatesIn(text: string, where: string): X509Certificate[] {
  const blocks = text.match(BLOCK) ?? [];
  if (blocks.length === 0)
    throw new ConfigError(`${where}: expected a PEM file with certificates (-----BEGIN CERTIFICATE-----)`);
  return blocks.map((block, i) => {
    try {
      return new X509Certificate(block);
    } catch {
      const which = blocks.length === 1 ? 'its certificate' : `certificate ${i + 1} of ${blocks.length}`;
      throw new ConfigError(`${where}: ${which} cannot be read: it is damaged`);
    }
  });
}

function privateKey(text: string, file: string, where: string): KeyObject {
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(text))
    throw new ConfigError(
      `${where} is encrypted, and nobody is there to enter its passphrase: give one without (openssl pkey -in ${file} -out KEY)`,
    );
  try {
    return createPrivateKey(text);
  } catch {
    throw new ConfigError(`${where}: expected a PEM file with a private key (-----BEGIN PRIVATE KEY-----)`);
  }
}

/** OpenSSL's words between its numbers and places: `ee key too small`. */
function opensslReason(error: unknown): string {
  const { reason, message } = error as { reason?: string; message: string };
  return reason ?? message;
}

/** Whether a certificate is for a host, a name or an address, as a client checks it (RFC 9525). */
export function isFor({ cert }: Certificate, host: string): boolean {
  const certificate = new X509Certificate(cert);
  return (isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host)) !== undefined;
}

/** For people: what a certificate is for, `localhost, 127.0.0.1`. */
export function namesOf({ cert }: Certificate): string {
  const { subjectAltName, subject } = new X509Certificate(cert);
  return (subjectAltName ?? subject).replace(/\b(DNS|IP Address):/g, '').replace(/\s*\n\s*/g, ', ');
}

/** When it ended, or null: it is still good. */
export function expiryOf({ cert }: Certificate, now = Date.now()): Date | null {
  const until = new Date(new X509Certificate(cert).validTo);
  return until.getTime() < now ? until : null;
}
