import type { UserRules } from '../callers/identify.js';
import { compileRules } from '../callers/rules.js';
import { type CallFilter, loadFilters, NO_FILTERS } from '../config/filters.js';
import type { ProgramLog } from '../config/program-log.js';
import { watchSettings } from '../config/reload.js';
import type { Settings } from '../config/settings.js';
import type { FileWatch } from '../config/watch-files.js';

/** What rules, filters and the switch say at the moment; they can change while the proxy runs. */
export type CurrentSettings = ReturnType<typeof currentSettings>;

/** Throws a ConfigError where the filters cannot be used. */
export function currentSettings(settings: Settings) {
  const compiled = ({ callers }: Settings): UserRules => ({
    onProcess: compileRules(callers.filter((rule) => rule.process !== undefined)),
    others: compileRules(callers.filter((rule) => rule.process === undefined)),
  });
  let enabled = settings.enabled;
  let rules = compiled(settings);
  let isFiltered: CallFilter = settings.filters === null ? NO_FILTERS : loadFilters(settings.filters);
  return {
    get enabled() {
      return enabled;
    },
    set enabled(now: boolean) {
      enabled = now;
    },
    get rules() {
      return rules;
    },
    isFiltered: (call: Parameters<CallFilter>[0]) => isFiltered(call),
    change(now: Settings, filters: CallFilter) {
      enabled = now.enabled;
      rules = compiled(now);
      isFiltered = filters;
    },
  };
}

/** Turns tracing on or off for the page, until the settings say otherwise. */
export function switchByPage(
  current: CurrentSettings,
  enabled: boolean,
  { log, onChange }: { readonly log: ProgramLog; readonly onChange: () => void },
): void {
  if (enabled === current.enabled) return;
  current.enabled = enabled;
  log.info(`tracing is ${enabled ? 'on' : 'off'}, by the page`);
  onChange();
}

/** Keeps them as the files say, where those may change: `reload` loads them again. */
export function watchCurrent(
  settings: Settings,
  current: CurrentSettings,
  {
    log,
    reload,
    onChange,
  }: {
    readonly log: ProgramLog;
    readonly reload?: (() => Settings) | undefined;
    readonly onChange: () => void;
  },
): FileWatch | null {
  if (reload === undefined) return null;
  return watchSettings({
    settings,
    load: reload,
    onReload: ({ settings: now, filters, needRestart }) => {
      current.change(now, filters);
      onChange();
      log.info(`settings read again: tracing is ${now.enabled ? 'on' : 'off'}`);
      if (needRestart.length > 0)
        log.warn(`changed, but only a restart takes it up: ${needRestart.join(', ')}`);
    },
    onError: (error) => log.error(`${error.message}; what held before still holds`),
  });
}
