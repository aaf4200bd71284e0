/**
 * The one list of what is secret in a trace, and what stands there instead. By default a token is shown
 * as OpenStack's own clients show it (keystoneauth1, session.py): `{SHA256}` and the digest, so that the
 * same token stays recognisable. Passwords and other secrets are `***`. What hides them where: headers
 * in secret-headers.ts, URLs and forms in secret-urls.ts, bodies in formats/body-secrets.ts.
 */
import { hash } from 'node:crypto';
import { remembering } from './remembering.js';

/** `hash`: tokens and secrets are hidden. `plain`: everything is written as it is. */
export type Secrets = 'hash' | 'plain';

/** A token is shown by its digest, a secret not at all. */
export type SecretKind = 'token' | 'secret';

// All names below are as `plainName` gives them: lower case, no separators, no digits at the end.

/** Ends of names whose value is a token, wherever they stand: headers, JSON keys, queries, forms. */
const TOKEN_ENDS = ['token', 'authreceipt'];

/** Tokens by their ending, but only a place in a list. */
const NO_TOKENS = new Set([
  'continuationtoken',
  'markertoken',
  'nextpagetoken',
  'nexttoken',
  'pagetoken',
  'paginationtoken',
  'previoustoken',
  'prevtoken',
  'starttoken',
  'synctoken',
]);

const TOKENS = new Set(['jwt']);

/** Ends of names whose value is a secret. */
const SECRET_ENDS = [
  'password',
  'passwd',
  'pswd',
  'passphrase',
  'secret',
  'privatekey',
  'secretkey',
  'secretaccesskey',
  'apikey',
  'authkey',
  'sharedkey',
  'sslkey',
  'fernetkey',
  'encryptedkey',
  'encryptionkey',
  'customerkey',
  'synckey',
  'tempurlkey',
  'secretuuid',
];

const SECRETS = new Set([
  'accesskey', // of a Manila share
  'adminpass',
  'blob', // of a Keystone credential: the EC2 secret or the TOTP seed in it
  'hmackey',
  'keyring',
  'newpass',
  'otp',
  'passcode',
  'payload', // of a Barbican secret
  'psk',
  'recoverycode',
  'signature', // of ec2tokens, s3tokens and Zaqar's signed URLs
  'tempurlsig',
  'userdata', // cloud-init's, as a rule with passwords and keys; Base64, so nobody reads it in a trace
  'xamzsignature',
  'xgoogsignature',
  'xinstanceidsignature',
  'xstoragepass',
]);

/** Secret in a query or a form only; in JSON they mean something else (`code` of an error). */
const FORM_SECRETS = new Set([
  'assertion',
  'clientassertion',
  'code',
  'oauthsignature',
  'pass',
  'samlresponse',
  'sig',
]);

/** `OS-EXT-SRV-ATTR:user_data`, `adminPass`, `new_password2`: without namespace, separators, digits. */
function plainName(name: string): string {
  return name
    .slice(name.lastIndexOf(':') + 1)
    .toLowerCase()
    .replace(/[-_. ]/g, '')
    .replace(/\d+$/, '');
}

function kindOf(plain: string): SecretKind | null {
  if (SECRETS.has(plain)) return 'secret';
  if (TOKENS.has(plain)) return 'token';
  if (TOKEN_ENDS.some((end) => plain.endsWith(end))) return NO_TOKENS.has(plain) ? null : 'token';
  if (SECRET_ENDS.some((end) => plain.endsWith(end))) return 'secret';
  return null;
}

/** What the value of a header or JSON key of that name is; null: nothing to hide. */
export const secretKind: (name: string) => SecretKind | null = remembering((name) => kindOf(plainName(name)));

/** What the value of a query's or form's field of that name is; null: nothing to hide. */
export function formSecretKind(name: string): SecretKind | null {
  return secretKind(name) ?? (FORM_SECRETS.has(plainName(name)) ? 'secret' : null);
}

/**
 * The last three letters of every name that `secretKind` can take for a secret, lower case: a quick way
 * to tell that a key is none. Names that end in a digit are not covered by it.
 */
export const SECRET_NAME_TAILS: ReadonlySet<string> = new Set(
  [...TOKEN_ENDS, ...TOKENS, ...SECRET_ENDS, ...SECRETS].map((name) => name.slice(-3)),
);

const HIDDEN = /^(?:\*\*\*|\{SHA256\}[0-9a-f]{64})$/;

/** What is written in the place of a secret: `***`, or `{SHA256}` and the hex digest of the UTF-8 token. */
export function cover(kind: SecretKind, value: string): string {
  // Nothing to hide, or hidden already: a trace can be read and written again.
  if (value === '' || HIDDEN.test(value)) return value;
  if (kind === 'secret') return '***';
  return digest(value);
}

const digest = remembering((token) => `{SHA256}${hash('sha256', token)}`);
