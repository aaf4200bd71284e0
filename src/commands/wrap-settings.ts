import { addressText } from '../config/address.js';
import { isFor, namesOf, readAuthorities, readCertificate } from '../config/certificates.js';
import type { CertificateFiles, ListenerSettings, ServiceSettings, Settings } from '../config/settings.js';
import { ConfigError } from '../exchange/errors.js';
import { isLoopback, plainHost } from '../openstack/discovery-hosts.js';
import type { ListenerPlace } from '../proxy/context.js';
import { listenerCertificate } from '../proxy/server.js';
import type { EndpointRoutes } from '../wrap/routes.js';
import type { ServiceEndpoint } from '../wrap/selection.js';

/** How the services behind https are trusted, and what they are shown. */
export interface Trust {
  readonly ca: string | null;
  readonly insecure: boolean;
  readonly clientCertificate: CertificateFiles | null;
}

/** The files that Keystone itself is trusted by, and shown. Throws a ConfigError. */
export function readTrust({ ca, clientCertificate }: Omit<Trust, 'insecure'>) {
  const what = { cert: "the cloud's client certificate", key: "the cloud's client key" };
  return {
    ca: ca === null ? null : readAuthorities(ca, 'the file of certificates'),
    clientCertificate: clientCertificate === null ? null : readCertificate(clientCertificate, what),
  };
}

/**
 * The settings of `wrap`: routes to the endpoints' services. The catalog is not asked for more: it names the proxy
 * itself from now on.
 */
export function wrapSettings(loaded: Settings, routes: EndpointRoutes, trust: Trust): Settings {
  const given = loaded.services.map((service): ServiceSettings => {
    const aliases = routes.known.find(
      ({ url, mount }) => url === service.url && mount === service.mount,
    )?.aliases;
    return { ...service, aliases: aliases ?? service.aliases };
  });
  const found = routes.services.map((service) => ({
    ...service,
    ...trust,
    serverName: null,
    preserveHost: false,
  }));
  return { ...loaded, services: [...given, ...found], discover: false };
}

/** The listener to which endpoints are to lead, and its number. Throws a ConfigError where each has one service only. */
export function sharedListener({ listeners }: Settings): { listener: ListenerSettings; index: number } {
  const index = listeners.findIndex(({ service }) => service === null);
  const listener = listeners[index];
  if (listener === undefined)
    throw new ConfigError(
      'every listener is for one service: give the proxy one for all of them, with --listen',
    );
  return { listener, index };
}

/**
 * The URL by which everybody reaches the proxy: `publicUrl`, or the address at which it listens. Throws a ConfigError
 * where that would cut off callers on other machines.
 */
export function proxyUrl(
  { publicUrl }: Settings,
  place: Pick<ListenerPlace, 'scheme' | 'host' | 'port'>,
  endpoints: readonly Pick<ServiceEndpoint, 'url'>[],
): string {
  if (publicUrl !== null) return publicUrl;
  const { scheme, host, port } = place;
  const there = endpoints.map(({ url }) => new URL(url).hostname).find((name) => !isLoopback(name));
  const instead = `--listen 0.0.0.0:${port} --public-url ${scheme}://${there ?? 'HOST'}:${port}`;
  if (host === '0.0.0.0' || host === '::')
    throw new ConfigError(
      `by which URL do clients and services reach this machine? Say so: --public-url ${scheme}://${there ?? 'HOST'}:${port}`,
    );
  if (isLoopback(host) && there !== undefined)
    throw new ConfigError(
      `the endpoints are at ${there}, and the proxy, at ${host}, could be reached from this machine only. Let it listen for the others: ` +
        `${instead} (or, where all of the cloud is on this machine, --public-url ${scheme}://${addressText(place)})`,
    );
  return `${scheme}://${addressText(place)}`;
}

/** Refuses a certificate that is not for the host by which everybody would reach the proxy: the cloud would be cut off. Throws a ConfigError. */
export function refuseOtherName({ certificate: files }: ListenerSettings, proxy: string): void {
  const { protocol, hostname } = new URL(proxy);
  const certificate = protocol === 'https:' ? listenerCertificate(files) : null;
  const host = plainHost(hostname);
  if (certificate === null || isFor(certificate, host)) return;
  throw new ConfigError(
    `the certificate ${files?.cert} is for ${namesOf(certificate)}, and clients and services would call ${host}: ` +
      'say by which of its names they reach this machine, with --public-url, or give another with --tls-cert',
  );
}
