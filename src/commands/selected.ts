import type { Flags } from '../config/flags.js';
import { type Selection, selection } from '../trace/selection.js';

/** What an option was given, which may stand there more than once. */
export const given = (value: unknown): string[] => (value === undefined ? [] : [value].flat().map(String));

/** A test for the exchanges that the options ask for. Throws a UsageError. */
export function selectionOf(flags: Flags): Selection {
  return selection({
    from: given(flags.from),
    service: given(flags.service),
    status: given(flags.status),
    method: given(flags.method),
    path: given(flags.path),
  });
}
