import { isIdentifier } from './identifiers.js';
import { DOCUMENTED_TYPES, matchPath, type OperationMatch } from './operations.js';
import { serviceTypeAt } from './services.js';
import type { SegmentTemplate } from './templates.js';

/** A name that stands for an identifier in a diagram: `image_id`, and the value it stands for. */
export interface Variable {
  readonly name: string;
  readonly value: string;
}

/**
 * Names for the identifiers in one diagram's paths. The names are those of the documented API
 * operations; a value keeps the first name it got, wherever it appears again. Another value of the same
 * name is `image_id_2`; an identifier that no documented operation names is `id`.
 */
export class VariableNames {
  readonly #names = new Map<string, string>();
  readonly #values = new Map<string, string>();
  /** How many values have got a name that was made from this one. */
  readonly #counts = new Map<string, number>();

  /** `known`: the table of a diagram that is to be continued; its names stay. */
  constructor(known: Iterable<Variable> = []) {
    for (const { name, value } of known) {
      if (!this.#names.has(value) && !this.#values.has(name)) this.#keep(name, value);
    }
  }

  /**
   * The path with names in braces for its identifiers: `/v2/images/{image_id}/file`. `service` is the name
   * of the service called, as in the trace (`glance-api`) or its type. A query is left as it is.
   */
  nameIdentifiers(service: string, method: string, path: string): string {
    const end = path.indexOf('?') < 0 ? path.length : path.indexOf('?');
    const segments = path.slice(0, end).split('/');
    // Parts of a segment count too: designate has `{region}:{floatingip_id}`.
    if (!segments.some((segment) => segment.split(/[:@]/).some(isIdentifier))) return path;
    const found = matchCall(service, method, path.slice(0, end));
    const leading = (segments[0] === '' ? 1 : 0) + (found?.mount ?? 0);
    const named = segments.map((segment, i) => this.#segment(segment, found?.segments[i - leading] ?? null));
    return named.join('/') + path.slice(end);
  }

  /** How many names there are. */
  get size(): number {
    return this.#values.size;
  }

  /** The names and their values, in the order of appearance. */
  table(): Variable[] {
    return [...this.#values].map(([name, value]) => ({ name, value }));
  }

  #segment(segment: string, template: SegmentTemplate | null): string {
    const values = template && template.names.length > 1 ? template.pattern.exec(segment)?.slice(1) : null;
    if (!template || !values) return this.#replace(segment, template?.names[0] ?? 'id');
    return template.literals
      .map((literal, i) => {
        const name = template.names[i];
        return name === undefined ? literal : literal + this.#replace(values[i] as string, name);
      })
      .join('');
  }

  #replace(value: string, name: string): string {
    return isIdentifier(value) ? `{${this.#names.get(value) ?? this.#newName(name, value)}}` : value;
  }

  #newName(documented: string, value: string): string {
    // Six of neutron's are `{tap_service_id/name}`: what stands there is an id.
    const base = documented.replace(/\/.*$/, '').replace(/[^A-Za-z0-9_-]/g, '_');
    let count = this.#counts.get(base) ?? 0;
    let name: string;
    do {
      count += 1;
      name = count === 1 ? base : `${base}_${count}`;
    } while (this.#values.has(name));
    this.#counts.set(base, count);
    this.#keep(name, value);
    return name;
  }

  #keep(name: string, value: string): void {
    this.#names.set(value, name);
    this.#values.set(name, value);
  }
}

/** The documented operation that a call is, by its service and path; null: none is known. */
export function matchCall(service: string, method: string, path: string): OperationMatch | null {
  const type = serviceTypeAt(service, path);
  if (type !== null) return matchPath(type, method, path);
  for (const candidate of DOCUMENTED_TYPES) {
    // Swift's templates would take any path below /v1.
    const found = candidate === 'object-store' ? null : matchPath(candidate, method, path);
    if (found && found.mount === 0 && found.values.length > 0) return found;
  }
  return /^\/v1\/[A-Z]+_/.test(path) ? matchPath('object-store', method, path) : null;
}
