import http from 'node:http';
import https from 'node:https';
import { type Certificate, readCertificate } from '../config/certificates.js';
import type { CertificateFiles } from '../config/settings.js';

/** A server of callers, by plain HTTP or by https. */
export type CallerServer = http.Server | https.Server;

/**
 * Makes a server with these options. With a certificate it speaks https: TLS 1.2 and later with Node's own choice of
 * ciphers, and HTTP/1.1 where the caller asks which (ALPN).
 */
export function createServer(options: http.ServerOptions, certificate: Certificate | null): CallerServer {
  if (certificate === null) return http.createServer(options);
  return https.createServer({ ...options, ...certificate, minVersion: 'TLSv1.2' });
}

/** The event of a connection on which requests may come: for https, when its handshake is over. */
export function connectionEvent(server: CallerServer): 'connection' | 'secureConnection' {
  return server instanceof https.Server ? 'secureConnection' : 'connection';
}

/** The certificate of a listener, null: it speaks plain HTTP. Throws a ConfigError that names its file. */
export function listenerCertificate(files: CertificateFiles | null): Certificate | null {
  return files === null ? null : readCertificate(files, { cert: 'tlsCert', key: 'tlsKey' });
}
