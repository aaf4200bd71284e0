import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../shared.js';

/**
 * Path of a file that test/certificates/make.sh made: `authority` signed `server` (localhost, 127.0.0.1), `elsewhere`
 * (cloud.example), `expired` and `client`; `stranger`, whom nobody trusts, signed `untrusted` and `strange-client`. Keys
 * are `server-key` and so on, `encrypted-key` is the server's with a passphrase.
 */
export function certificateFile(name: string): string {
  return join(ROOT, 'test/certificates', `${name}.pem`);
}

const read = (name: string) => readFileSync(certificateFile(name), 'utf8');

/** The authority, and a certificate of it for localhost and 127.0.0.1 with its key. */
export const AUTHORITY = read('authority');
export const CERTIFICATE = read('server');
export const KEY = read('server-key');
