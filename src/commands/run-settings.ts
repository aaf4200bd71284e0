import { basename } from 'node:path';
import { callerName } from '../callers/name.js';
import { addressText } from '../config/address.js';
import { readAuthorities, readCertificate } from '../config/certificates.js';
import type { Flags } from '../config/flags.js';
import type { CertificateFiles, ServiceSettings, Settings } from '../config/settings.js';
import { ConfigError } from '../exchange/errors.js';
import { serviceBase } from '../openstack/catalog-url.js';
import { discoverServices } from '../openstack/discovery.js';
import { createLinkRewriters } from '../openstack/link-targets.js';
import { serviceType, serviceTypeAt } from '../openstack/services.js';
import type { Listener } from '../proxy/listener.js';
import type { EnvironmentPlan } from './environment.js';
import type { Lead } from './environment-clouds.js';
import { systemAuthorities, textOf } from './system-authorities.js';
import type { Trust } from './wrap-settings.js';

export interface RunFacts {
  /** The settings of flags, environment and file, with these flags on top. */
  readonly load: (more: Flags) => Settings;
  readonly flags: Flags;
  readonly plan: EnvironmentPlan;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The command's program, as it was given. */
  readonly program: string;
}

export interface RunSettings {
  readonly settings: Settings;
  /** For people: endpoints that the command was given and that are not traced, each with the reason. */
  readonly untraced: readonly string[];
}

/**
 * The settings of `run`: one listener on a free port, and the services of the command's cloud unless some were
 * given. The services are trusted as the command would trust them.
 */
export function runSettings({ load, flags, plan, program, env }: RunFacts): RunSettings {
  const loaded = load({});
  const given = loaded.services.length > 0;
  const base = given ? loaded : load({ service: `keystone=${keystoneUrl(plan)}` });
  const from = callerName(typeof flags.name === 'string' ? flags.name : basename(program));
  // One of a config file or of the environment is that of the proxy there.
  const certificate =
    flags['tls-cert'] === undefined
      ? null
      : (load({ listen: '127.0.0.1:0' }).listeners[0]?.certificate ?? null);
  const own = { host: '127.0.0.1', port: 0, from, service: null, certificate };
  const trust = {
    ca: caOf(plan, env),
    insecure: plan.insecure,
    clientCertificate: clientCertificateOf(plan),
  };
  const services = base.services.map((service) => trusted(withRoot(service, given), trust));
  const { more, untraced } = overrideServices(plan, services, trust);
  const all = [...services, ...more];
  const settings = {
    ...base,
    services: all,
    listeners:
      flags.listen === undefined
        ? [own]
        : base.listeners.map((listener) => ({ ...listener, from, certificate })),
    // That of a config file is where its proxy is, not this one.
    publicUrl: flags['public-url'] === undefined ? null : base.publicUrl,
    // What the command does is the story here; the program's own log keeps to what went wrong.
    logLevel: base.logLevel === 'info' ? ('error' as const) : base.logLevel,
  };
  if (given) return { settings, untraced };
  const hosts = all.map(({ url }) => new URL(url).hostname);
  const discoverHosts = [...new Set([...base.discoverHosts, ...hosts])];
  return { settings: { ...settings, discover: flags.discover !== false, discoverHosts }, untraced };
}

/** Where the command's Keystone begins. Throws a ConfigError that says why it is not known. */
function keystoneUrl({ authUrl, problem }: EnvironmentPlan): string {
  if (authUrl === null) throw new ConfigError(problem ?? 'No cloud to trace: set OS_AUTH_URL.');
  const base = serviceBase(authUrl);
  if (base === null) throw new ConfigError(`OS_AUTH_URL: expected an http or https URL, got ${authUrl}`);
  return base;
}

/** A Keystone that is all of its host is mounted by its type, as devstack does. */
function withRoot(service: ServiceSettings, given: boolean): ServiceSettings {
  return given || new URL(service.url).pathname !== '/' ? service : { ...service, mount: '/identity' };
}

/**
 * The command's own file of authorities, as it is to be used by the proxy in its place: the one that is said, or that Python's
 * requests takes, or the system's. Throws a ConfigError.
 */
function caOf({ cacert }: EnvironmentPlan, env: RunFacts['env']): string | null {
  if (cacert === null) {
    const named = [env.REQUESTS_CA_BUNDLE, env.CURL_CA_BUNDLE].find((path) => path && textOf(path) !== null);
    return named ?? systemAuthorities();
  }
  const what = "the command's file of certificates (OS_CACERT, cacert)";
  readAuthorities(cacert, what);
  return cacert;
}

/** The command's own certificate, likewise. Throws a ConfigError. */
function clientCertificateOf({ clientCertificate }: EnvironmentPlan): CertificateFiles | null {
  const places = {
    cert: "the command's certificate (OS_CERT, cert)",
    key: "the command's key (OS_KEY, key)",
  };
  if (clientCertificate !== null) readCertificate(clientCertificate, places);
  return clientCertificate;
}

function trusted(service: ServiceSettings, { ca, insecure, clientCertificate }: Trust): ServiceSettings {
  return {
    ...service,
    ca: service.ca ?? ca,
    insecure: service.insecure || insecure,
    clientCertificate: service.clientCertificate ?? clientCertificate,
  };
}

/** Routes for the endpoints that the command does not take from the catalog. */
function overrideServices(
  { overrides }: EnvironmentPlan,
  services: readonly ServiceSettings[],
  trust: Trust,
): { readonly more: ServiceSettings[]; readonly untraced: string[] } {
  const catalog = Object.entries(overrides).map(([name, url]) => {
    // `OS_ENDPOINT` is for whatever service is called.
    const path = URL.canParse(url) ? new URL(url).pathname : '';
    const type = serviceType(name) ?? (name === '' ? serviceTypeAt('', path) : name.replaceAll('_', '-'));
    return { type: type ?? 'service', name: '', endpoints: [{ interface: 'public', url, region: null }] };
  });
  // Whoever sets an endpoint by hand has named its host.
  const found = discoverServices(catalog, services, { allowedHosts: () => true });
  return {
    more: found.services.map((service) => ({ ...service, ...trust, serverName: null, preserveHost: false })),
    untraced: found.refused.map(
      ({ url, reason }) => `${url}, which the command is told to call, is not traced: ${reason}`,
    ),
  };
}

/** Leads a service's URL to the proxy, by the host that is given: that of the listener's address unless it has a certificate for another. */
export function leadTo(
  services: readonly ServiceSettings[],
  { place, settings }: Listener,
  host: string | null,
): Lead {
  const listener = { host: place.host, port: place.port, scheme: place.scheme, service: settings.service };
  const rewriter = createLinkRewriters(services, [listener]).forEntrance({
    host: host === null ? undefined : addressText({ host, port: place.port }),
    listener,
  });
  return (url) => (/^https?:\/\//i.test(url) ? rewriter.rewriteHeaderValue(url) : url);
}
