/** The variables of one segment: `{image_id}`, or `{region}:{floatingip_id}`. */
export interface SegmentTemplate {
  /** Groups 1, 2, ... are the values of `names`. */
  readonly pattern: RegExp;
  readonly names: readonly string[];
  /** What stands before, between and behind the values; one more than `names`. */
  readonly literals: readonly string[];
}

/** What a path was matched to. */
export interface TemplateMatch<T> {
  /** All values that were added with the same template shape, in the order in which they were added. */
  readonly values: readonly T[];
  /** One a segment of the path; null: a literal, no variable. */
  readonly segments: readonly (SegmentTemplate | null)[];
}

interface Route<T> {
  readonly segments: readonly (SegmentTemplate | null)[];
  readonly value: T;
}

interface Node<T> {
  readonly literals: Map<string, Node<T>>;
  /** Segments of which a variable is a part only, by their source. */
  readonly patterns: Map<string, { readonly template: SegmentTemplate; readonly next: Node<T> }>;
  parameter: Node<T> | null;
  /** Routes whose last variable takes all the segments that are left. */
  rest: Route<T>[];
  routes: Route<T>[];
}

const newNode = <T>(): Node<T> => ({
  literals: new Map(),
  patterns: new Map(),
  parameter: null,
  rest: [],
  routes: [],
});

const WHOLE = /^([^/]+)$/s;
const VERSION = /^(v\d+(?:\.\d+)?)$/;

const escapeRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Splits a template at its slashes, but not within braces: six of neutron's variables have one there. */
function templateSegments(template: string): string[] {
  return [...template.matchAll(/\/((?:\{[^}]*\}|[^/{])*)/g)].map((found) => found[1] as string);
}

function parseSegment(text: string): SegmentTemplate | null {
  const pieces = text.split(/\{([^}]*)\}/);
  if (pieces.length === 1) return null;
  const literals = pieces.filter((_, i) => i % 2 === 0);
  const names = pieces.filter((_, i) => i % 2 === 1);
  if (names.length === 1 && literals.every((literal) => literal === '')) {
    return { pattern: names[0] === 'api_version' ? VERSION : WHOLE, names, literals };
  }
  return { pattern: new RegExp(`^${literals.map(escapeRegExp).join('([^/]+?)')}$`), names, literals };
}

/** The segments of a path without its query; a slash at its end makes none. */
export function pathSegments(path: string): string[] {
  const query = path.indexOf('?');
  const segments = (query < 0 ? path : path.slice(0, query)).split('/');
  if (segments[0] === '') segments.shift();
  if (segments.at(-1) === '') segments.pop();
  return segments;
}

/**
 * A set of path templates. Where several fit, a literal wins over a variable, decided by the first
 * segment from the left in which they differ. A variable is one segment; `{object}` at the end of a
 * template is all that is left (names of swift's objects hold slashes).
 */
export class PathTemplates<T> {
  readonly #root: Node<T> = newNode();

  add(template: string, value: T): void {
    const texts = templateSegments(template);
    if (texts.at(-1) === '') texts.pop();
    const segments = texts.map(parseSegment);
    const route: Route<T> = { segments, value };
    let node = this.#root;
    for (const [i, text] of texts.entries()) {
      const variable = segments[i];
      if (text === '{object}' && i === texts.length - 1) {
        node.rest.push(route);
        return;
      }
      node = variable ? variableChild(node, text, variable) : literalChild(node, text);
    }
    node.routes.push(route);
  }

  /**
   * The best template for the path that has a value which `accept` takes; null: none has.
   * `segments` are those of `pathSegments`.
   */
  match(segments: readonly string[], accept: (value: T) => boolean): TemplateMatch<T> | null {
    return find(this.#root, segments, 0, accept);
  }
}

function literalChild<T>(node: Node<T>, text: string): Node<T> {
  const known = node.literals.get(text);
  if (known) return known;
  const made = newNode<T>();
  node.literals.set(text, made);
  return made;
}

function variableChild<T>(node: Node<T>, text: string, template: SegmentTemplate): Node<T> {
  if (template.pattern === WHOLE) {
    node.parameter ??= newNode();
    return node.parameter;
  }
  const key = text.replace(/\{(?!api_version)[^}]*\}/g, '{}');
  const known = node.patterns.get(key);
  if (known) return known.next;
  const next = newNode<T>();
  node.patterns.set(key, { template, next });
  return next;
}

function find<T>(
  node: Node<T>,
  path: readonly string[],
  at: number,
  accept: (value: T) => boolean,
): TemplateMatch<T> | null {
  const segment = path[at];
  if (segment === undefined) return chosen(node.routes, path.length, accept);
  const literal = node.literals.get(segment);
  const found = literal && find(literal, path, at + 1, accept);
  if (found) return found;
  for (const { template, next } of node.patterns.values()) {
    const fits = template.pattern.test(segment) && find(next, path, at + 1, accept);
    if (fits) return fits;
  }
  const single = segment !== '' && node.parameter && find(node.parameter, path, at + 1, accept);
  if (single) return single;
  return chosen(node.rest, path.length, accept);
}

function chosen<T>(
  routes: readonly Route<T>[],
  length: number,
  accept: (value: T) => boolean,
): TemplateMatch<T> | null {
  const fitting = routes.filter((route) => accept(route.value));
  const first = fitting[0];
  if (!first) return null;
  const segments = [...first.segments];
  while (segments.length < length) segments.push(segments.at(-1) ?? null);
  return { values: fitting.map((route) => route.value), segments };
}
