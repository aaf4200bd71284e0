import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { type CallFilter, compileFilters, NO_FILTERS } from './filters.js';
import { freeze } from './freeze.js';
import { isMissingFile, readText } from './read-text.js';
import type { Settings } from './settings.js';
import { type FileWatch, watchFiles } from './watch-files.js';

/** The settings that can change while the program runs; the others need a restart. */
export const RELOADABLE = ['enabled', 'callers', 'filters'] as const satisfies (keyof Settings)[];

/** What holds from now on. */
export interface Reloaded {
  /** The running settings, with those of RELOADABLE as they are now. */
  readonly settings: Settings;
  /** The filters file, compiled; NO_FILTERS where there is none. */
  readonly filters: CallFilter;
  /** Settings that changed in the file as well, and stay as they were until a restart: warn of them. */
  readonly needRestart: readonly (keyof Settings)[];
}

export interface ReloadOptions {
  /** What the program was started with. */
  readonly settings: Settings;
  /** Loads the settings again, as at the start. */
  load(): Settings;
  /** Something changed. Not called where the files say the same as before. */
  onReload(reloaded: Reloaded): void;
  /** What the files say now can not be used; what held before still holds. Once for each different message. */
  onError(error: Error): void;
  /** Quiet time in ms before changed files are read: editors write in several steps. */
  readonly quietMs?: number;
  /** Replaced by tests. */
  readonly watch?: typeof watchFiles;
}

// A file that is replaced is not there for a moment.
const MISSING_ROUNDS = 5;

/**
 * Watches the config file and the filters file, where there are such. Keeps the process alive by nothing. `close` ends
 * it; `check` looks now (for a signal, or a test).
 */
export function watchSettings(options: ReloadOptions): FileWatch {
  const { load, onReload, onError, quietMs = 100, watch = watchFiles } = options;
  let running = options.settings;
  let filtersText = textOf(running.filters);
  let needed: readonly (keyof Settings)[] = [];
  let lastError = '';
  let missing = 0;
  let files = filesOf(running);
  let watching = watch(files, quietMs, reload);
  let closed = false;

  function reload(): void {
    try {
      const { settings, text, filters, needRestart } = read();
      missing = 0;
      lastError = '';
      const same = isDeepStrictEqual(settings, running) && text === filtersText;
      if (same && isDeepStrictEqual(needRestart, needed)) return;
      running = settings;
      filtersText = text;
      needed = needRestart;
      rewatch();
      onReload({ settings, filters, needRestart });
    } catch (error) {
      if (isMissingFile(error) && ++missing < MISSING_ROUNDS) {
        watching.checkSoon();
        return;
      }
      missing = 0;
      const { message } = error as Error;
      if (message !== lastError) onError(error as Error);
      lastError = message;
    }
  }

  function read() {
    const next = load();
    const text = textOf(next.filters);
    const filters = next.filters === null ? NO_FILTERS : compileFilters(text, next.filters);
    const reloadable: readonly string[] = RELOADABLE;
    const needRestart = (Object.keys(next) as (keyof Settings)[]).filter(
      (key) => !reloadable.includes(key) && !isDeepStrictEqual(next[key], options.settings[key]),
    );
    const { enabled, callers } = next;
    return {
      settings: freeze({ ...options.settings, enabled, callers, filters: next.filters }),
      text,
      filters,
      needRestart,
    };
  }

  function rewatch(): void {
    const now = filesOf(running);
    if (closed || isDeepStrictEqual(now, files)) return;
    files = now;
    watching.close();
    watching = watch(files, quietMs, reload);
  }

  return {
    close() {
      closed = true;
      watching.close();
    },
    check: () => watching.check(),
    checkSoon: () => watching.checkSoon(),
  };
}

function filesOf({ config, filters }: Settings): string[] {
  return [config, filters].filter((file) => file !== null);
}

function textOf(filters: string | null): string {
  return filters === null ? '' : readText(filters, 'filters: the file', (path) => readFileSync(path, 'utf8'));
}
