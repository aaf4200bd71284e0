import type { ServiceSettings } from '../config/settings.js';

/** OpenSSL's words between its numbers and places: `wrong version number`. */
export function tlsReason(detail: string): string {
  return /SSL routines:[^:]*:([^:]+)/.exec(detail)?.[1] ?? detail;
}

/** Alerts about the certificate that the sender was shown, or about there being none (RFC 5246, 7.2; RFC 8446, 6.2). */
const ABOUT_CERTIFICATE =
  /ALERT_(UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_(UNKNOWN|EXPIRED|REVOKED|REQUIRED)|UNSUPPORTED_CERTIFICATE|ACCESS_DENIED)$/;

/** Whether an error of Node's is the other side's word that it does not accept our certificate. */
export function isAboutCertificate(code: string | undefined): boolean {
  return ABOUT_CERTIFICATE.test(code ?? '');
}

/**
 * Why no TLS connection to a service could be had, and what to do, as it follows the service's name; null: the error is not of TLS.
 * Codes are Node's: OpenSSL's verification, its alerts, and its own names.
 */
export function tlsFailure(
  { clientCertificate }: Pick<ServiceSettings, 'clientCertificate'>,
  nodesCode: string,
  detail: string,
): string | null {
  const reason = tlsReason(detail);
  // The same failure has a code of its own where reading found it, and this one where writing did.
  const code = nodesCode === 'EPROTO' ? `ERR_SSL_${reason.toUpperCase().replace(/\W+/g, '_')}` : nodesCode;
  // Node's words; some services close where others send an alert.
  if (code === 'ECONNRESET' && detail.includes('before secure TLS connection'))
    return 'closed the connection within the TLS handshake: it may want a client certificate ("clientCert", "clientKey"), or speak other versions or ciphers';
  if (code === 'CERT_HAS_EXPIRED')
    return 'has a certificate that has expired: renew it there (or, at your own risk, leave it unverified with "insecure")';
  if (code === 'CERT_NOT_YET_VALID')
    return 'has a certificate that is not valid yet: compare the clocks of both machines';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return `has a certificate for another host (${reason.replace(/\s*$/, '')}): call it by a name that its certificate has, or say that name with "serverName"`;
  if (isAboutCertificate(code))
    return clientCertificate === null
      ? `wants a client certificate (${reason}): give one with "clientCert" and "clientKey"`
      : `does not accept the client certificate ${clientCertificate.cert} (${reason}): give another with "clientCert" and "clientKey"`;
  if (code.endsWith('_UNRECOGNIZED_NAME'))
    return `does not know the name by which it was asked (${reason}): say its own with "serverName"`;
  if (code.endsWith('_ALERT_HANDSHAKE_FAILURE'))
    return `refused the TLS handshake (${reason}): it may want a client certificate ("clientCert", "clientKey"), or other ciphers`;
  if (code.endsWith('_ALERT_PROTOCOL_VERSION') || code === 'ERR_SSL_UNSUPPORTED_PROTOCOL')
    return `speaks no TLS of version 1.2 or later (${reason})`;
  if (code.startsWith('ERR_SSL_'))
    return `does not speak TLS as it should: ${reason}. Should its URL begin with http:?`;
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME/.test(code))
    return `has a certificate that is not trusted (${reason}): give its authority with "ca"`;
  return null;
}
