import { ConfigError } from '../exchange/errors.js';
import { addressText } from './address.js';
import { ownCertificate, sharedCertificate } from './certificate-settings.js';
import { DEFAULT_LISTEN } from './defaults.js';
import type { Layer } from './layer.js';
import type { ReadFile } from './read-text.js';
import type { FoundService } from './services.js';
import type { ListenerSettings } from './settings.js';
import { unknownWord } from './suggest.js';
import type { KeyPath } from './yaml.js';

/**
 * All listeners: `listen` (the strongest source's), `listeners` (likewise), and those that services have of
 * their own. The default one is there where nothing else would reach some service. Throws a ConfigError where
 * two are at one address, or one is for a service that is not there. Certificates are tried unless `readFile` is null.
 */
export function listenerSettings(
  layers: readonly Layer[],
  services: readonly FoundService[],
  readFile: ReadFile | null,
): ListenerSettings[] {
  const certificate = sharedCertificate(layers, ['tlsCert', 'tlsKey'], readFile);
  const listeners: ListenerSettings[] = [];
  const taken = new Set<string>();
  const add = (listener: ListenerSettings, layer: Layer, path: KeyPath) => {
    const address = addressText(listener);
    if (listener.port !== 0 && taken.has(address)) {
      throw new ConfigError(`${layer.place(path)}: ${address} is listened on twice`);
    }
    taken.add(address);
    listeners.push(listener);
  };

  const shared = layers.findLast(({ config }) => config.listen !== undefined);
  shared?.config.listen?.forEach((address, i) => {
    add({ ...address, from: null, service: null, certificate }, shared, ['listen', i]);
  });

  const listed = layers.findLast(({ config }) => config.listeners !== undefined);
  listed?.config.listeners?.forEach((config, i) => {
    const { listen, from, service } = config;
    if (service !== undefined && !services.some(({ name }) => name === service)) {
      const known = services.map(({ name }) => name);
      const place = listed.place(['listeners', i, 'service']);
      throw new ConfigError(`${place}: ${unknownWord('service', service, known)}`);
    }
    const own = ownCertificate(listed, ['listeners', i], config, ['tlsCert', 'tlsKey'], readFile);
    const settings = { ...listen, from: from ?? null, service: service ?? null };
    add({ ...settings, certificate: own ?? certificate }, listed, ['listeners', i, 'listen']);
  });

  for (const { name, config, layer } of services) {
    if (config.listen === undefined) {
      if (config.from === undefined) continue;
      const place = layer.place(['services', name, 'from']);
      throw new ConfigError(
        `${place}: names the callers of the service's own listener; give it a listen too`,
      );
    }
    const settings = { ...config.listen, from: config.from ?? null, service: name };
    add({ ...settings, certificate }, layer, ['services', name, 'listen']);
  }

  const reached = (name: string) => listeners.some(({ service }) => service === null || service === name);
  const all = services.every(({ name }) => reached(name));
  if (listeners.length === 0 || !all) {
    if (taken.has(addressText(DEFAULT_LISTEN))) {
      const unreached = services.filter(({ name }) => !reached(name)).map(({ name }) => `"${name}"`);
      throw new ConfigError(
        `no listener leads to ${unreached.join(', ')}: give the shared one an address (listen), or each its own`,
      );
    }
    listeners.unshift({ ...DEFAULT_LISTEN, from: null, service: null, certificate });
  }
  return listeners;
}
