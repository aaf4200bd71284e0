import type { Flags } from '../config/flags.js';
import { loadSettings } from '../config/load.js';
import { createProgramLog } from '../config/program-log.js';
import type { Settings } from '../config/settings.js';
import { ConfigError } from '../exchange/errors.js';
import { openLivePage } from './live-page.js';
import { misspeltSettings } from './misspelt.js';
import { readyLine } from './ready.js';
import { stopSignal } from './signals.js';
import { startTracing } from './tracing.js';

/** `requestshook proxy`: runs until a signal. */
export async function proxyCommand(flags: Flags): Promise<number> {
  const load = (): Settings => loadSettings({ flags, env: process.env });
  const settings = load();
  if (settings.services.length === 0) {
    throw new ConfigError(
      'no service is configured: name one with --service keystone=http://HOST/identity, or in the file that --config names',
    );
  }
  const log = createProgramLog({ level: settings.logLevel });
  for (const warning of misspeltSettings(process.env)) log.warn(warning);
  const stopped = stopSignal();
  // Before there is a file that was moved away, nothing is to be done; the signal must not end the program.
  let onHangUp = () => {};
  process.on('SIGHUP', () => onHangUp());
  const start = settings.workers === 1 ? startTracing : (await import('./workers/start.js')).startWithWorkers;
  const tracing = await start(settings, { log, reload: load });
  const page = await openLivePage(settings, tracing, { log, byDefault: true }).catch(
    async (error: unknown) => {
      await tracing.close();
      throw error;
    },
  );
  onHangUp = () => {
    tracing.reopen();
    log.info('SIGHUP: the files are opened anew');
  };
  log.info(readyLine(settings, tracing.proxy, page?.url ?? null));
  const signal = await stopped;
  log.info(`${signal}: no new requests, those under way have 10 s to finish`);
  const { messages, lost } = await tracing.close();
  await page?.close();
  log.info(
    { messages, lost },
    `stopped; ${messages} messages traced${lost === 0 ? '' : `, ${lost} of them missing in a file`}`,
  );
  return 0;
}
