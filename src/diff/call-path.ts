import { splitUrl } from '../formats/diagram.js';
import { isIdentifier } from '../openstack/identifiers.js';
import type { SegmentTemplate } from '../openstack/templates.js';
import { pathSegments } from '../openstack/templates.js';
import { matchCall } from '../openstack/variables.js';

/** A segment of a path. */
export interface PathSegment {
  readonly value: string;
  /** `{image_id}`, where the documented path has a name or the segment is an identifier; null: it is as it is. */
  readonly template: string | null;
}

/** Where a call goes, apart from what is another each time. */
export interface CallPath {
  /** `/v2/images/{image_id}/file`, behind the service's mount: what is the same in every cloud. */
  readonly template: string;
  readonly segments: readonly PathSegment[];
  readonly path: string;
  /** `?limit=20`, or ``. */
  readonly query: string;
}

/** How a segment of a template is written: `{region}:{floatingip_id}`. */
const segmentText = ({ names, literals }: SegmentTemplate) =>
  literals.map((literal, i) => literal + (i < names.length ? `{${names[i]}}` : '')).join('');

/** The path of a call by the documented operation that it is, or else with `{id}` in the place of identifiers. */
export function callPath(service: string, method: string, url: string): CallPath {
  const { path, query } = splitUrl(url);
  const found = matchCall(service, method, path);
  const mount = found?.mount ?? 0;
  const segments = pathSegments(path).map((value, i) => {
    const template = i < mount ? null : (found?.segments[i - mount] ?? null);
    if (template !== null) return { value, template: segmentText(template) };
    return { value, template: isIdentifier(value) ? '{id}' : null };
  });
  const texts = segments.slice(mount).map(({ value, template }) => template ?? value);
  return { template: `/${texts.join('/')}`, segments, path, query };
}

/** A path as people are shown it: with names for identifiers, and for what is another one in `other`. */
export function shownPath({ segments }: CallPath, other: CallPath | null): string {
  const texts = segments.map(({ value, template }, i) => {
    const isNamed = isIdentifier(value) || (other !== null && other.segments[i]?.value !== value);
    return isNamed && template !== null ? template : value;
  });
  return `/${texts.join('/')}`;
}

/** The fields of a query, by name; what stands in them is not decoded. */
export function queryFields(query: string): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  for (const field of query.slice(1).split('&')) {
    if (field === '') continue;
    const equals = field.indexOf('=');
    const name = equals < 0 ? field : field.slice(0, equals);
    const value = equals < 0 ? '' : field.slice(equals + 1);
    const known = fields.get(name);
    if (known === undefined) fields.set(name, [value]);
    else known.push(value);
  }
  return fields;
}
