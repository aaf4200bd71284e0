import type { ProgramLog } from '../config/program-log.js';
import { CloudError } from '../exchange/errors.js';
import { wrapEndpoint } from '../wrap/change-url.js';
import { endpointName } from '../wrap/changes.js';
import type { Keystone } from '../wrap/keystone.js';
import { restoreEndpoints } from '../wrap/restore.js';
import type { WrapState } from '../wrap/state.js';
import { removeState, writeState } from '../wrap/state-file.js';
import { holdSignals } from './signals.js';
import { counted, foreignText } from './wrap-report.js';

/** A cloud whose endpoints are led to the proxy, and back. */
export class WrappedCloud {
  readonly #keystone: Keystone;
  readonly #file: string;
  readonly #state: WrapState;
  readonly #log: ProgramLog;

  /** Nothing is changed yet. */
  constructor(keystone: Keystone, file: string, state: WrapState, log: ProgramLog) {
    this.#keystone = keystone;
    this.#file = file;
    this.#state = state;
    this.#log = log;
  }

  /**
   * Writes the state down, then changes one endpoint after another, unless `isStopped`. Where that fails, what was changed is
   * put back. Throws a CloudError or ConfigError.
   */
  async wrap(isStopped: () => boolean): Promise<void> {
    writeState(this.#file, this.#state);
    let count = 0;
    try {
      for (const change of this.#state.endpoints) {
        if (isStopped()) return;
        const outcome = await wrapEndpoint(this.#keystone, change);
        const foreign = foreignText(change, outcome);
        if (foreign !== null) this.#log.warn(foreign);
        else count++;
      }
    } catch (error) {
      const { message } = error as Error;
      this.#log.error(`${message}; putting back what was changed`);
      await this.restore();
      throw new CloudError(`${message}. The endpoints are as they were`, { cause: error });
    }
    this.#log.info(
      `${counted(count)} of the cloud lead to ${this.#state.proxy}; what they were is in ${this.#file}`,
    );
  }

  /** Puts the endpoints back, and removes the state. Throws a CloudError that says what to do where some could not be. */
  async restore(): Promise<void> {
    // An impatient second Ctrl-C would leave the cloud without its services.
    const release = holdSignals(() =>
      this.#log.warn(
        'the endpoints are still being put back; what ends that now leaves it to requestshook unwrap',
      ),
    );
    await this.#putBack().finally(release);
  }

  async #putBack(): Promise<void> {
    let count = 0;
    const failed = await restoreEndpoints(this.#keystone, this.#state.endpoints, {
      onOutcome: (change, outcome) => {
        const foreign = foreignText(change, outcome);
        if (foreign !== null) this.#log.warn(foreign);
        else if (outcome.kind === 'changed') count++;
      },
      onRetry: ({ message }, wait) => this.#log.warn(`${message}; trying again in ${wait / 1000} s`),
    });
    const [first] = failed;
    if (first !== undefined)
      throw new CloudError(
        `${counted(failed.length)} may still lead to the proxy, which ends now, ${endpointName(first.change)} for one: ${first.error.message}. ` +
          `Put them back with an administrator's credentials: requestshook unwrap --state ${this.#file}`,
        { cause: first.error },
      );
    removeState(this.#file);
    this.#log.info(`${counted(count)} put back`);
  }
}
