import { resolve } from 'node:path';
import type { Flags } from '../config/flags.js';
import { readDuration } from '../config/quantity.js';
import { Unfit } from '../config/unfit.js';
import { UsageError } from '../exchange/errors.js';
import { defaultStateFile } from '../wrap/state-file.js';

/** Absolute path of the state's file. */
export function stateFile(flags: Flags): string {
  return typeof flags.state === 'string' ? resolve(flags.state) : defaultStateFile(process.env);
}

/** ms. Throws a UsageError. */
export function lingerTime(flags: Flags): number {
  try {
    return flags.linger === undefined ? 0 : readDuration(flags.linger);
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    throw new UsageError(`--linger: ${error.message}`);
  }
}
