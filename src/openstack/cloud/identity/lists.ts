import type { Call } from '../call.js';
import type { Json } from '../python-json.js';

/** An entity of Keystone's, as JSON, with its id. */
export type Entity = { readonly [name: string]: Json };

/** An entity with the link to itself: `links.self`. */
export function linked(entity: Entity, collection: string, identityUrl: string): Entity {
  return { ...entity, links: { self: `${identityUrl}/v3/${collection}/${entity.id}` } };
}

/** The body of a list: the entities that the query lets through, and links that repeat the request. */
export function listView(call: Call, name: string, entities: readonly Entity[], identityUrl: string): Json {
  return {
    [name]: entities.filter((entity) => passes(entity, call.query)),
    links: { next: null, self: identityUrl + call.target, previous: null },
  };
}

/** Filters that name no attribute of the entity are ignored, as Keystone does. */
function passes(entity: Entity, query: URLSearchParams): boolean {
  for (const [filter, wanted] of query) {
    const [attribute = '', comparison] = filter.split('__');
    const member = Object.hasOwn(entity, attribute) ? entity[attribute] : undefined;
    if (member === undefined || (typeof member === 'object' && member !== null)) continue;
    if (!compares(member, comparison, wanted)) return false;
  }
  return true;
}

/** Keystone's comparisons stand behind the name, `name__startswith=de`; those with an i ignore the case. */
function compares(member: Json, comparison: string | undefined, wanted: string): boolean {
  // Everything but 0 and false is true: `?enabled`, `?enabled=1`.
  if (typeof member === 'boolean') return member === !/^(0|false)$/i.test(wanted);
  const value = String(member);
  switch (comparison) {
    case undefined:
      return value === wanted;
    case 'contains':
      return value.includes(wanted);
    case 'startswith':
      return value.startsWith(wanted);
    case 'endswith':
      return value.endsWith(wanted);
    case 'icontains':
    case 'istartswith':
    case 'iendswith':
      return compares(value.toLowerCase(), comparison.slice(1), wanted.toLowerCase());
    default:
      return true;
  }
}
