const VERSION = /^v\d+(\.\d+)*((alpha|beta)\d*)?$/i;
/** 32 hex digits, UUIDs, Swift's accounts, and catalog templates: `$(project_id)s`, `%(tenant_id)s`. */
const PROJECT = /^(?:AUTH_.*|(?:AUTH_)?[$%]\(.*|[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/**
 * Where the service behind an endpoint or a link of it begins, without a trailing slash: the URL up to
 * its version or project, which differ from call to call. `http://h:8776/volume/v3/3fb1...` and
 * `http://h:8776/volume/v2` both give `http://h:8776/volume`. The scheme, host and port are normalised;
 * user, query and fragment are no part. null: not an absolute http or https URL.
 */
export function serviceBase(endpoint: string): string | null {
  const url = parsedUrl(endpoint);
  if (url === null) return null;
  const { protocol, origin, pathname } = url;
  if (protocol !== 'http:' && protocol !== 'https:') return null;
  const segments = pathname.split('/').slice(1);
  const end = segments.findIndex(
    (segment) => segment === '' || VERSION.test(segment) || PROJECT.test(segment),
  );
  return [origin, ...(end < 0 ? segments : segments.slice(0, end))].join('/');
}

/**
 * An absolute URL read; null: it is none. `URL.canParse` alone does not do for what strangers send: once it is optimized, Node
 * 20 takes a text's bytes for UTF-8 in it, and says yes to hosts that `new URL` then throws at.
 */
export function parsedUrl(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
