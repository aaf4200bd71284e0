/** One service of a catalog. */
export interface CatalogEntry {
  /** `identity`, `volumev3`, ... */
  readonly type: string;
  /** What the operator called it: `keystone`; empty where it has no name. */
  readonly name: string;
  readonly endpoints: readonly CatalogEndpoint[];
}

export interface CatalogEndpoint {
  /** `public`, `internal` or `admin`. */
  readonly interface: string;
  readonly region: string | null;
  /** As it stands in the catalog, of this token's project: `http://10.0.0.5/volume/v3/3fb1...`. */
  readonly url: string;
}

/**
 * The catalog in an answer of Keystone: of `/v3/auth/tokens` (`token.catalog`), `/v3/auth/catalog`
 * (`catalog`) and `/v2.0/tokens` (`access.serviceCatalog`). null: there is none in it, or it is no JSON.
 * What of it is no service or no endpoint is left out.
 */
export function readCatalog(text: string): CatalogEntry[] | null {
  if (!text.includes('atalog"')) return null;
  const body = parse(text);
  const entries =
    member(body, 'catalog') ??
    member(member(body, 'token'), 'catalog') ??
    member(member(body, 'access'), 'serviceCatalog');
  if (!Array.isArray(entries)) return null;
  return entries.flatMap((entry: unknown) => {
    const type = member(entry, 'type');
    const name = member(entry, 'name');
    const endpoints = member(entry, 'endpoints');
    if (typeof type !== 'string' || !Array.isArray(endpoints)) return [];
    return [{ type, name: typeof name === 'string' ? name : '', endpoints: endpoints.flatMap(readEndpoint) }];
  });
}

/** One in v3; up to three, an interface each, in v2.0. */
function readEndpoint(endpoint: unknown): CatalogEndpoint[] {
  const region = member(endpoint, 'region') ?? member(endpoint, 'region_id');
  const found: [unknown, unknown][] = [
    [member(endpoint, 'interface'), member(endpoint, 'url')],
    ['public', member(endpoint, 'publicURL')],
    ['internal', member(endpoint, 'internalURL')],
    ['admin', member(endpoint, 'adminURL')],
  ];
  return found.flatMap(([side, url]) =>
    typeof side === 'string' && typeof url === 'string'
      ? [{ interface: side, region: typeof region === 'string' ? region : null, url }]
      : [],
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}
