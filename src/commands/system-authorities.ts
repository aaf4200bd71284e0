import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';

/** Where systems keep the authorities that their programs trust, in one PEM file. */
const PLACES = [
  '/etc/ssl/certs/ca-certificates.crt', // Debian, Arch, Gentoo
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem', // Fedora, RHEL
  '/etc/ssl/ca-bundle.pem', // SUSE
  '/etc/ssl/cert.pem', // Alpine, macOS
];

/** The system's file of authorities, or null. */
export function systemAuthorities(): string | null {
  return PLACES.find((path) => textOf(path) !== null) ?? null;
}

/** The authorities that a program trusts which is told of no others; Node's own where the system has none. PEM. */
export function trustedByDefault(): string {
  const path = systemAuthorities();
  return (path === null ? null : textOf(path)) ?? rootCertificates.join('\n');
}

/** The text of a file with certificates; null: there is no such file, or none are in it. */
export function textOf(path: string): string | null {
  try {
    const text = readFileSync(path, 'utf8');
    return text.includes('-----BEGIN CERTIFICATE-----') ? text : null;
  } catch {
    return null;
  }
}
