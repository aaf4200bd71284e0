import type { HeaderLines } from './headers.js';
import { hiddenUrl } from './secret-urls.js';
import { cover, type Secrets, secretKind } from './secrets.js';

/** Schemes that stand alone in a first round, without credentials. */
const BARE_SCHEME = /^(?:basic|bearer|digest|negotiate|ntlm)$/i;

/** `Bearer {SHA256}...`, `Basic ***`: the scheme stays (RFC 9110, 11.4). */
function hiddenCredentials(value: string): string {
  const space = value.indexOf(' ');
  if (space < 0) return BARE_SCHEME.test(value) ? value : cover('secret', value);
  const kind = value.slice(0, space).toLowerCase() === 'bearer' ? 'token' : 'secret';
  return `${value.slice(0, space)} ${cover(kind, value.slice(space + 1).trim())}`;
}

/** `session=***`; a cookie without a name (RFC 6265bis, 5.6) is all value. */
function hiddenPair(pair: string): string {
  const start = pair.length - pair.trimStart().length;
  const equals = pair.indexOf('=');
  const valueAt = equals < 0 ? start : equals + 1;
  return pair.slice(0, valueAt) + cover('secret', pair.slice(valueAt));
}

/** The names stay, and the attributes of a Set-Cookie. */
function hiddenCookies(value: string): string {
  return value.split(';').map(hiddenPair).join(';');
}

function hiddenSetCookie(value: string): string {
  const end = value.indexOf(';');
  return end < 0 ? hiddenPair(value) : hiddenPair(value.slice(0, end)) + value.slice(end);
}

/**
 * The value of one header as it may be shown: tokens hashed, credentials and cookies hidden, and secrets
 * in URLs (Location, Referer). All else is as it was.
 */
export function hiddenHeader(name: string, value: string, secrets: Secrets = 'hash'): string {
  if (secrets === 'plain') return value;
  switch (name.length) {
    case 6:
      if (name.toLowerCase() === 'cookie') return hiddenCookies(value);
      break;
    case 10:
      if (name.toLowerCase() === 'set-cookie') return hiddenSetCookie(value);
      break;
    case 13:
      if (name.toLowerCase() === 'authorization') return hiddenCredentials(value);
      break;
    case 19:
      if (name.toLowerCase() === 'proxy-authorization') return hiddenCredentials(value);
  }
  const kind = secretKind(name);
  if (kind !== null) return cover(kind, value);
  return value.includes('/') ? hiddenUrl(value) : value;
}

/** Header lines as they may be shown; the same array where there is nothing to hide. */
export function hiddenHeaders(lines: HeaderLines, secrets: Secrets = 'hash'): HeaderLines {
  if (secrets === 'plain') return lines;
  let hidden: string[] | null = null;
  for (let i = 0; i + 1 < lines.length; i += 2) {
    const value = lines[i + 1] as string;
    const shown = hiddenHeader(lines[i] as string, value);
    if (shown === value) continue;
    hidden ??= [...lines];
    hidden[i + 1] = shown;
  }
  return hidden ?? lines;
}
