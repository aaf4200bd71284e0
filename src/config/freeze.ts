/** Freezes a value and what it holds, however deep; regular expressions stay as they are. */
export function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || value instanceof RegExp) return value;
  for (const inner of Object.values(value)) freeze(inner);
  return Object.freeze(value);
}
