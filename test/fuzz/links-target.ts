import assert from 'node:assert/strict';
import fc from 'fast-check';
import { serviceBase } from '../../src/openstack/catalog-url.js';
import { createStraySearch } from '../../src/openstack/link-strays.js';
import { createLinkRewriter, type LinkTarget } from '../../src/openstack/links.js';
import { lexemes, parses, stringValues } from './json-lexemes.js';
import { mutated } from './mutations.js';
import { JSON_SEEDS, JSON_TOKENS } from './seeds.js';
import { target } from './target.js';

const TARGETS: readonly LinkTarget[] = [
  {
    url: 'http://10.0.0.5/identity',
    aliases: ['http://keystone.example:5000'],
    to: 'http://127.0.0.1:8500/identity',
  },
  { url: 'http://10.0.0.5/identity/v3/special', aliases: [], to: 'http://127.0.0.1:8500/special' },
  {
    url: 'https://glance.example:9292',
    aliases: ['http://10.0.0.5/image'],
    to: 'http://127.0.0.1:8500/image',
  },
];
const URLS = TARGETS.flatMap(({ url, aliases, to }) => [url, ...aliases].map((from) => ({ from, to })));

/** The service's URL that a link begins with, as it is spelt there, and what stands for it; null: none. */
function knownPart(link: string): { readonly length: number; readonly to: string } | null {
  const [, origin = '', rest = ''] = /^(https?:\/\/[^/?#]*)(.*)$/is.exec(link) ?? [];
  const plain = origin.toLowerCase().replace(/^(http:.*):80$|^(https:.*):443$/, '$1$2');
  const fitting = URLS.filter(({ from }) => {
    const path = from.slice(new URL(from).origin.length);
    return (
      new URL(from).origin === plain && rest.startsWith(path) && /^(?:[/?#]|$)/.test(rest.slice(path.length))
    );
  }).sort((a, b) => b.from.length - a.from.length)[0];
  if (fitting === undefined) return null;
  const path = fitting.from.slice(new URL(fitting.from).origin.length);
  return { length: origin.length + path.length, to: fitting.to };
}

/** Length of the piece of a JSON string that stands for so many characters, `\/` being one. */
function writtenLength(inside: string, characters: number): number {
  let at = 0;
  for (let i = 0; i < characters; i++) at += inside.startsWith('\\/', at) ? 2 : 1;
  return at;
}

function expectedText(text: string): string {
  let rest = text;
  for (const { text: string, at } of [...stringValues(lexemes(text))].reverse()) {
    const inside = string.slice(1, -1);
    const known = knownPart(inside.replaceAll('\\/', '/'));
    if (known === null) continue;
    const length = writtenLength(inside, known.length);
    const to = inside.slice(0, length).includes('\\') ? known.to.replaceAll('/', '\\/') : known.to;
    rest = rest.slice(0, at + 1) + to + rest.slice(at + 1 + length);
  }
  return rest;
}

const FOLLOWED = [
  'url',
  'publicURL',
  'internalURL',
  'adminURL',
  'self',
  'next',
  'prev',
  'previous',
  'first',
  'last',
];
const REFERENCES = ['secret_ref', 'container_ref', 'order_ref'];

/** Services nobody knows in the values of these keys. */
function strays(text: string, keys: readonly string[]): Set<string> {
  const found = new Set<string>();
  for (const { text: string, key } of stringValues(lexemes(text))) {
    const link = string.slice(1, -1).replaceAll('\\/', '/');
    if (key === null || !keys.includes(key) || !/^https?:\/\//i.test(link) || link.length > 2000) continue;
    const base = knownPart(link) === null ? serviceBase(link) : null;
    if (base !== null && !URLS.some(({ from }) => from.startsWith(`${base}/`))) found.add(base);
  }
  return found;
}

const rewriter = createLinkRewriter(TARGETS);
const search = createStraySearch(URLS.map(({ from }) => from));

function check(body: Buffer, asksBoth: boolean): void {
  const before = Buffer.from(body);
  // Whoever looks for strays does so first, and what was found is used again.
  const found = asksBoth ? search.inBody(body) : null;
  const rewritten = rewriter.rewriteBody(body);
  assert.deepEqual(body, before, 'the body itself is not touched');
  const text = body.toString('latin1');
  if (!parses(text)) return;
  const expected = expectedText(text);
  assert.equal(rewritten ?? text, expected);
  if (rewritten !== null) assert.ok(parses(expected), 'still JSON');
  if (found === null) return;
  const surely = strays(text, [...FOLLOWED, ...REFERENCES]);
  const perhaps = strays(text, [...FOLLOWED, ...REFERENCES, 'href']);
  const around = (base: string) => !URLS.some(({ from }) => base.startsWith(new URL(from).origin));
  for (const base of surely) assert.ok(found.includes(base), `${base} was not found`);
  for (const base of found.filter(around)) assert.ok(perhaps.has(base), `${base} is not there`);
}

/** The link rewriter and the search for links past the proxy. */
export const LINKS_TARGET = target(
  'links',
  'links are changed, and those that lead past the proxy found, as a slow reader does it',
  1500,
  fc.property(mutated(JSON_SEEDS, JSON_TOKENS), fc.boolean(), check),
);

const HEADER_SEEDS = [
  'http://10.0.0.5/identity/v3',
  '/v3/auth',
  '//10.0.0.5/identity',
  'https://glance.example:9292/v2',
];

/** The same in Location. */
export const LOCATION_TARGET = target(
  'location',
  'a Location leads where it did, through the proxy where that knows the service',
  500,
  fc.property(
    mutated(
      HEADER_SEEDS.map((text) => Buffer.from(text)),
      [
        '/',
        '//',
        '?',
        '#',
        ':80',
        '@',
        '[',
        'http://',
        'HTTP://',
        '10.0.0.5',
        '/identity',
        '/v3/special',
        '..',
      ],
    ),
    (bytes) => {
      const value = bytes.toString('latin1');
      const rewritten = rewriter.rewriteHeaderValue(value);
      const known = knownPart(value);
      assert.equal(rewritten, known === null ? value : known.to + value.slice(known.length));
      for (const { from } of URLS) assert.equal(typeof rewriter.rewriteHeaderValue(value, from), 'string');
      assert.ok(search.inHeaderValue(value) === null || known === null);
    },
  ),
);
