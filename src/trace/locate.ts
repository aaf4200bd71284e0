import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { TraceError } from '../exchange/errors.js';

/** Standard input, on the command line and in messages. */
export const STDIN = '-';

/**
 * Names of traces in a folder, what tells most first: the journal has times, sizes and outcomes; `log.md` is the
 * log of a published page. Rotated ones are taken where they are named only.
 */
const NAMES = ['journal.ndjson', 'requests.log', 'log.md'].flatMap((name) => [name, `${name}.gz`]);

/** What Node's error says, for people. */
export function fileError(path: string, error: unknown): TraceError {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
      return new TraceError(`${path}: no such file or folder`, { cause: error });
    case 'ENOTDIR':
      return new TraceError(`${path}: a part of the path is no folder`, { cause: error });
    case 'EACCES':
    case 'EPERM':
      return new TraceError(`${path}: this user may not read it`, { cause: error });
    default:
      return new TraceError(`${path}: ${message}`, { cause: error });
  }
}

/** The file to read for a path from the command line: itself, or the trace in a folder. Throws a TraceError. */
export function locateTrace(path: string): string {
  if (path === STDIN) return path;
  let names: string[];
  try {
    if (!statSync(path).isDirectory()) return path;
    names = readdirSync(path);
  } catch (error) {
    throw fileError(path, error);
  }
  const name = NAMES.find((candidate) => names.includes(candidate));
  if (name === undefined) {
    throw new TraceError(`${path}: no trace in this folder, neither journal.ndjson nor requests.log`);
  }
  return join(path, name);
}

/** The trace that the settings lead to: the journal where there is one, else the log. Throws a TraceError. */
export function locateConfigured({ log, dir }: { readonly log: string; readonly dir: string }): string {
  const journal = join(dir, 'journal.ndjson');
  for (const path of [journal, log]) {
    if (statSync(path, { throwIfNoEntry: false })?.isFile()) return path;
  }
  throw new TraceError(
    `no trace at ${journal} or ${log}: name one (a requests.log, a journal, or a folder with either)`,
  );
}
