import { ConfigError } from '../exchange/errors.js';
import { checkLayer, type Layer } from './layer.js';
import { fromText, WRITTEN_SETTINGS } from './setting-text.js';
import { suggestion } from './suggest.js';
import { Unfit } from './unfit.js';

const PREFIX = 'REQUESTSHOOK_';

/** Each variable's key in the config, and how its text is read. */
const VARIABLES = Object.entries(WRITTEN_SETTINGS).map(
  ([option, [path, kind]]) => [PREFIX + option.toUpperCase().replaceAll('-', '_'), path, kind] as const,
);

/** Path of the config file, where `--config` does not say. */
export const CONFIG_VARIABLE = 'REQUESTSHOOK_CONFIG';

/** Names of the variables that are settings. */
export const VARIABLE_NAMES: readonly string[] = [CONFIG_VARIABLE, ...VARIABLES.map(([name]) => name)];

export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment as a source of settings; an empty variable counts as not given. Throws a ConfigError. */
export function environmentLayer(env: Environment, folder: string): Layer {
  const raw: Record<string, unknown> = {};
  const timeouts: Record<string, unknown> = {};
  const names = new Map<string, string>();
  for (const [variable, path, kind] of VARIABLES) {
    const text = env[variable];
    names.set(path, variable);
    if (text === undefined || text === '') continue;
    const [key, inner] = path.split('.') as [string, string?];
    try {
      if (inner === undefined) raw[key] = fromText(text, kind);
      else timeouts[inner] = fromText(text, kind);
    } catch (error) {
      if (!(error instanceof Unfit)) throw error;
      throw new ConfigError(`${variable}: ${error.message}`);
    }
  }
  if (Object.keys(timeouts).length > 0) raw.timeouts = timeouts;
  return checkLayer(raw, folder, ([key, inner]) => {
    if (key === 'services') return `REQUESTSHOOK_SERVICE${inner === undefined ? '' : ` ${String(inner)}`}`;
    return names.get(`${String(key)}.${String(inner)}`) ?? names.get(String(key)) ?? 'environment';
  });
}

/**
 * Variables that look like a misspelt setting, each with what was probably meant. They are no error: the
 * prefix belongs to others too (Kubernetes sets REQUESTSHOOK_PORT and its like beside a service of that name).
 */
export function misspeltVariables(env: Environment): { variable: string; meant: string }[] {
  return Object.keys(env).flatMap((variable) => {
    if (!variable.startsWith(PREFIX) || VARIABLE_NAMES.includes(variable)) return [];
    const meant = suggestion(variable, VARIABLE_NAMES);
    return meant === null ? [] : [{ variable, meant }];
  });
}
