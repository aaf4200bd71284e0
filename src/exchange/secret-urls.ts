import { cover, formSecretKind, type Secrets } from './secrets.js';

/** As a form or query writes it: `+` is a space (WHATWG URL, 5.1). Where it is no valid coding, as it is. */
function decoded(text: string): string {
  if (!/[%+]/.test(text)) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

function hiddenFields(text: string): string {
  return text.replace(/([^&;=]+)=([^&;]*)/g, (field, name: string, value: string) => {
    const kind = formSecretKind(decoded(name).trim());
    return kind === null ? field : `${name}=${cover(kind, decoded(value))}`;
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

// A field of a query (or fragment), also where the whole URL stands in another's query (noVNC's `path=%3Ftoken%3D`),
// or within JSON, where & may be \u0026.
const FIELD = /([?&;#]|%3F|%26|\\u0026|\\u003f)([\w.-]{1,64})(=|%3D)((?:(?!%26|%23|%3B)[^\s"'<>&;#\\])+)/gi;

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
  if (shown.includes('=') || shown.includes('%3')) {
    shown = shown.replace(FIELD, (field, mark: string, name: string, equals: string, value: string) => {
      const kind = formSecretKind(name);
      return kind === null ? field : mark + name + equals + cover(kind, decoded(value));
    });
  }
  return shown;
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
