/** The operations of one resource: its path, and a handler for each method. */
export interface Route<Handler> {
  /** `v2/images/{image}/tags/{tag}` */
  readonly path: string;
  readonly methods: { readonly [method: string]: Handler };
}

/** A route that fits a path, with what stands in the path's braces, in order. */
export interface RouteMatch<Handler> {
  readonly route: Route<Handler>;
  readonly values: readonly string[];
}

/** The first route that fits, or null. */
export function findRoute<Handler>(
  routes: readonly Route<Handler>[],
  segments: readonly string[],
): RouteMatch<Handler> | null {
  for (const route of routes) {
    const values = matchPath(route.path, segments);
    if (values) return { route, values };
  }
  return null;
}

function matchPath(path: string, segments: readonly string[]): string[] | null {
  const wanted = path.split('/');
  if (wanted.length !== segments.length) return null;
  const values: string[] = [];
  for (const [i, part] of wanted.entries()) {
    const segment = segments[i] as string;
    if (part.startsWith('{')) {
      if (segment === '') return null;
      values.push(segment);
    } else if (part !== segment) return null;
  }
  return values;
}
