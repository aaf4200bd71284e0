import { once } from 'node:events';
import { isIP } from 'node:net';
import tls from 'node:tls';
import { type Certificate, isFor, namesOf } from '../config/certificates.js';
import { ConfigError } from '../exchange/errors.js';
import { isLoopback } from '../openstack/discovery-hosts.js';
import type { Listener } from '../proxy/listener.js';
import { textOf, trustedByDefault } from './system-authorities.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** What a command needs to trust a proxy that speaks https, and all that it trusts without one; PEM. */
export interface ClientTrust {
  /** In the place of `OS_CACERT` and `cacert`, which OpenStack's clients take instead of anything else. */
  readonly cacert: string;
  /** In the place of what these variables name. One that names a folder is not among them, and stays. */
  readonly bundle: string;
  readonly variables: readonly string[];
}

/** Files of authorities, in the order in which Python's requests asks for them; then curl's and OpenSSL's (Go's, too). */
const VARIABLES = ['REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE', 'SSL_CERT_FILE'];

/**
 * Joins the proxy's certificates to what the command trusts by its environment and by `cacert`, so that the hosts which it calls
 * past the proxy are verified as before.
 */
export function clientTrust({ cert }: Certificate, env: Environment, cacert: string | null): ClientTrust {
  const named = VARIABLES.map((name) => ({ name, text: env[name] ? textOf(env[name]) : undefined }));
  const texts = new Set(named.flatMap(({ text }) => text ?? []));
  const others = texts.size > 0 ? [...texts].join('\n') : trustedByDefault();
  const own = cacert === null ? others : (textOf(cacert) ?? '');
  return {
    cacert: `${cert}\n${own}`,
    bundle: `${cert}\n${others}`,
    variables: named.filter(({ text }) => text !== null).map(({ name }) => name),
  };
}

/** The host by which a command on this machine calls a listener, one for which its certificate is. Throws a ConfigError. */
export function entranceHost({ place, settings }: Listener, certificate: Certificate): string {
  const reached = { '0.0.0.0': '127.0.0.1', '::': '::1' }[place.host] ?? place.host;
  const names = [reached, settings.host, ...(isLoopback(reached) ? ['localhost'] : [])];
  const fit = names.find((name) => isFor(certificate, name));
  if (fit !== undefined) return fit;
  throw new ConfigError(
    `the certificate ${settings.certificate?.cert} is for ${namesOf(certificate)}, and the command would call ${[...new Set(names)].join(' or ')}: ` +
      'give --tls-cert one for that, or leave it out, as the command and its proxy are on this machine',
  );
}

/** Makes a connection as the command will, by `host`. Throws a ConfigError that says why the command would not trust the proxy. */
export async function expectTrust(
  { place, settings }: Listener,
  host: string,
  { cacert }: ClientTrust,
): Promise<void> {
  const socket = tls.connect({
    host: place.host,
    port: place.port,
    ca: cacert,
    ...(isIP(host) === 0 ? { servername: host } : {}),
  });
  try {
    await once(socket, 'secureConnect');
  } catch (error) {
    throw new ConfigError(
      `the command would not trust the certificate ${settings.certificate?.cert} (${(error as Error).message}): ` +
        'append the certificate of its authority to that file, or name it in OS_CACERT',
    );
  } finally {
    socket.destroy();
  }
}
