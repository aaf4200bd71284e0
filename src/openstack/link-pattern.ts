/**
 * The source of a regular expression that fits the longest of `urls` that a link begins with. Scheme and
 * host in any case, the default port there or not (RFC 9110, 4.2.3), the path as it is; then a boundary
 * must come: a slash, `?`, `#`, or the end. In JSON (`json`) a slash may be written `\/` (RFC 8259, 7) and
 * the end is a quote. `urls` are absolute http and https URLs; throws `TypeError` on anything else.
 */
export function linkPattern(urls: readonly string[], json: boolean): string {
  const slash = json ? '\\\\?/' : '/';
  const boundary = json ? '(?=[/?#"]|\\\\/)' : '(?=[/?#]|$)';
  const paths = new Map<string, string[]>();
  for (const url of urls) {
    const { origin, pathname } = new URL(url);
    paths.set(origin, [...(paths.get(origin) ?? []), pathname.replace(/\/+$/, '')]);
  }
  const alternatives = [...paths].map(([origin, here]) => {
    const longestFirst = here.sort((a, b) => b.length - a.length).map(literal);
    return `${originPattern(origin)}(?:${longestFirst.join('|')})`.replaceAll('/', slash);
  });
  // No URLs, no match: an empty alternative would fit everything.
  return alternatives.length === 0 ? '(?!)' : `(?:${alternatives.join('|')})${boundary}`;
}

/** What all spellings of one URL that `linkPattern` fits have in common. */
export function canonicalUrl(spelling: string): string {
  const url = spelling.replaceAll('\\/', '/').replace(/\/+$/, '');
  const slash = url.indexOf('/', 'https://'.length);
  const origin = (slash < 0 ? url : url.slice(0, slash)).toLowerCase();
  const port = origin.startsWith('https:') ? ':443' : ':80';
  return (
    (origin.endsWith(port) ? origin.slice(0, -port.length) : origin) + (slash < 0 ? '' : url.slice(slash))
  );
}

function originPattern(origin: string): string {
  const port = /:\d+$/.test(origin) ? '' : origin.startsWith('https:') ? '(?::443)?' : '(?::80)?';
  return literal(origin).replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`) + port;
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
