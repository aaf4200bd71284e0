import { readFileSync } from 'node:fs';
import { ConfigError } from '../exchange/errors.js';
import { pythonRegExp } from './python-regexp.js';
import { type ReadFile, readText } from './read-text.js';
import { suggestion } from './suggest.js';
import { shown, Unfit } from './unfit.js';
import { type KeyPath, type ParsedText, parseText } from './yaml.js';

/** A call, as filters look at it. */
export interface FilteredCall {
  readonly from: string;
  readonly to: string;
  readonly method: string;
  /** Absolute, at the service itself, query included. */
  readonly url: string;
}

/** Whether a call passes untraced and unmarked. */
export type CallFilter = (call: FilteredCall) => boolean;

/** What holds where nothing is to be filtered. */
export const NO_FILTERS: CallFilter = () => false;

/** The original's own: what a file without `mappings` or `filters` stands for. */
const DEFAULT_MAPPINGS: Record<string, string> = { '{uuid}': '([a-fA-F0-9-]+)' };
const PROVIDERS = '/placement/resource_providers';
const DEFAULT_FILTERS = [
  {
    from: 'nova-compute',
    to: 'placement-api',
    method: 'GET',
    urls: [
      PROVIDERS,
      ...['inventories', 'aggregates', 'allocations', 'traits'].map((part) => `${PROVIDERS}/{uuid}/${part}`),
    ],
  },
  { from: 'placement-api', to: 'keystone', urls: ['/identity/'] },
];

const FILTER_KEYS = ['from', 'to', 'method', 'urls'];

// A pattern that backtracks badly takes time by the length of what it is tried on; the file is its
// writer's, the URL is anybody's. Longer ones are tried up to here.
const URL_LIMIT = 8192;

/**
 * The filters of a should_not_hook.json: `{"filters": [{"from", "to", "method", "urls"}], "mappings": {...}}`,
 * a list of filters, or one alone. A call fits a filter where all that it gives fits: names and method without case,
 * one of the URL patterns (Python's regular expressions, found anywhere) after each mapping's key in it was
 * replaced. Without filters, or mappings, the original's default ones hold. Throws a ConfigError with file and line.
 */
export function compileFilters(text: string, file: string): CallFilter {
  // JSON's own way with duplicate keys, since the file was written for Python's reader.
  const parsed = parseText(text, file, { duplicates: true });
  const check = checker(parsed);
  const { filters, base, mappings } = topLevel(parsed.value, check);
  const tests = filters.map((filter, i) => compileFilter(filter, base(i), mappings, check));
  return (call) => tests.some((fits) => fits(call));
}

/** Reads and compiles a file. `what` names the setting, for the message when it can not be read. Throws a ConfigError. */
export function loadFilters(
  path: string,
  readFile: ReadFile = (name) => readFileSync(name, 'utf8'),
  what = 'filters',
): CallFilter {
  return compileFilters(readText(path, `${what}: the file`, readFile), path);
}

type Checker = ReturnType<typeof checker>;

function checker({ place, placeOfKey, name }: ParsedText) {
  const at = (path: KeyPath) => (path.length === 0 ? place(path) : `${place(path)}: ${name(path)}`);
  return {
    fail(path: KeyPath, message: string): never {
      throw new ConfigError(`${at(path)}: ${message}`);
    },
    mapping(value: unknown, path: KeyPath): Record<string, unknown> {
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
      return this.fail(path, `expected an object, got ${shown(value)}`);
    },
    list(value: unknown, path: KeyPath): unknown[] {
      return Array.isArray(value) ? value : this.fail(path, `expected a list, got ${shown(value)}`);
    },
    text(value: unknown, path: KeyPath): string {
      return typeof value === 'string' ? value : this.fail(path, `expected a text, got ${shown(value)}`);
    },
    /** Unknown keys are left alone, as the original does, but not slips: `url` would filter everything. */
    keys(value: Record<string, unknown>, known: readonly string[], path: KeyPath): void {
      for (const key of Object.keys(value)) {
        const meant = known.includes(key) ? null : suggestion(key, known);
        if (meant === null) continue;
        throw new ConfigError(
          `${placeOfKey([...path, key])}: unknown key "${key}"; did you mean "${meant}"?`,
        );
      }
    },
  };
}

function topLevel(value: unknown, check: Checker) {
  const given = Array.isArray(value) ? { filters: value } : check.mapping(value ?? {}, []);
  const single = !('filters' in given) && FILTER_KEYS.some((key) => key in given);
  if (!single) check.keys(given, ['filters', 'mappings'], []);
  const mappings = isNothing(given.mappings) ? DEFAULT_MAPPINGS : check.mapping(given.mappings, ['mappings']);
  const base = (i: number): KeyPath => (single ? [] : Array.isArray(value) ? [i] : ['filters', i]);
  if (single) {
    const { mappings: _, ...filter } = given;
    return { filters: [filter], base, mappings: mappingPairs(mappings, check) };
  }
  const listed = isNothing(given.filters) ? [] : oneOrMore(given.filters, check);
  const filters = listed.length > 0 ? listed : DEFAULT_FILTERS;
  return { filters, base, mappings: mappingPairs(mappings, check) };
}

function oneOrMore(value: unknown, check: Checker): unknown[] {
  return typeof value === 'object' && !Array.isArray(value) ? [value] : check.list(value, ['filters']);
}

function mappingPairs(mappings: Record<string, unknown>, check: Checker): [key: string, pattern: string][] {
  return Object.entries(mappings).map(([key, pattern]) => [key, check.text(pattern, ['mappings', key])]);
}

function compileFilter(
  value: unknown,
  path: KeyPath,
  mappings: readonly [string, string][],
  check: Checker,
): CallFilter {
  const filter = check.mapping(value, path);
  check.keys(filter, FILTER_KEYS, path);
  const word = (key: string) =>
    isNothing(filter[key]) ? null : check.text(filter[key], [...path, key]).toLowerCase();
  const [from, to, method] = [word('from'), word('to'), word('method')];
  const urls = isNothing(filter.urls)
    ? []
    : typeof filter.urls === 'string'
      ? [filter.urls]
      : check.list(filter.urls, [...path, 'urls']);
  const patterns = urls.map((url, i) => {
    const at = [...path, 'urls', i];
    return compilePattern(check.text(url, at), mappings, (message) => check.fail(at, message));
  });
  return (call) =>
    (from === null || from === call.from.toLowerCase()) &&
    (to === null || to === call.to.toLowerCase()) &&
    (method === null || method === call.method.toLowerCase()) &&
    (patterns.length === 0 || patterns.some((pattern) => pattern.test(call.url.slice(0, URL_LIMIT))));
}

function compilePattern(
  text: string,
  mappings: readonly [string, string][],
  fail: (message: string) => never,
): RegExp {
  let pattern = text;
  for (const [key, replacement] of mappings)
    if (key !== '') pattern = pattern.replaceAll(key, () => replacement);
  try {
    return pythonRegExp(pattern);
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    const mapped = pattern === text ? '' : ` (with its mappings: ${pattern})`;
    return fail(`the pattern ${text}${mapped}: ${error.message}`);
  }
}

/** What Python takes for false, of the kinds that can stand here. */
function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === false || value === 0) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
