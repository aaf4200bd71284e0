import { lstatSync, readdirSync, readlinkSync, statSync } from 'node:fs';
import { basename } from 'node:path';

/** A process that writes to a file of ours. */
export interface OtherWriter {
  readonly pid: number;
  readonly path: string;
}

/**
 * Another program that runs on Node, as this one does, and has one of these files open for writing; null: none that
 * can be seen. It is looked up among the open files of all processes (Linux, `/proc`), so nothing is left behind that
 * could outlive a kill -9. Not seen are processes of other users, unless this one is root's, and those of other containers.
 */
export function otherWriter(paths: readonly string[]): OtherWriter | null {
  const files = new Map<string, string>();
  for (const path of paths) {
    const file = identityOf(path);
    if (file !== null) files.set(file, path);
  }
  for (const pid of entries('/proc')) {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid || !runsOnNode(pid)) continue;
    const folder = `/proc/${pid}/fd`;
    for (const fd of entries(folder)) {
      const path = files.get(writtenFile(`${folder}/${fd}`) ?? '');
      if (path !== undefined) return { pid: Number(pid), path };
    }
  }
  return null;
}

function runsOnNode(pid: string): boolean {
  const name = basename(process.execPath);
  try {
    return basename(readlinkSync(`/proc/${pid}/exe`)).startsWith(name);
  } catch {
    // It has ended, or is another user's.
    return false;
  }
}

/** A regular file that this descriptor of another process writes to. */
function writtenFile(link: string): string | null {
  try {
    // The rights of the link tell what the file was opened for.
    return (lstatSync(link).mode & 0o200) === 0 ? null : identityOf(link);
  } catch {
    return null;
  }
}

function identityOf(path: string): string | null {
  const file = statSync(path, { throwIfNoEntry: false });
  return file?.isFile() ? `${file.dev}:${file.ino}` : null;
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
