import { ConfigError } from '../exchange/errors.js';
import { KNOWN_KEYS, type PartialConfig, SCHEMA } from './schema.js';
import { unknownWord } from './suggest.js';
import { shown } from './unfit.js';
import type { KeyPath } from './yaml.js';

/** One source of settings: a file, the environment or the flags. */
export interface Layer {
  readonly config: PartialConfig;
  /** Folder that relative paths of this source start from. */
  readonly folder: string;
  /** Where a setting stands, to begin a message with: `proxy.yaml:3:7: log` or `--log`. */
  place(path: KeyPath, what?: 'key' | 'value'): string;
}

/**
 * Checks what a source says. A key without a value counts as not given. Throws a ConfigError about
 * the first thing that is wrong.
 */
export function checkLayer(raw: unknown, folder: string, place: Layer['place']): Layer {
  const result = SCHEMA.safeParse(withoutNothing(raw));
  if (result.success) return { config: result.data, folder, place };
  const issue = result.error.issues[0];
  const path = issue?.path ?? [];
  if (issue?.code === 'unrecognized_keys') {
    const key = issue.keys[0] as string;
    const known = KNOWN_KEYS[(path[0] ?? '') as keyof typeof KNOWN_KEYS] ?? KNOWN_KEYS[''];
    throw new ConfigError(`${place([...path, key], 'key')}: ${unknownWord('key', key, known)}`);
  }
  if (issue?.code === 'invalid_key') {
    const message = issue.issues[0]?.message ?? 'not a name';
    throw new ConfigError(`${place(path, 'key')}: ${message}`);
  }
  throw new ConfigError(`${place(path)}: ${explained(issue, valueAt(raw, path))}`);
}

function explained(issue: { code: string; message: string } | undefined, value: unknown): string {
  if (issue === undefined || issue.code === 'custom') return issue?.message ?? 'not understood';
  const expected = 'expected' in issue ? String(issue.expected) : '';
  const kind = { object: 'a mapping', record: 'a mapping', array: 'a list' }[expected] ?? expected;
  return `expected ${kind}, got ${shown(value)}`;
}

function valueAt(raw: unknown, path: KeyPath): unknown {
  let value = raw;
  for (const step of path) value = (value as Record<PropertyKey, unknown> | null | undefined)?.[step];
  return value;
}

/** Without the keys whose value is null, as `services:` with every line under it commented out. */
function withoutNothing(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const kept = Object.entries(value).filter(([, inner]) => inner !== null && inner !== undefined);
  return Object.fromEntries(kept);
}
