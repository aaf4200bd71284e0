import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  type Node,
  parse,
  parseDocument,
  visit,
  YAMLMap,
} from 'yaml';

/** Leads a URL to the proxy; gives it back as it is where it belongs to no service of the proxy. */
export type Lead = (url: string) => string;

/** What of a cloud in `clouds.yaml` matters here. */
export interface Cloud {
  readonly authUrl: string | null;
  /** The profile in `clouds-public.yaml`, or of the client's own, that it rests on. */
  readonly profile: string | null;
  /** PEM file with the authorities to trust. */
  readonly cacert: string | null;
  /** PEM files with the certificate that it shows, and its key. */
  readonly cert: string | null;
  readonly key: string | null;
  /** The certificate is not verified. */
  readonly insecure: boolean;
  /** Endpoints that the catalog is not asked for, by type (`image`); `` is that of all services. */
  readonly overrides: Readonly<Record<string, string>>;
  /** `password`, `v3applicationcredential`, ...; null: it does not say. */
  readonly authType: string | null;
  /** What it authenticates with, by the client's names with `_` in them: `username`, `project_name`. */
  readonly auth: Readonly<Record<string, string>>;
}

/** Keys whose values are services' URLs: `auth_url`, `image_endpoint_override`, `endpoint`, ... */
const URL_KEY = /^auth[-_]url$|(?:^|[-_])endpoint(?:[-_]override)?$/;

type Values = Record<string, unknown>;

/**
 * The clouds of a `clouds.yaml` (or the profiles of a `clouds-public.yaml`) with `secure.yaml` merged over, by
 * name. Throws a `YAMLParseError` that names the line where one is no YAML.
 */
export function readClouds(text: string, secure: string | null = null): Map<string, Cloud> {
  const read = valuesOf(parseYaml(text));
  const over = secure === null ? {} : valuesOf(parseYaml(secure));
  const merged = merge(
    valuesOf(read.clouds ?? read['public-clouds']),
    valuesOf(over.clouds ?? over['public-clouds']),
  );
  return new Map(Object.entries(merged).map(([name, cloud]) => [name, cloudOf(valuesOf(cloud))]));
}

/** As Python's YAML reads it: version 1.1, with merge keys, the last of two equal keys. */
function parseYaml(text: string): unknown {
  return parse(text, { version: '1.1', merge: true, uniqueKeys: false, logLevel: 'error' });
}

function cloudOf(written: Values): Cloud {
  const cloud = underscored(written);
  const auth = underscored(valuesOf(cloud.auth));
  const overrides = Object.entries(cloud).flatMap(([key, url]) => {
    const type = /^(?:(.*)_)?endpoint(?:_override)?$/.exec(key);
    return type && typeof url === 'string' ? [[type[1] ?? '', url] as const] : [];
  });
  return {
    authUrl: textOf(auth.auth_url) ?? textOf(cloud.auth_url),
    profile: textOf(cloud.profile) ?? textOf(cloud.cloud),
    cacert: textOf(cloud.cacert),
    cert: textOf(cloud.cert),
    key: textOf(cloud.key),
    insecure: cloud.verify === false || isTrue(cloud.insecure),
    overrides: Object.fromEntries(overrides),
    authType: textOf(cloud.auth_type),
    auth: { ...textsOf(cloud), ...textsOf(auth) },
  };
}

/** The values that are texts, or numbers as the user could have quoted them (`password: 12345`). */
function textsOf(values: Values): Record<string, string> {
  const texts = Object.entries(values).map(([key, value]) => [
    key,
    typeof value === 'number' ? String(value) : textOf(value),
  ]);
  return Object.fromEntries(texts.filter(([, text]) => text !== null));
}

function underscored(values: Values): Values {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key.replaceAll('-', '_'), value]));
}

function merge(under: Values, over: Values): Values {
  const merged = { ...under };
  for (const [key, value] of Object.entries(over)) {
    merged[key] = isValues(value) && isValues(merged[key]) ? merge(valuesOf(merged[key]), value) : value;
  }
  return merged;
}

function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valuesOf(value: unknown): Values {
  return isValues(value) ? value : {};
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function isTrue(value: unknown): boolean {
  return value === true || (typeof value === 'string' && value.toLowerCase() === 'true');
}

/** What clouds get by their names. */
export interface CloudValues {
  /** A URL at the proxy, for those that have none of their own. */
  readonly authUrls?: ReadonlyMap<string, string>;
  /** Path of the file of authorities to trust. */
  readonly cacerts?: ReadonlyMap<string, string>;
}

/**
 * The text of a `clouds.yaml` or `secure.yaml` with each service's URL led to the proxy, and what clouds get beside. All else
 * stays as it is written, passwords that look like numbers and comments included. null: nothing to change.
 */
export function leadClouds(
  text: string,
  lead: Lead,
  { authUrls = new Map(), cacerts = new Map() }: CloudValues = {},
): string | null {
  // Without a schema all scalars are text, and plain ones stay plain.
  const document = parseDocument(text, {
    schema: 'failsafe',
    uniqueKeys: false,
  });
  let changed = false;
  visit(document, {
    Pair(_, pair) {
      if (!isScalar(pair.key) || !URL_KEY.test(String(pair.key.value))) return;
      const value = resolved(document, pair.value);
      if (!isScalar(value) || typeof value.value !== 'string') return;
      const led = lead(value.value);
      if (led === value.value) return;
      // In place, with its quotes and comment; what an alias names is changed for this key only.
      if (isScalar(pair.value)) pair.value.value = led;
      else pair.value = document.createNode(led);
      changed = true;
    },
  });
  const clouds = resolved(document, document.get('clouds', true));
  const ownCloud = (name: string) => (isMap(clouds) && clouds.has(name) ? own(document, clouds, name) : null);
  for (const [name, url] of authUrls) {
    const cloud = ownCloud(name);
    if (cloud === null) continue;
    own(document, cloud, 'auth').set('auth_url', url);
    changed = true;
  }
  for (const [name, path] of cacerts) {
    const cloud = ownCloud(name);
    if (cloud === null) continue;
    cloud.set('cacert', path);
    changed = true;
  }
  return changed ? document.toString({ lineWidth: 0 }) : null;
}

/** The map at `key`, for us to change: a copy where it is another's, by an alias or a merge key. */
function own(document: Document, parent: YAMLMap, key: string): YAMLMap {
  const value = parent.items.find((pair) => isScalar(pair.key) && pair.key.value === key)?.value ?? null;
  if (isMap(value)) return value;
  const shared = resolved(document, value) ?? merged(document, parent, key);
  const map = isMap(shared) ? (shared.clone() as YAMLMap) : new YAMLMap();
  visit(map, { Node: (_, node) => void (isAlias(node) || delete node.anchor) });
  parent.set(key, map);
  return map;
}

function merged(document: Document, parent: YAMLMap, key: string): Node | null {
  for (const pair of parent.items) {
    if (!isScalar(pair.key) || pair.key.value !== '<<') continue;
    const base = resolved(document, pair.value);
    const found = isMap(base) ? resolved(document, base.get(key, true)) : null;
    if (found) return found;
  }
  return null;
}

function resolved(document: Document, node: unknown): Node | null {
  return isAlias(node) ? (node.resolve(document) ?? null) : ((node as Node | null | undefined) ?? null);
}
