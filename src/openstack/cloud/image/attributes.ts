import { badRequest, forbidden, readOnly } from './errors.js';
import type { Image, ImageAttributes } from './image.js';
import { attributeSchema } from './schemas.js';
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

/** Whether Glance itself knows an attribute; the others, and those that the schema only names, are free properties. */
export function isBase(name: string): boolean {
  const schema = attributeSchema(name);
  return schema !== undefined && !('is_base' in schema);
}

/** Throws a 403 for what no caller may set. */
export function checkSettable(name: string): void {
  if (name === 'locations' || name.startsWith('os_glance_'))
    throw forbidden(`Attribute '${name}' is reserved.`);
  if (isBase(name) && !SETTABLE.has(name)) throw readOnly(name);
}

/** An image with a value set; checks the value, and throws a 400 where it does not fit. */
export function withValue(image: Image, name: string, value: unknown): Image {
  validateAttribute(name, value);
  if (name === 'tags') return { ...image, tags: [...new Set(value as string[])] };
  if (!isBase(name)) return { ...image, properties: { ...image.properties, [name]: value as string } };
  if ((name === 'min_ram' || name === 'min_disk') && (value as number) < 0)
    throw badRequest(`Invalid value '${value}' for parameter '${name}': Cannot be a negative value`);
  return { ...image, attributes: { ...image.attributes, [name]: value } as ImageAttributes };
}
