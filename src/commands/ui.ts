import { DEFAULT_UI } from '../config/defaults.js';
import type { Flags } from '../config/flags.js';
import { loadSettings } from '../config/load.js';
import { UsageError } from '../exchange/errors.js';
import { STDIN } from '../trace/locate.js';
import { openFile } from '../trace/pieces.js';
import { startPage } from '../web/server/page.js';
import { stopSignal } from './signals.js';
import { traceFile } from './trace-file.js';
import { VERSION } from './version.js';

/** `requestshook ui [LOG]`: the page on a trace, until a signal. What is added to it appears. */
export async function uiCommand(flags: Flags): Promise<number> {
  const stopped = stopSignal();
  const { ui } = loadSettings({
    flags: { config: flags.config, ui: flags.ui },
    env: process.env,
    triesFiles: false,
  });
  if (ui === 'off') throw new UsageError('--ui: off leaves nothing to do here; give an address, or nothing');
  const file = await traceFile(flags);
  if (file === STDIN) {
    throw new UsageError('the page reads a trace more than once: write it to a file first, and name that');
  }
  await (await openFile(file)).close();
  const page = await startPage({
    file,
    address: ui ?? DEFAULT_UI,
    orFreePort: ui === null,
    version: VERSION,
    tracing: null,
    onProblem: (message) => process.stderr.write(`requestshook: ${message}\n`),
  });
  process.stdout.write(`${file} is shown at ${page.url} (Ctrl-C ends it)\n`);
  await stopped;
  await page.close();
  return 0;
}
