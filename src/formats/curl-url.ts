import type { HiddenSecrets } from './curl-secrets.js';
import { shellText, shellWord } from './shell.js';

/** What curl sends as it is, once it is told to leave brackets and dots alone (RFC 3986, 2). */
const PLAIN_TARGET = /^[A-Za-z0-9\-._~:/?[\]@!$&'()*+,;=%{}]*$/;
const URL_PARTS = /^(https?):\/\/([A-Za-z0-9.\-_~%]+(?::\d+)?|\[[0-9A-Fa-f:.]+\](?::\d+)?)(\*$|[/?].*|)$/is;

/** Where a request goes, as curl is told. */
export interface CurlUrl {
  /** `10.0.0.5:9292` */
  readonly authority: string;
  readonly options: readonly string[];
}

/**
 * The options that make curl send a request to a URL with the very path and query that it has.
 *
 * @returns null: it is no URL that a request can be sent to.
 */
export function curlUrl(url: string, secrets: HiddenSecrets): CurlUrl | null {
  const parts = URL_PARTS.exec(url);
  if (parts === null) return null;
  const [, scheme = '', authority = '', target = ''] = parts;
  const options: string[] = [];
  // Where the service speaks HTTP/2 as well, curl would.
  if (scheme.toLowerCase() === 'https') options.push('--http1.1');
  const pieces = secrets.url(target);
  const isPlain = pieces.every((piece) => typeof piece !== 'string' || PLAIN_TARGET.test(piece));
  if (!isPlain || target === '*') {
    // A fragment would not be sent, a space refused, `*` looked up.
    options.push(`--request-target ${shellWord(target.startsWith('?') ? ['/', ...pieces] : pieces)}`);
    return { authority, options: [...options, shellText(`${scheme}://${authority}/`)] };
  }
  if (/[[\]{}]/.test(target) || authority.startsWith('[') || pieces.length > 1) options.push('-g');
  if (/\/\.{1,2}(?:[/?]|$)/.test(target)) options.push('--path-as-is');
  return { authority, options: [...options, shellWord([`${scheme}://${authority}`, ...pieces])] };
}
