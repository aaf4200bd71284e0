import { BoundedMap } from '../exchange/bounded-map.js';
import { ownText } from '../exchange/own-text.js';
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
  readonly #onNew: ((variable: Variable) => void) | null;
  /** The name of each value, in the order of appearance. */
  readonly #names: BoundedMap<string, string>;
  /** How many values have got a name that was made from this one. */
  readonly #counts = new Map<string, number>();

  /**
   * @param known the table of a diagram that is to be continued; its names stay.
   * @param options `limit`: values that are remembered; the oldest are forgotten first, and would get another name.
   *   `onNew`: told of each name that is given.
   */
  constructor(
    known: Iterable<Variable> = [],
    options: { readonly limit?: number; readonly onNew?: (variable: Variable) => void } = {},
  ) {
    this.#names = new BoundedMap(options.limit ?? Number.POSITIVE_INFINITY);
    this.#onNew = options.onNew ?? null;
    for (const { name, value } of known) {
      if (!this.#names.has(value) && !this.#isTaken(name)) this.#keep(name, value);
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

  /** The names and their values, in the order of appearance. */
  table(): Variable[] {
    return [...this.#names].map(([value, name]) => ({ name, value }));
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
    } while (this.#isTaken(name));
    this.#keep(name, value);
    this.#onNew?.({ name, value });
    return name;
  }

  /** Names are counted by what they were made from: `id_2` is the second `id`, unless it is documented itself. */
  #isTaken(name: string): boolean {
    if (this.#counts.has(name)) return true;
    const [base, count] = partsOf(name);
    return count <= (this.#counts.get(base) ?? 0) && count > 1;
  }

  #keep(name: string, value: string): void {
    const [base, count] = partsOf(name);
    if (count === 1) this.#counts.set(name, Math.max(this.#counts.get(name) ?? 0, 1));
    else this.#counts.set(base, Math.max(this.#counts.get(base) ?? 0, count));
    // It is a part of a text with all of a request's head.
    this.#names.set(ownText(value), name);
  }
}

/** `image_id_2` was made from `image_id`, and is the second. */
function partsOf(name: string): [base: string, count: number] {
  const number = /^(.+)_([2-9]|[1-9]\d{1,8})$/.exec(name);
  return number === null ? [name, 1] : [number[1] as string, Number(number[2])];
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
