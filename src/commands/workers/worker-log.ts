import type { News } from './messages.js';

type Level = 'info' | 'warn' | 'error';
type Say = { (fields: object, message: string): void; (message: string): void };

/** What a worker says; the first process has the program's own log. */
export type WorkerLog = Readonly<Record<Level, Say>>;

/** A log whose lines are told: always, once whichever worker says them, or never. `withStack`: errors keep theirs. */
export function workerLog(tell: (news: News) => void, withStack: boolean) {
  const log = (say: (level: Level, fields: object, message: string) => void): WorkerLog => {
    const at =
      (level: Level): Say =>
      (fields: object | string, message?: string) =>
        typeof fields === 'string'
          ? say(level, {}, fields)
          : say(level, readable(fields, withStack), message as string);
    return { info: at('info'), warn: at('warn'), error: at('error') };
  };
  const told = (once: boolean) =>
    log((level, fields, message) => tell({ kind: 'log', level, fields, message, once }));
  return { always: told(false), once: told(true), silent: log(() => {}) };
}

/** An error has nothing in JSON. */
function readable(fields: object, withStack: boolean): object {
  const { err } = fields as { err?: unknown };
  if (!(err instanceof Error)) return fields;
  const { message, stack } = err;
  const code = (err as NodeJS.ErrnoException).code;
  return {
    ...fields,
    err: { ...(code === undefined ? {} : { code }), message, ...(withStack && { stack }) },
  };
}
