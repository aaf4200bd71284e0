import { STATUS_CODES } from 'node:http';

/**
 * The service's reason phrase, or the standard one where Node would refuse to write it and end the
 * process (4): it may hold tab, printable and obs-text characters (RFC 9112, 4).
 */
export function reasonPhrase(status: number, phrase: string | undefined): string {
  return phrase !== undefined && /^[\t\x20-\x7e\x80-\xff]*$/.test(phrase)
    ? phrase
    : (STATUS_CODES[status] ?? '');
}
