/** Whether a value and everything that it holds is frozen. */
export function isFrozen(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || value instanceof RegExp) return true;
  return Object.isFrozen(value) && Object.values(value).every(isFrozen);
}
