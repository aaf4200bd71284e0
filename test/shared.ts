import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout; tests run from build/test. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');

const SHARED = process.env.REQUESTSHOOK_SHARED ?? join(ROOT, '../shared');

/** Path of a file of the reference data beside the checkout (real devstack traces, API operations). */
export function sharedFile(...parts: string[]): string {
  return join(SHARED, ...parts);
}

/** A test on the reference data; where that is not beside the checkout it is skipped, and says so. */
export function testWithShared(
  name: string,
  fn: jest.EmptyFunction | (() => Promise<void>),
  timeout?: number,
): void {
  if (existsSync(SHARED)) test(name, fn, timeout);
  else test.skip(`${name} (skipped: no reference data at ../shared)`, fn);
}
