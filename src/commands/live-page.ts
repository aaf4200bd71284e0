import { join } from 'node:path';
import { addressText } from '../config/address.js';
import { DEFAULT_UI } from '../config/defaults.js';
import type { ProgramLog } from '../config/program-log.js';
import type { Settings } from '../config/settings.js';
import { ConfigError } from '../exchange/errors.js';
import { type Page, startPage } from '../web/server/page.js';
import type { ProxyTracing } from './tracing.js';
import { VERSION } from './version.js';

/**
 * The page of a proxy that traces, where the settings want one; null: they do not. `byDefault`: whether it is there
 * where they say nothing; then it takes any port where the default one is taken, and says so. Throws a ListenError.
 */
export async function openLivePage(
  settings: Settings,
  tracing: ProxyTracing,
  { log, byDefault }: { readonly log: ProgramLog; readonly byDefault: boolean },
): Promise<Page | null> {
  const { ui, dir } = settings;
  if (ui === 'off' || (ui === null && !byDefault)) return null;
  if (!settings.files.includes('journal')) {
    if (ui !== null)
      throw new ConfigError('the page shows the journal: add it to --files, or leave --ui out');
    log.info('no page, as no journal is written (--files)');
    return null;
  }
  const page = await startPage({
    file: join(dir, 'journal.ndjson'),
    address: ui ?? DEFAULT_UI,
    orFreePort: ui === null,
    version: VERSION,
    tracing: { enabled: tracing.enabled, enable: (enabled) => tracing.enable(enabled) },
    onProblem: (message) => log.error(message),
  });
  if (page.movedFrom !== null) {
    log.warn(
      `${addressText(page.movedFrom)} is taken: the page is at ${page.url} (--ui chooses, --ui off leaves it)`,
    );
  }
  tracing.onChange(() => {
    page.tellEnabled(tracing.enabled);
    page.tellStrays(tracing.catalog.strays);
  });
  return page;
}
