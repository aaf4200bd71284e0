/**
 * The path and query of a request target, as sent. An absolute-form target (RFC 9112, 3.2.2) is cut
 * to its path: the proxy connects to configured services only, whatever authority it names. Nothing
 * is parsed as a URL, so nothing is normalised and nothing can be unparsable (http-proxy 1, 17).
 */
export function pathOfTarget(target: string): string {
  if (target.startsWith('/') || target === '*') return target;
  const absolute = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(target);
  const rest = absolute === null ? target : target.slice(absolute[0].length);
  return rest.startsWith('/') ? rest : `/${rest}`;
}
