import { cover, formSecretKind, type Secrets } from './secrets.js';

/** Percent-decoded; where it is no valid coding, as it is. */
function decoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** As a form or query writes it: `+` is a space (WHATWG URL, 5.1). */
function decodedField(text: string): string {
  return decoded(text.includes('+') ? text.replaceAll('+', ' ') : text);
}

function hiddenFields(text: string): string {
  return text.replace(/[^&;]+/g, (field) => {
    const equals = field.indexOf('=');
    const kind = equals < 0 ? null : formSecretKind(decodedField(field.slice(0, equals)).trim());
    return kind === null
      ? field
      : field.slice(0, equals + 1) + cover(kind, decodedField(field.slice(equals + 1)));
  });
}

/** A body of type application/x-www-form-urlencoded as it may be shown. */
export function hiddenForm(text: string, secrets: Secrets = 'hash'): string {
  return secrets === 'plain' ? text : hiddenFields(text);
}

// user:password@ in front of a host; in JSON the slashes may be escaped.
const USERINFO = /(:(?:\\?\/){2}[^\s"'<>/?#@:\\]*:)([^\s"'<>/?#@]+)(?=@)/g;

// DELETE /v2.0/tokens/{token}, GET /os-console-auth-tokens/{token}; `revoked` lists those that ended.
const PATH_TOKEN = /(\/v2\.0\/tokens\/|\/os-console-auth-tokens\/)(?!revoked\b)([^\s"'<>/?#\\]+)/g;

// The name of a field in a query or fragment, also where that URL stands encoded in another's query (noVNC's
// `path=%3Ftoken%3D...`), or in JSON, where & may be \u0026. Of a value that is no secret nothing is taken, as
// more fields may be nested in it.
const FIELD = /([?&;#]|%3F|%26|\\u0026|\\u003f)([\w.-]{1,64})(=|%3D)/gi;
const VALUE = /(?:(?!\\u0026)[^\s"'<>&;#])+/iy;
const NESTED_VALUE = /(?:(?!\\u0026|%26|%23|%3B)[^\s"'<>&;#])+/iy;

function hiddenNestedFields(text: string): string {
  let shown = '';
  let from = 0;
  for (const field of text.matchAll(FIELD)) {
    const [start, , name, equals] = field as unknown as [string, string, string, string];
    const kind = formSecretKind(name);
    const at = field.index + start.length;
    if (kind === null || at < from) continue;
    const pattern = equals === '=' ? VALUE : NESTED_VALUE;
    pattern.lastIndex = at;
    const value = pattern.exec(text)?.[0];
    if (value === undefined) continue;
    shown += text.slice(from, at) + cover(kind, decodedField(value));
    from = at + value.length;
  }
  return from === 0 ? text : shown + text.slice(from);
}

/**
 * A text with every secret hidden that stands in a URL within it: tokens and passwords in queries, passwords
 * in front of a host, tokens in a path. All else is as it was.
 */
export function hiddenUrls(text: string): string {
  let shown = text;
  if (shown.includes('@')) {
    shown = shown.replace(USERINFO, (_, before: string, value: string) => before + cover('secret', value));
  }
  if (shown.includes('tokens/')) {
    shown = shown.replace(
      PATH_TOKEN,
      (_, before: string, value: string) => before + cover('token', decoded(value)),
    );
  }
  return shown.includes('=') || shown.includes('%3') ? hiddenNestedFields(shown) : shown;
}

/** A URL as it may be shown. */
export function hiddenUrl(url: string, secrets: Secrets = 'hash'): string {
  if (secrets === 'plain') return url;
  const query = url.indexOf('?');
  if (query < 0) return hiddenUrls(url);
  // The fields of the outer query by the rules of forms; what is nested in them as in any text.
  const hash = url.indexOf('#', query);
  const end = hash < 0 ? url.length : hash;
  return hiddenUrls(url.slice(0, query + 1) + hiddenFields(url.slice(query + 1, end)) + url.slice(end));
}

// PUT /v1/secrets/{id} and GET /v1/secrets/{id}/payload of Barbican: unless it is JSON, the body is the secret.
const SECRET_BODY = /\/v1\/secrets\/[^/?#]+(?:\/payload)?\/?(?:[?#]|$)/;

/** Whether a body that is not JSON is a secret from end to end at that URL. */
export function isSecretBody(url: string): boolean {
  return SECRET_BODY.test(url);
}
