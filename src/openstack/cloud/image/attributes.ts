import { badRequest, forbidden, readOnly } from './errors.js';
import type { Image, ImageAttributes } from './image.js';
import { IMAGE_ATTRIBUTES } from './schemas.js';
import { validateAttribute } from './validate.js';

/** Attributes that a caller may set; `id` at creation only. */
const SETTABLE = new Set<string>([
  'name',
  'visibility',
  'protected',
  'os_hidden',
  'owner',
  'container_format',
  'disk_format',
  'min_ram',
  'min_disk',
  'tags',
]);

/** In the schema, but no more than names for free properties. */
const isFree = (name: string) => IMAGE_ATTRIBUTES[name] === undefined || 'is_base' in IMAGE_ATTRIBUTES[name];

/** Whether Glance itself knows an attribute; the others are free properties. */
export function isBase(name: string): boolean {
  return !isFree(name);
}

/** Throws a 403 for what no caller may set. */
export function checkSettable(name: string): void {
  if (name === 'locations') throw forbidden(`Attribute '${name}' is reserved.`);
  if (name.startsWith('os_glance_')) throw forbidden(`Attribute '${name}' is reserved.`);
  if (isBase(name) && !SETTABLE.has(name)) throw readOnly(name);
}

/** An image with a value set; checks the value, and throws a 400 where it does not fit. */
export function withValue(image: Image, name: string, value: unknown): Image {
  validateAttribute(name, value);
  if (name === 'tags') return { ...image, tags: [...new Set(value as string[])] };
  if (isFree(name)) return { ...image, properties: { ...image.properties, [name]: value as string } };
  if ((name === 'min_ram' || name === 'min_disk') && (value as number) < 0)
    throw badRequest(`Invalid value '${value}' for parameter '${name}': Cannot be a negative value`);
  return { ...image, attributes: { ...image.attributes, [name]: value } as ImageAttributes };
}
