import { AppendFile, type FileFormat, type FileState } from '../../src/recorder/append-file.js';

/** Messages that are lines. */
export const LINES: FileFormat = { unit: 'line', gapNote: (lost) => `(${lost} missing)\n` };

/** Messages of two lines, with an empty one behind them. */
export const TEXTS: FileFormat = { unit: 'text', gapNote: (lost) => `(${lost} missing)\n\n` };

/** A file of messages, and what it told of itself: the code of an error or `written`, and how many are lost. */
export function appendFile(path: string, format: FileFormat = LINES, maxPending?: number) {
  const told: string[] = [];
  const onState = ({ error, lost }: FileState) =>
    told.push(`${error === null ? 'written' : (error.code ?? error.message)} ${lost}`);
  return { file: new AppendFile(path, format, onState, maxPending), told };
}
