import { resolve } from 'node:path';
import { ConfigError } from '../exchange/errors.js';
import { serviceType } from '../openstack/services.js';
import { ownCertificate } from './certificate-settings.js';
import type { Layer } from './layer.js';
import type { ReadFile } from './read-text.js';
import type { ServiceConfig } from './schema.js';
import { defaultMount } from './service-url.js';
import type { CertificateFiles, ServiceSettings } from './settings.js';
import { shown } from './unfit.js';

/** A service as configured, and the source that says so. */
export interface FoundService {
  readonly name: string;
  readonly config: ServiceConfig;
  readonly layer: Layer;
}

/** What holds for every service that does not say otherwise. */
export interface ServiceDefaults {
  readonly ca: string | null;
  readonly insecure: boolean;
  readonly clientCertificate: CertificateFiles | null;
}

/** The services of all sources, the weakest source first: one of the same name is replaced as a whole. */
export function findServices(layers: readonly Layer[]): FoundService[] {
  const found = new Map<string, FoundService>();
  for (const layer of layers) {
    for (const [name, config] of Object.entries(layer.config.services ?? {})) {
      found.set(name, { name, config, layer });
    }
  }
  return [...found.values()];
}

/** The settings of each service. Throws a ConfigError where two are mounted on one prefix. Certificates are tried unless `readFile` is null. */
export function serviceSettings(
  found: readonly FoundService[],
  defaults: ServiceDefaults,
  readFile: ReadFile | null,
): ServiceSettings[] {
  const mounted = new Map<string, string>();
  return found.map(({ name, config, layer }) => {
    const mount = config.mount ?? defaultMount(name, config.url);
    const other = mounted.get(mount);
    if (other !== undefined) {
      const key = config.mount === undefined ? 'url' : 'mount';
      throw new ConfigError(
        `${layer.place(['services', name, key])}: ${shown(mount || '/')} is the prefix of the service ` +
          `"${other}" already; give one of them another mount`,
      );
    }
    mounted.set(mount, name);
    const at = ['services', name];
    for (const key of ['clientCert', 'serverName'] as const) {
      if (config[key] !== undefined && !config.url.startsWith('https:'))
        throw new ConfigError(
          `${layer.place([...at, key])}: is for a service behind https, and its URL is ${config.url}`,
        );
    }
    const own = ownCertificate(layer, at, config, ['clientCert', 'clientKey'], readFile);
    return {
      name,
      type: config.type ?? serviceType(name),
      url: config.url,
      aliases: config.aliases ?? [],
      mount,
      ca: config.ca === undefined ? defaults.ca : resolve(layer.folder, config.ca),
      insecure: config.insecure ?? defaults.insecure,
      clientCertificate: own ?? defaults.clientCertificate,
      serverName: config.serverName ?? null,
      preserveHost: config.preserveHost ?? false,
    };
  });
}
