import { isIP } from 'node:net';
import { Unfit, unfit } from './unfit.js';

const EXPECTED = 'an http or https URL such as http://10.0.0.5/identity';

/** The URL of a service, without a trailing slash. Throws an Unfit that says which part is too much. */
export function readUrl(value: unknown): string {
  if (typeof value !== 'string' || !/^https?:\/\/[^/\s]/i.test(value) || /\s/.test(value))
    return unfit(EXPECTED, value);
  let url: URL;
  try {
    url = new URL(value);
  } catch {
    return unfit(EXPECTED, value);
  }
  const extra = url.username || url.password ? 'user or password' : partAfterPath(value);
  // The password is not repeated here: the message goes to terminals and logs.
  if (extra) throw new Unfit(`expected ${EXPECTED}, without a ${extra}`);
  return url.origin + url.pathname.replace(/\/+$/, '');
}

// By the text: URL drops a bare ? or #.
function partAfterPath(text: string): string | null {
  if (text.includes('#')) return 'fragment (#...)';
  return text.includes('?') ? 'query (?...)' : null;
}

/** A path prefix with a leading slash and no trailing one; `` stands for all paths. Throws an Unfit. */
export function readMount(value: unknown): string {
  const expected = 'a path prefix such as /identity, or / for all paths';
  if (typeof value !== 'string' || value === '') return unfit(expected, value);
  const path = `/${value}`.replace(/^\/+/, '/').replace(/\/+$/, '');
  if (!/^[\x21-\x7e]*$/.test(path) || /[?#\\]/.test(path)) unfit(expected, value);
  if (/\/(\/|\.{1,2}(\/|$))/.test(path)) unfit(expected, value);
  return path;
}

/** Where a service is mounted unless the config says so: at its URL's path, or `/NAME`. */
export function defaultMount(name: string, url: string): string {
  const path = new URL(url).pathname.replace(/\/+$/, '');
  return path === '' ? `/${name}` : path;
}

/** A host name for SNI, which has none of addresses (RFC 6066, 3). Throws an Unfit. */
export function readServerName(value: unknown): string {
  const fits = typeof value === 'string' && /^(?!-)[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/.test(value);
  if (!fits || isIP(value) !== 0) return unfit('a host name such as keystone.example.org', value);
  return value;
}
