import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { ConfigError } from '../exchange/errors.js';
import { parseState, renderState, type WrapState } from './state.js';

/** Where the state is where nobody says: it survives a restart of the machine, and needs no root. */
export function defaultStateFile(env: Readonly<Record<string, string | undefined>>): string {
  return join(env.XDG_STATE_HOME || join(homedir(), '.local/state'), 'requestshook/wrap.json');
}

/** Throws a ConfigError that says what to do where a state is there: the originals in it must not be lost. */
export function refuseExistingState(path: string): void {
  if (existsSync(path))
    throw new ConfigError(
      `${path} is there: a cloud is wrapped, or was not put back after a crash. Put it back first: requestshook unwrap --state ${path} ` +
        '(for another cloud, name another file with --state)',
    );
}

/**
 * Writes the state where there is none, for its owner alone; when this returns it is on the disk, whole. Throws a
 * ConfigError.
 */
export function writeState(path: string, state: WrapState): void {
  const folder = dirname(path);
  const unfinished = `${path}.${process.pid}.tmp`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    rmSync(unfinished, { force: true });
    const file = openSync(unfinished, 'wx', 0o600);
    try {
      writeFileSync(file, renderState(state));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    // As rename, but never over a file that came to be meanwhile.
    linkSync(unfinished, path);
    rmSync(unfinished);
    syncFolder(folder);
  } catch (error) {
    if (existsSync(unfinished)) rmSync(unfinished);
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') refuseExistingState(path);
    throw new ConfigError(
      `the state cannot be written: ${(error as Error).message}. Choose another file with --state`,
    );
  }
}

/** Reads it. Throws a ConfigError. */
export function readState(path: string): WrapState {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new ConfigError(
      code === 'ENOENT'
        ? `there is no ${path}: no cloud is wrapped, or its state is in another file: name it with --state`
        : `the state cannot be read: ${message}`,
    );
  }
  const state = parseState(text);
  if (state === null)
    throw new ConfigError(`${path} is no state of requestshook wrap: name its file with --state`);
  return state;
}

/** Removes it: everything is back. */
export function removeState(path: string): void {
  rmSync(path, { force: true });
  syncFolder(dirname(path));
}

/** So that a name that was made or removed outlives a power failure. Some file systems cannot do that. */
function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    // What is written is written; only the power may not fail now.
  }
}
