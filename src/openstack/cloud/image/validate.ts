import { badRequest } from './errors.js';
import { pythonRepr } from './python-repr.js';
import { type AttributeSchema, valueSchema } from './schemas.js';

/**
 * Checks a value that a caller gives for an attribute or property of an image. Throws a 400 that begins as
 * jsonschema's does; the excerpt of the schema that the real one prints below is left out.
 */
export function validateAttribute(name: string, value: unknown): void {
  const fault = faultOf(value, valueSchema(name));
  if (fault) throw badRequest(`Provided object does not match schema 'image': ${fault}`);
}

function faultOf(value: unknown, schema: AttributeSchema): string | null {
  const types = schema.type === undefined ? [] : [schema.type].flat();
  const shown = pythonRepr(value);
  if (types.length > 0 && !types.some((type) => isOfType(value, type)))
    return `${shown} is not of type ${types.map(pythonRepr).join(', ')}`;
  if (schema.enum && !schema.enum.includes(value as string | null))
    return `${shown} is not one of ${pythonRepr(schema.enum)}`;
  if (typeof value === 'string') {
    if (schema.maxLength !== undefined && [...value].length > schema.maxLength) return `${shown} is too long`;
    if (schema.pattern !== undefined && !new RegExp(schema.pattern).test(value))
      return `${shown} does not match ${pythonRepr(schema.pattern)}`;
  }
  if (Array.isArray(value) && schema.items)
    for (const item of value) {
      const fault = faultOf(item, schema.items);
      if (fault) return fault;
    }
  return null;
}

/** The other names of JSON Schema, string and boolean, are those of typeof. */
function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'integer':
      return Number.isInteger(value);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    default:
      return typeof value === type;
  }
}
