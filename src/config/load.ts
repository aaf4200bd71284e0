import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ConfigError } from '../exchange/errors.js';
import { sharedCertificate } from './certificate-settings.js';
import { readAuthorities } from './certificates.js';
import { DEFAULTS } from './defaults.js';
import { CONFIG_VARIABLE, type Environment, environmentLayer } from './environment.js';
import { loadFilters } from './filters.js';
import { type Flags, flagsLayer } from './flags.js';
import { freeze } from './freeze.js';
import { checkLayer, type Layer } from './layer.js';
import { listenerSettings } from './listeners.js';
import { type ReadFile, readText } from './read-text.js';
import type { PartialConfig } from './schema.js';
import { findServices, serviceSettings } from './services.js';
import type { Settings } from './settings.js';
import { shown } from './unfit.js';
import { parseText } from './yaml.js';

/** Where settings come from. */
export interface SettingsSources {
  /** As yargs gives them, with SETTINGS_OPTIONS; others are left alone. */
  readonly flags: Flags;
  readonly env: Environment;
  /** Throws as fs.readFileSync does; that is the default. */
  readonly readFile?: ReadFile;
  /** Folder that relative paths of flags and variables start from; default: the working directory. */
  readonly folder?: string;
  /** Whether files that settings name (filters, certificates) are tried; default: yes. Who only reads traces may not see keys. */
  readonly triesFiles?: boolean;
}

/**
 * What the program runs with: a flag over the environment over the config file over the defaults. Relative
 * paths in the config file start from that file's folder. Throws a ConfigError that names the file and line, the flag or
 * the variable, and what was expected. That there is a service at all is not checked: not every command needs one.
 */
export function loadSettings(sources: SettingsSources): Settings {
  const { flags, env, readFile = (path) => readFileSync(path, 'utf8'), folder = process.cwd() } = sources;
  const tried = sources.triesFiles === false ? null : readFile;
  const config = configPath(flags, env);
  // The weakest first.
  const layers: Layer[] = [];
  if (config !== null) layers.push(fileLayer(config, resolve(folder, config), readFile));
  layers.push(environmentLayer(env, folder), flagsLayer(flags, folder));

  const last = <K extends keyof PartialConfig>(key: K) =>
    layers.findLast((layer) => layer.config[key] !== undefined);
  const value = <K extends keyof PartialConfig & keyof typeof DEFAULTS>(key: K) =>
    (last(key)?.config[key] ?? DEFAULTS[key]) as NonNullable<PartialConfig[K]> | (typeof DEFAULTS)[K];
  const file = <D>(key: 'ca' | 'log' | 'dir' | 'filters', otherwise: D): string | D => {
    const layer = last(key);
    return layer === undefined ? otherwise : resolve(layer.folder, layer.config[key] as string);
  };

  const found = findServices(layers);
  const insecure = last('insecure')?.config.insecure ?? false;
  const clientCertificate = sharedCertificate(layers, ['clientCert', 'clientKey'], tried);
  const services = serviceSettings(found, { ca: file('ca', null), insecure, clientCertificate }, tried);
  const settings: Settings = {
    config: config === null ? null : resolve(folder, config),
    listeners: listenerSettings(layers, found, tried),
    services,
    log: file('log', DEFAULTS.log),
    dir: file('dir', DEFAULTS.dir),
    files: last('files')?.config.files ?? DEFAULTS.files,
    secrets: value('secrets'),
    filters: file('filters', DEFAULTS.filters),
    enabled: value('enabled'),
    discover: value('discover'),
    discoverHosts: last('discoverHosts')?.config.discoverHosts ?? [
      ...new Set(services.map(({ url }) => new URL(url).hostname)),
    ],
    rewriteLinks: value('rewriteLinks'),
    publicUrl: value('publicUrl'),
    captureLimit: value('captureLimit'),
    digest: value('digest'),
    workers: value('workers'),
    callers: (last('callers')?.config.callers ?? DEFAULTS.callers).map((rule) => withoutUndefined(rule)),
    timeouts: Object.assign(
      { ...DEFAULTS.timeouts },
      ...layers.map(({ config }) => withoutUndefined(config.timeouts ?? {})),
    ),
    ui: value('ui'),
    logLevel: value('logLevel'),
  };
  if (tried !== null) tryFiles(settings, layers, tried);
  return freeze(settings);
}

/** Path of the config file as given, or null. */
function configPath(flags: Flags, env: Environment): string | null {
  const flag = flags.config;
  if (Array.isArray(flag)) throw new ConfigError('--config: given more than once');
  return (typeof flag === 'string' && flag) || env[CONFIG_VARIABLE] || null;
}

function fileLayer(name: string, path: string, readFile: ReadFile): Layer {
  const parsed = parseText(readText(path, 'the config file', readFile), name);
  const value = parsed.value ?? {};
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new ConfigError(
      `${parsed.place([])}: expected settings, one \`key: value\` a line, got ${shown(value)}`,
    );
  }
  return checkLayer(value, dirname(path), (keys, what = 'value') => {
    const place = what === 'key' ? parsed.placeOfKey(keys) : parsed.place(keys);
    return keys.length === 0 || what === 'key' ? place : `${place}: ${parsed.name(keys)}`;
  });
}

/** Files that are read later are tried now, when somebody is there to read the message. */
function tryFiles(settings: Settings, layers: readonly Layer[], readFile: ReadFile): void {
  if (settings.filters !== null) {
    const layer = layers.findLast(({ config }) => config.filters !== undefined) as Layer;
    loadFilters(settings.filters, readFile, layer.place(['filters']));
  }
  for (const { name, ca } of settings.services) {
    if (ca === null) continue;
    const own = layers.findLast(({ config }) => config.services?.[name] !== undefined);
    const place = own?.config.services?.[name]?.ca
      ? own.place(['services', name, 'ca'])
      : (layers.findLast(({ config }) => config.ca !== undefined)?.place(['ca']) ?? 'ca');
    readAuthorities(ca, place, readFile);
  }
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

function withoutUndefined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as Defined<T>;
}
