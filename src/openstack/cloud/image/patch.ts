import { Refusal } from '../refusal.js';
import { asObject } from '../shape.js';
import { checkSettable, isBase, withValue } from './attributes.js';
import { badRequest, denied, forbidden } from './errors.js';
import type { Image } from './image.js';
import { validateAttribute } from './validate.js';

/** One change of an image; the path is the name of an attribute or property, unescaped. */
export type Change =
  | { readonly op: 'add' | 'replace'; readonly name: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly name: string };

const OPERATIONS = ['add', 'remove', 'replace'] as const;
const CHOICE = 'It must be one of the following: add, remove, replace.';

/** Glance's two formats of a patch; in the older one the operation is the name of the member with the path. */
export const PATCH_TYPES = [
  'application/openstack-images-v2.0-json-patch',
  'application/openstack-images-v2.1-json-patch',
] as const;

/**
 * Reads the body of a PATCH. Throws a Refusal: 400 for what is no such patch (RFC 6902, as far as Glance
 * goes), 403 for an attribute that nobody may change.
 */
export function readPatch(body: unknown, type: string): Change[] {
  if (!Array.isArray(body)) throw badRequest('Request body must be a JSON array of operation objects.');
  return body.map((entry) => readChange(entry, type === PATCH_TYPES[0]));
}

function readChange(entry: unknown, old: boolean): Change {
  const given = asObject(entry);
  if (!given) throw badRequest('Operations must be JSON objects.');
  const op = old ? OPERATIONS.find((name) => name in given) : given.op;
  if (op === undefined) throw badRequest(`Unable to find \`op\` in JSON Schema change. ${CHOICE}`);
  if (op !== 'add' && op !== 'remove' && op !== 'replace')
    throw badRequest(`Invalid operation: \`${String(op)}\`. ${CHOICE}`);
  const path = old ? given[op] : given.path;
  if (path === undefined) throw badRequest("Unable to find 'path' in JSON Schema change");
  const name = readPointer(String(path));
  checkSettable(name);
  if (op === 'remove') return { op, name };
  if (!('value' in given)) throw badRequest(`Operation "${op}" requires a member named "value".`);
  validateAttribute(name, given.value);
  return { op, name, value: given.value };
}

/** The name that a JSON pointer of one step leads to (RFC 6901); nothing of an image is deeper. */
function readPointer(pointer: string): string {
  if (!pointer.startsWith('/')) throw badRequest(`Pointer \`${pointer}\` does not start with "/".`);
  if (pointer.slice(1).includes('//')) throw badRequest(`Pointer \`${pointer}\` contains adjacent "/".`);
  if (pointer.length > 1 && pointer.endsWith('/')) throw badRequest(`Pointer \`${pointer}\` end with "/".`);
  if (/~(?![01])/.test(pointer))
    throw badRequest(`Pointer \`${pointer}\` contains "~" not part of a recognized escape sequence.`);
  if (pointer.slice(1).includes('/'))
    throw badRequest(`Invalid JSON pointer for this resource: '${pointer}'`);
  return pointer.slice(1).replaceAll('~1', '/').replaceAll('~0', '~');
}

/** The image after all changes; throws a Refusal, and nothing is changed, where one of them cannot be made. */
export function applyPatch(image: Image, changes: readonly Change[]): Image {
  return changes.reduce(applyChange, image);
}

function applyChange(image: Image, change: Change): Image {
  const { op, name } = change;
  if (op !== 'add' && !isBase(name) && !Object.hasOwn(image.properties, name))
    throw new Refusal(409, 'There was a conflict when trying to complete your request.', {
      detail: `Property ${name} does not exist.`,
    });
  if (op === 'remove') {
    if (isBase(name)) throw denied(`Property ${name} may not be removed.`);
    const { [name]: _removed, ...properties } = image.properties;
    return { ...image, properties };
  }
  const { status } = image.attributes;
  if ((name === 'disk_format' || name === 'container_format') && status !== 'queued')
    throw forbidden(`Attribute ${name} can be only replaced for a queued image.`);
  return withValue(image, name, change.value);
}
