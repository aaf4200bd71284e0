/**
 * Why a value does not fit, without where it stands: `expected a port ...`. Thrown by the readers of
 * single values; whoever knows the file, the flag or the variable makes a ConfigError of it.
 */
export class Unfit extends Error {
  override readonly name = 'Unfit';
}

/** A value as it is shown in a message: short, on one line, without a URL's password. */
export function shown(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  if (typeof value !== 'string') return String(value);
  const text = value.replace(/\/\/[^/]*@/, '//***@');
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text);
}

/** Throws an Unfit `expected X, got Y`. */
export function unfit(expected: string, value: unknown): never {
  throw new Unfit(`expected ${expected}, got ${shown(value)}`);
}
