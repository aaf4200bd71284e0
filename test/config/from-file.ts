import { loadSettings, type SettingsSources } from '../../src/config/load.js';
import type { Settings } from '../../src/config/settings.js';

/** Settings from sources whose files are given by path; others are not there. */
export function settingsFrom(
  sources: Partial<SettingsSources> & { files?: Record<string, string> },
): Settings {
  const { files = {}, ...rest } = sources;
  const readFile = (path: string) => {
    const text = files[path];
    if (text === undefined) throw Object.assign(new Error(`no ${path}`), { code: 'ENOENT' });
    return text;
  };
  return loadSettings({ flags: {}, env: {}, folder: '/work-dir', readFile, ...rest });
}

/** Settings from one config file, /etc/rh/p.yaml; other files by path. */
export function settingsOf(yaml: string, files: Record<string, string> = {}): Settings {
  return settingsFrom({ flags: { config: '/etc/rh/p.yaml' }, files: { '/etc/rh/p.yaml': yaml, ...files } });
}

/** The message of the error that a function throws. */
export function messageOf(fn: () => unknown): string {
  try {
    fn();
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
  return 'no error';
}
