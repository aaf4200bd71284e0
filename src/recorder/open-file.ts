import { closeSync, constants, fstatSync, lstatSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

// A pipe that nobody reads must not hold the thread up: it is refused (ENXIO).
const APPEND = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | (constants.O_NONBLOCK ?? 0);

/**
 * Opens a file for appending, made with mode 0600 in a folder made (0700) where there is none. Throws
 * Node's error.
 *
 * In a folder that everybody may write to, as /tmp, somebody else may have put a file of theirs at the path, so as to
 * read what we write, or a symbolic link, so that we write where they may not. Such a file or link is refused, as
 * Linux does with fs.protected_regular and fs.protected_symlinks. One of our own or of root's is meant: /dev/stdout
 * is a link too. In other folders whoever may put a file there is trusted.
 */
export function openForAppending(path: string): number {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const shared = (statSync(folder).mode & 0o002) !== 0;
  const there = lstatSync(path, { throwIfNoEntry: false });
  const isLink = there?.isSymbolicLink() === true;
  if (isLink && shared) refuseForeign('link', there.uid);
  // What was no link just now must not be one when it is opened.
  const fd = openSync(path, isLink ? APPEND : APPEND | (constants.O_NOFOLLOW ?? 0), 0o600);
  try {
    if (shared && !isLink) refuseForeign('file', fstatSync(fd).uid);
  } catch (error) {
    closeSync(fd);
    throw error;
  }
  return fd;
}

function refuseForeign(what: string, uid: number): void {
  const own = process.geteuid?.();
  if (own === undefined || uid === own || uid === 0) return;
  const message = `the ${what} there is another user's (uid ${uid}), in a folder that everybody may write to`;
  throw Object.assign(new Error(message), { code: 'EPERM' });
}

/** Why a file cannot be written, for people: without Node's code, and without the path, which they know. */
export function whyNotWritable({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'EACCES') return 'this user may not write there';
  if (code === 'ENXIO') return 'it is a pipe or a socket that nobody reads from';
  return /^[A-Z]\w+: (.*?)(?:, \w+(?: '.*')?)?$/s.exec(message)?.[1] ?? message;
}
