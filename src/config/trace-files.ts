import { join } from 'node:path';

/** The files of a trace, as `--files` names them. */
export const TRACE_FILES = ['log', 'diagram', 'body', 'journal'] as const;
export type TraceFile = (typeof TRACE_FILES)[number];

/** What tells where the files are, and which are written. */
export interface TracePlace {
  /** Path of requests.log. */
  readonly log: string;
  /** Folder of the others. */
  readonly dir: string;
  readonly files: readonly TraceFile[];
}

/** These of some settings, and nothing else. */
export function tracePlace({ log, dir, files }: TracePlace): TracePlace {
  return { log, dir, files };
}

/** Names in the folder; the diagram has its table beside it. */
const NAMES: Record<Exclude<TraceFile, 'log'>, readonly string[]> = {
  diagram: ['diagram.md', 'variables.md'],
  body: ['body.md'],
  journal: ['journal.ndjson'],
};

/** Where each file that is written is, and the option that chooses the place. */
export function tracePaths({
  log,
  dir,
  files,
}: TracePlace): { readonly path: string; readonly flag: string }[] {
  return TRACE_FILES.filter((file) => files.includes(file)).flatMap((file) =>
    file === 'log'
      ? [{ path: log, flag: '--log FILE' }]
      : NAMES[file].map((name) => ({ path: join(dir, name), flag: '--dir FOLDER' })),
  );
}
