import { ConfigError } from '../exchange/errors.js';

/** Reads a whole UTF-8 file; throws as fs.readFileSync does. */
export type ReadFile = (path: string) => string;

const REASONS: Record<string, string> = {
  ENOENT: 'there is no such file',
  EACCES: 'no permission to read it',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is not a folder',
};

/** The text of a file. `what`: `the config file`, for the message. Throws a ConfigError, whose cause is the system's. */
export function readText(path: string, what: string, readFile: ReadFile): string {
  try {
    return readFile(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = REASONS[code ?? ''] ?? message;
    throw new ConfigError(`${what} ${path} can not be read: ${reason}`, { cause: error });
  }
}

/** Whether a file was not there, as while an editor replaces it. */
export function isMissingFile(error: unknown): boolean {
  const cause = error instanceof ConfigError ? error.cause : error;
  return (cause as NodeJS.ErrnoException | undefined)?.code === 'ENOENT';
}
