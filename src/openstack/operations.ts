import { remembering } from '../exchange/remembering.js';
import { OPERATIONS } from './operations-table.js';
import { findService } from './services.js';
import { PathTemplates, pathSegments, type TemplateMatch } from './templates.js';

/** One documented operation of the API reference. */
export interface Operation {
  /** Official service type: `image`. */
  readonly type: string;
  /** HTTP verb; `METHOD`: any. */
  readonly method: string;
  /** As documented, without its query: `/v2/images/{image_id}`. */
  readonly path: string;
  /** Query parameters that the documented path names; they tell apart operations of one path. */
  readonly query: readonly string[];
  readonly title: string;
  /** Where it is documented: the operation's place on its page, or the page where it has none of its own. null: nowhere. */
  readonly url: string | null;
}

/** The operations that fit a path, and the names of the path's variables. */
export interface OperationMatch extends TemplateMatch<Operation> {
  /** How many segments in front of the template are the service's mount: 1 for `/identity/v3/users`. */
  readonly mount: number;
}

const indexes = new Map<string, PathTemplates<Operation>>();

/** The service types that have documented operations. */
export const DOCUMENTED_TYPES: readonly string[] = Object.keys(OPERATIONS);

const slug = (title: string) =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** All documented operations of a service type, in the order of the reference; none where it has none. */
export function* operationsOf(type: string): Generator<Operation> {
  let page = '';
  for (const line of (OPERATIONS[type] ?? '').split('\n')) {
    if (line.startsWith('@')) page = line.slice(1);
    const [method, template, title] = line.slice(1).split('\t');
    if (method === undefined || template === undefined || title === undefined) continue;
    const [path, query] = template.split('?', 2) as [string, string | undefined];
    const anchor =
      type === 'key-manager' ? `#${slug(title)}` : `?expanded=${slug(title)}-detail#${slug(title)}`;
    yield {
      type,
      method,
      path,
      query: query === undefined ? [] : query.split('&').map((pair) => pair.replace(/=.*|[{}]/g, '')),
      title,
      url: page === '' ? null : line.startsWith('-') ? page : page + anchor,
    };
  }
}

/** The forms in which a documented path occurs in the field. */
function variants(type: string, path: string): string[] {
  switch (type) {
    case 'compute':
      // Relative to the service's URL, but for the two version documents; project ids were part of that URL once.
      if (path === '/' || path.startsWith('/{api_version}')) return [path];
      return [
        path,
        ...['/v2.1', '/v2'].flatMap((version) => [version + path, `${version}/{project_id}${path}`]),
      ];
    case 'block-storage':
      // The project id may be left out since microversion 3.67.
      return [path, path.replace(/^\/v3\/\{(?:admin_)?project_id\}(?=\/)/, '/v3')];
    case 'shared-file-system': {
      // The project id was required before microversion 2.60.
      const rest = path.replace(/^\/v2(?:\/\{project_id\})?(?=\/)/, '');
      return rest === path
        ? [path]
        : [path, `/v2${rest}`, `/v2/{project_id}${rest}`, `/v1/{project_id}${rest}`];
    }
    default:
      return [path];
  }
}

function indexOf(type: string): PathTemplates<Operation> {
  const known = indexes.get(type);
  if (known) return known;
  const index = new PathTemplates<Operation>();
  for (const operation of operationsOf(type)) {
    for (const path of new Set(variants(type, operation.path))) index.add(path, operation);
  }
  indexes.set(type, index);
  return index;
}

/** Whether the operation is documented for the method; HEAD is answered wherever GET is. */
function takes(operation: Operation, method: string): boolean {
  return (
    operation.method === method ||
    operation.method === 'METHOD' ||
    (method === 'HEAD' && operation.method === 'GET')
  );
}

/** Of several operations on one path, those documented for the very method, where there are such. */
function closest(values: readonly Operation[], method: string): readonly Operation[] {
  const exact = values.filter((operation) => operation.method === method);
  return exact.length > 0 ? exact : values;
}

/**
 * The documented operations that fit method and path. `type` is an official service type, `path` what
 * stands behind the service's mount (`/v3/users`), with or without a query and a slash at its end.
 * Several: they are told apart by the request's body (see `chooseOperation`).
 */
export function findOperations(type: string, method: string, path: string): readonly Operation[] {
  const found = indexOf(type).match(pathSegments(path), (operation) => takes(operation, method));
  return found ? closest(found.values, method) : [];
}

/** Segments in front of a path that can be a mount: `/api/identity/v3` has two. */
const LONGEST_MOUNT = 3;

/**
 * Like `findOperations`, for the path of a whole URL, where nobody said how much of it is the mount
 * (`/identity/v3/users`, `/v3/users`). Where no operation fits the method, one of another method
 * on the same path still names its variables; `values` is empty then. null: no template fits.
 */
export function matchPath(type: string, method: string, path: string): OperationMatch | null {
  return matchedCall(`${type} ${method} ${path}`);
}

const matchedCall = remembering((call): OperationMatch | null => {
  const [type = '', method = ''] = call.split(' ', 2);
  const path = call.slice(type.length + method.length + 2);
  const index = indexOf(type);
  const segments = pathSegments(path);
  for (const accept of [(operation: Operation) => takes(operation, method), () => true]) {
    for (let mount = 0; mount <= Math.min(LONGEST_MOUNT, segments.length); mount++) {
      // A lone word in front of nothing is a mount only if it is a known one: /healthcheck is not.
      if (mount > 0 && mount === segments.length && findService(segments[mount - 1] ?? '')?.type !== type)
        continue;
      const found = index.match(segments.slice(mount), accept);
      if (!found) continue;
      const values = found.values.filter((operation) => takes(operation, method));
      return { values: closest(values, method), segments: found.segments, mount };
    }
  }
  return null;
});
