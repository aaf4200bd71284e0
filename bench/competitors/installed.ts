import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Path of a program, null: it is not installed. Debian keeps some where a user's PATH does not look. */
export function programPath(name: string): string | null {
  for (const folder of [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin']) {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return join(folder, name);
    } catch {
      // The next one.
    }
  }
  return null;
}

/** Why something that needs a program is left out; null: the program is there. */
export function notInstalled(name: string): string | null {
  return programPath(name) === null ? `${name} is not installed (bench/install.sh installs it)` : null;
}
