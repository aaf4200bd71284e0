import type { Flags } from '../config/flags.js';
import { CloudError, ConfigError } from '../exchange/errors.js';
import { endpointName } from '../wrap/changes.js';
import { Keystone } from '../wrap/keystone.js';
import { restoreEndpoints } from '../wrap/restore.js';
import { isRunning } from '../wrap/running-process.js';
import { readState, removeState } from '../wrap/state-file.js';
import { Output, type OutputStream } from './output.js';
import { stateFile } from './wrap-flags.js';
import { findLogin } from './wrap-login.js';
import { counted, foreignText } from './wrap-report.js';
import { readTrust } from './wrap-settings.js';

/** `requestshook unwrap`: puts a cloud back as it was before a `wrap` that could not do so itself. */
export async function unwrapCommand(flags: Flags, stdout: OutputStream = process.stdout): Promise<number> {
  const file = stateFile(flags);
  const state = readState(file);
  if (isRunning(state.process))
    throw new ConfigError(
      `the cloud is wrapped by process ${state.process.pid}, which still runs: end that (kill ${state.process.pid}), and it puts the endpoints back itself`,
    );
  // Keystone's own URL, as it was: catalog and environment may name the proxy, which is gone.
  const place = { url: state.keystone, insecure: state.insecure, ...readTrust(state) };
  const keystone = new Keystone(place, findLogin().credentials());
  const output = new Output(stdout);
  let restored = 0;
  const lines: string[] = [];
  const failed = await restoreEndpoints(keystone, state.endpoints, {
    waits: [500, 1000, 2000],
    onOutcome: (change, outcome) => {
      if (outcome.kind === 'changed') restored++;
      lines.push(
        foreignText(change, outcome) ??
          `${endpointName(change)} is ${outcome.kind === 'changed' ? 'back' : 'still'} at ${change.original}`,
      );
    },
  });
  for (const line of lines) await output.write(`${line}\n`);
  const [first] = failed;
  if (first !== undefined) {
    await output.flush();
    throw new CloudError(
      `${counted(failed.length)} could not be put back, ${endpointName(first.change)} for one: ${first.error.message}. ` +
        `${file} stays: run requestshook unwrap again when that is mended`,
    );
  }
  removeState(file);
  await output.write(`${counted(restored)} put back\n`);
  // See wrap-farewell.ts.
  await output.write(
    `Services that authenticated meanwhile look for ${state.proxy} until their tokens expire: restart those that answer 401\n`,
  );
  await output.flush();
  return 0;
}
