import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Path of a program in PATH, null: it is not installed. */
export function programPath(name: string): string | null {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return join(folder, name);
    } catch {
      // The next one.
    }
  }
  return null;
}

/** A test with a program that may not be installed; it is skipped then, and says so. */
export function testWithProgram(
  program: string,
  name: string,
  fn: jest.EmptyFunction | (() => Promise<void>),
  timeout?: number,
): void {
  if (programPath(program) !== null) test(name, fn, timeout);
  else test.skip(`${name} (skipped: ${program} is not installed)`, fn, timeout);
}
