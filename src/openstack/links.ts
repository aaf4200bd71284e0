import { canonicalUrl, linkPattern } from './link-pattern.js';
import { findLinks, forgetLinks } from './link-search.js';

/** A service, and where a caller reaches it through the proxy. */
export interface LinkTarget {
  /** The service's own URL, without a trailing slash. */
  readonly url: string;
  /** Other URLs by which the cloud names the same service. */
  readonly aliases: readonly string[];
  /** Its base at the proxy, without a trailing slash: `http://127.0.0.1:8500/identity`. */
  readonly to: string;
}

/** Turns the services' URLs into the proxy's, in answers on their way to a caller. */
export interface LinkRewriter {
  /**
   * The JSON text `body` with each string value that begins with a service's URL leading to the
   * proxy instead; no other byte differs. One character a byte, as Node writes such a text (`latin1`) in one piece
   * with the head of its answer. null: nothing to change.
   */
  rewriteBody(body: Uint8Array): string | null;
  /**
   * The value of a `Location` or `Content-Location` header, likewise; itself where nothing is to be
   * changed. `service`, the URL of the service that answered, is what a path alone (`/v3/`) is relative
   * to: it is changed where the service is mounted at another path than its own.
   */
  rewriteHeaderValue(value: string, service?: string): string;
}

/** A rewriter for `targets`. Of the URLs that a link begins with, the longest counts. */
export function createLinkRewriter(targets: readonly LinkTarget[]): LinkRewriter {
  const bases = new Map<string, string>();
  const urls = targets.flatMap(({ url, aliases }) => [url, ...aliases]);
  for (const { url, aliases, to } of targets) {
    for (const each of [url, ...aliases]) {
      const key = canonicalUrl(new URL(each).href);
      if (!bases.has(key)) bases.set(key, to);
    }
  }
  const known = new RegExp(linkPattern(urls, true), 'y');
  const header = new RegExp(`^${linkPattern(urls, false)}`);
  // The few spellings that a cloud uses need not be understood again for each link.
  const spellings = new Map<string, string>();
  const baseOf = (link: string) => {
    const known = spellings.get(link);
    if (known !== undefined) return known;
    const base = bases.get(canonicalUrl(link)) as string;
    if (spellings.size < 100) spellings.set(link, base);
    return base;
  };
  /** What stands for a link in JSON, with its slashes written as they were. */
  const inJson = (link: string) => {
    const base = baseOf(link);
    return link.includes('\\') ? base.replaceAll('/', '\\/') : base;
  };
  const rewriteUrl = (url: string) => url.replace(header, baseOf);

  return {
    rewriteBody(body) {
      const { json, values } = findLinks(body);
      forgetLinks();
      let rewritten = '';
      let done = 0;
      let link = '';
      let to = '';
      for (const { start } of values) {
        known.lastIndex = start;
        if (!known.test(json)) continue;
        const end = known.lastIndex;
        // Most links of an answer lead to the same service.
        if (end - start !== link.length || !json.startsWith(link, start)) {
          link = json.slice(start, end);
          to = inJson(link);
        }
        rewritten += json.slice(done, start) + to;
        done = end;
      }
      return done === 0 ? null : rewritten + json.slice(done);
    },

    rewriteHeaderValue(value, service) {
      if (!/^\/(?!\/)/.test(value)) return rewriteUrl(value);
      const home = service && bases.get(canonicalUrl(new URL(service).href));
      if (!service || !home) return value;
      const there = new URL(service).origin + value;
      const here = rewriteUrl(there);
      if (here === there) return value;
      const { origin } = new URL(home);
      const path = here.startsWith(origin) ? here.slice(origin.length) : null;
      if (path === null || !/^(?:[/?#]|$)/.test(path)) return here;
      return path.startsWith('/') ? path : `/${path}`;
    },
  };
}
