interface Mounted {
  readonly url: string;
  readonly mount: string;
}

/** A new route that wants a mount. */
interface Newcomer {
  /** Its URL, without a trailing slash. */
  readonly base: string;
  readonly type: string;
  /** The interface of the endpoint: `public`, `internal`, `admin`. */
  readonly side: string;
}

/**
 * A path prefix that no route has: that of the URL, else (there is none, or it is not plain) the type; where
 * that is taken, the same as one segment, with the interface or a number behind it.
 */
export function freeMount({ base, type, side }: Newcomer, routes: readonly Mounted[]): string {
  const path = pathOf(base);
  const wanted = /^(?:\/[A-Za-z0-9._~-]+)+$/.test(path) ? path : `/${plain(type)}`;
  const other = `/${plain(wanted.slice(1))}`;
  const candidates = [wanted, other, ...(side === 'public' ? [] : [`${other}-${plain(side)}`])];
  const free = candidates.find((mount) => isFree(mount, base, routes));
  if (free !== undefined) return free;
  let number = 2;
  while (!isFree(`${other}-${number}`, base, routes)) number++;
  return `${other}-${number}`;
}

function plain(word: string): string {
  return word.toLowerCase().replace(/[^a-z0-9._~-]+/g, '-') || 'service';
}

/**
 * A mount below another one takes paths away from the service there, unless both services are mounted as they
 * stand on one host: then the service does not have those paths either. A mount at the root is meant to give way.
 */
function isFree(mount: string, base: string, routes: readonly Mounted[]): boolean {
  return routes.every((route) => {
    if (route.mount === mount) return false;
    if (route.mount === '') return true;
    const nested = `${mount}/`.startsWith(`${route.mount}/`) || `${route.mount}/`.startsWith(`${mount}/`);
    return (
      !nested ||
      (isAsItStands(mount, base) && isAsItStands(route.mount, route.url) && sameOrigin(route.url, base))
    );
  });
}

function isAsItStands(mount: string, url: string): boolean {
  return pathOf(url) === mount;
}

function pathOf(url: string): string {
  return new URL(url).pathname.replace(/\/+$/, '');
}

function sameOrigin(a: string, b: string): boolean {
  return new URL(a).origin === new URL(b).origin;
}
