import { expiryOf } from '../config/certificates.js';
import type { CertificateFiles } from '../config/settings.js';
import { type FileWatch, watchFiles } from '../config/watch-files.js';
import type { RunningProxy } from '../proxy/proxy.js';
import { listenerCertificate } from '../proxy/server.js';

/** Quiet time in ms before changed certificates are read: certificate and key are replaced one after the other. */
const QUIET = 1000;

/** Where is told what becomes of certificates. */
export interface CertificateLog {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** Keeps the certificates of a running proxy up to date. */
export interface CertificateWatch {
  /** Reads all certificates again. What cannot be used is told, and what was there before stays. */
  renew(): void;
  close(): void;
}

/** Watches the files of certificates, of listeners and those that services are shown. */
export function watchCertificates(
  proxy: RunningProxy,
  log: CertificateLog,
  watch: typeof watchFiles = watchFiles,
): CertificateWatch {
  const renew = () => {
    const problems = new Set<string>();
    for (const each of [...proxy.listeners, ...proxy.routes.upstreams.map(({ agents }) => agents)]) {
      try {
        each.renewCertificate();
      } catch (error) {
        problems.add((error as Error).message);
      }
    }
    for (const problem of problems) log.error(`${problem}; the certificate that held before still holds`);
    if (problems.size > 0) return;
    log.info('certificates read again');
    tellExpired(proxy, log);
  };
  tellExpired(proxy, log);
  const files = filesOf(proxy);
  const watching: FileWatch | null = files.length === 0 ? null : watch(files, QUIET, renew);
  return {
    renew: () => {
      if (files.length > 0) renew();
    },
    close: () => watching?.close(),
  };
}

/** A certificate that has ended is none of a clock's business to refuse, but callers will. */
function tellExpired({ listeners }: RunningProxy, log: CertificateLog): void {
  for (const { settings } of listeners) {
    const end = endOf(settings.certificate);
    if (end === null) continue;
    log.warn(
      `the certificate ${settings.certificate?.cert} ended on ${end.toISOString().slice(0, 10)}: callers that verify it will not call`,
    );
  }
}

function endOf(files: CertificateFiles | null): Date | null {
  try {
    const certificate = listenerCertificate(files);
    return certificate === null ? null : expiryOf(certificate);
  } catch {
    return null; // The files are being replaced.
  }
}

function filesOf({ listeners, routes }: RunningProxy): string[] {
  const certificates: (CertificateFiles | null)[] = [
    ...listeners.map(({ settings }) => settings.certificate),
    ...routes.upstreams.map(({ service }) => service.clientCertificate),
  ];
  return [...new Set(certificates.flatMap((files) => (files === null ? [] : [files.cert, files.key])))];
}
