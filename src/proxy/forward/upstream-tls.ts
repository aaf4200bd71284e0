import type { AgentOptions } from 'node:https';
import { createSecureContext } from 'node:tls';
import { readAuthorities, readCertificate } from '../../config/certificates.js';
import type { ServiceSettings } from '../../config/settings.js';

/**
 * How connections to a service behind https are made. Its context is made once: authorities and certificates would be
 * parsed for each connection else. Throws a ConfigError where a file is not what it has to be.
 */
export function upstreamTls({
  name,
  ca,
  insecure,
  clientCertificate,
  serverName,
}: ServiceSettings): AgentOptions {
  const places = { cert: `clientCert of ${name}`, key: `clientKey of ${name}` };
  return {
    rejectUnauthorized: !insecure,
    secureContext: createSecureContext({
      ...(ca === null ? {} : { ca: readAuthorities(ca, `ca of ${name}`) }),
      ...(clientCertificate === null ? {} : readCertificate(clientCertificate, places)),
    }),
    // Else the host of its URL, and none where that is an address (RFC 6066, 3).
    ...(serverName === null ? {} : { servername: serverName }),
  };
}
