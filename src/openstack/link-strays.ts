import { remembering, SHORT } from '../exchange/remembering.js';
import { serviceBase } from './catalog-url.js';
import { linkPattern } from './link-pattern.js';
import { findLinks, keyOfValue } from './link-search.js';

/**
 * The keys whose URLs a client calls: endpoints in catalogs (v3, and the three of v2.0), links in
 * version documents and resources, pages of lists, and Barbican's references. URLs elsewhere (an image's
 * homepage, a description) are text.
 */
const FOLLOWED = new Set([
  'url',
  'publicURL',
  'internalURL',
  'adminURL',
  'href',
  'self',
  'next',
  'prev',
  'previous',
  'first',
  'last',
  'secret_ref',
  'container_ref',
  'order_ref',
]);

/** Relations of links for people (IANA link relations, and OpenStack's own): documents, not calls. */
const FOR_PEOPLE = /"rel"\s*:\s*"(?:describedby|help|license|about|service-doc|documentation)"/;

/** A link's object is small: `rel` stands this near to `href`, in characters. */
const NEAR = 300;
/** No service's base is longer, in characters. */
const LONGEST = 2000;
/** Links past the proxy that are looked at in one answer; a list of more has the same few services. */
const ENOUGH = 1000;

/** Finds the links in answers that lead past the proxy. */
export interface StraySearch {
  /**
   * The services, each once, to which the JSON text `body` leads and which nobody knows: as
   * `serviceBase` has them, `http://10.0.0.5:8776/volume`, so that a thousand volumes are one. Where that
   * would name the whole host of a known service, the path's first segment is there as well. Only the
   * keys are looked at whose URLs a client calls; links for people (`"rel": "describedby"`) are left out.
   */
  inBody(body: Uint8Array): string[];
  /** Likewise for the value of a `Location` or `Content-Location` header; null: it leads nowhere unknown. */
  inHeaderValue(value: string): string | null;
}

/** A search for links to anywhere but `known`: the services' URLs and aliases, and the proxy's own. */
export function createStraySearch(known: readonly string[]): StraySearch {
  const isKnown = new RegExp(`^${linkPattern(known, false)}`);
  const isKnownInJson = new RegExp(linkPattern(known, true), 'y');
  // Glance behind /image has http://10.0.0.5/v2/images/... in its Location, which is not all of 10.0.0.5.
  // A catalog is the same in every token.
  const strayBase = remembering((url) => {
    const base = isKnown.test(url) ? null : serviceBase(url);
    const around = base !== null && known.some((each) => each.startsWith(`${base}/`));
    return around ? new URL(url).href.replace(/^([^/]*\/\/[^/]*\/[^/?#]*).*$/, '$1') : base;
  }, SHORT);

  return {
    inBody(body) {
      const { json, values } = findLinks(body);
      const found = new Set<string>();
      let strays = 0;
      for (const { start, end } of values) {
        isKnownInJson.lastIndex = start;
        if (isKnownInJson.test(json)) continue;
        const key = keyOfValue(json, start);
        if (key === null || !FOLLOWED.has(key) || (key === 'href' && isForPeople(json, start, end))) continue;
        const base = strayBase(json.slice(start, Math.min(end, start + LONGEST)).replaceAll('\\/', '/'));
        if (base !== null) found.add(base);
        if (++strays === ENOUGH) break;
      }
      return [...found];
    },
    inHeaderValue: (value) => (/^https?:\/\//i.test(value) ? strayBase(value) : null),
  };
}

function isForPeople(json: string, start: number, end: number): boolean {
  const before = json.slice(Math.max(0, start - NEAR), start);
  const after = json.slice(end, end + NEAR);
  const close = after.indexOf('}');
  return FOR_PEOPLE.test(
    before.slice(before.lastIndexOf('{') + 1) + after.slice(0, close < 0 ? NEAR : close),
  );
}

/** What led past the proxy so far. */
export interface StrayRegister {
  /** Whether `base` is new, and so to be told. Beyond the limit nothing is new any more. */
  add(base: string): boolean;
  /** In the order in which they came. */
  readonly all: readonly string[];
  /** Whether there were more than the limit, which are not in `all`. */
  readonly overflowed: boolean;
}

/** An empty register of at most `limit` services; answers are not ours, so it must not grow for ever. */
export function createStrayRegister({ limit = 200 }: { limit?: number } = {}): StrayRegister {
  const seen = new Set<string>();
  let overflowed = false;
  return {
    add(base) {
      if (seen.has(base)) return false;
      if (seen.size >= limit) {
        overflowed = true;
        return false;
      }
      seen.add(base);
      return true;
    },
    get all() {
      return [...seen];
    },
    get overflowed() {
      return overflowed;
    },
  };
}
