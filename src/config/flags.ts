import { ConfigError } from '../exchange/errors.js';
import { checkLayer, type Layer } from './layer.js';
import { PROXY_OPTIONS } from './options.js';
import { fromText, type TextKind, WRITTEN_SETTINGS } from './setting-text.js';
import { Unfit, unfit } from './unfit.js';

export { PROXY_OPTIONS, SETTINGS_OPTIONS } from './options.js';

/** What yargs made of the command line. */
export type Flags = Readonly<Record<string, unknown>>;

/** The flags as a source of settings. Others than those of PROXY_OPTIONS are left alone. Throws a ConfigError. */
export function flagsLayer(flags: Flags, folder: string): Layer {
  const raw: Record<string, unknown> = {};
  const names = new Map<string, string>();
  for (const [option, [key, kind]] of Object.entries(WRITTEN_SETTINGS)) {
    if (!Object.hasOwn(PROXY_OPTIONS, option)) continue;
    const value = flags[option];
    names.set(key, `--${option}`);
    if (value === undefined) continue;
    try {
      raw[key] = fromFlag(value, kind);
    } catch (error) {
      if (!(error instanceof Unfit)) throw error;
      throw new ConfigError(`--${option}: ${error.message}`);
    }
  }
  return checkLayer(raw, folder, ([key, ...rest]) => {
    const flag = names.get(String(key)) ?? 'flags';
    return key === 'services' && rest[0] !== undefined ? `${flag} ${String(rest[0])}` : flag;
  });
}

function fromFlag(value: unknown, kind: TextKind): unknown {
  if (kind === 'list' || kind === 'services') return fromText([value].flat().join(','), kind);
  // yargs makes a list of an option that stands there twice.
  if (Array.isArray(value)) throw new Unfit('given more than once');
  return typeof value === 'string' ? fromText(value, kind) : (value ?? unfit('a value', value));
}
