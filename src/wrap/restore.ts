import { setTimeout as sleep } from 'node:timers/promises';
import { type Outcome, unwrapEndpoint } from './change-url.js';
import type { EndpointChange } from './changes.js';
import { type Keystone, KeystoneError } from './keystone.js';

export interface RestoreOptions {
  /** Told of each endpoint once, when it is settled. */
  readonly onOutcome?: (change: EndpointChange, outcome: Outcome) => void;
  /** ms to wait before each further try, where Keystone does not answer or is at fault. */
  readonly waits?: readonly number[];
  /** Told of each failure that is followed by another try. */
  readonly onRetry?: (error: KeystoneError, wait: number) => void;
}

/** An endpoint that could not be put back. */
export interface NotRestored {
  readonly change: EndpointChange;
  readonly error: KeystoneError;
}

/** Half a minute in all: long enough for a Keystone that is being restarted. */
const WAITS = [500, 1000, 2000, 4000, 8000, 16_000];

/**
 * Puts endpoints back, the last changed first; those that are not as `wrap` left them stay alone. Gives those that could
 * not be put back: none, and all is as it was.
 */
export async function restoreEndpoints(
  keystone: Keystone,
  changes: readonly EndpointChange[],
  { onOutcome, waits = WAITS, onRetry }: RestoreOptions = {},
): Promise<NotRestored[]> {
  let open = changes.toReversed();
  for (let attempt = 0; ; attempt++) {
    const failed = await restoreOnce(keystone, open, onOutcome);
    const passing = failed.find(({ error }) => error.isPassing);
    const wait = waits[attempt];
    if (passing === undefined || wait === undefined) return failed;
    onRetry?.(passing.error, wait);
    await sleep(wait);
    open = failed.map(({ change }) => change);
  }
}

async function restoreOnce(
  keystone: Keystone,
  changes: readonly EndpointChange[],
  onOutcome: RestoreOptions['onOutcome'],
): Promise<NotRestored[]> {
  const failed: NotRestored[] = [];
  for (const [i, change] of changes.entries()) {
    try {
      const outcome = await unwrapEndpoint(keystone, change);
      onOutcome?.(change, outcome);
    } catch (error) {
      if (!(error instanceof KeystoneError)) throw error;
      failed.push({ change, error });
      if (!error.isGeneral) continue;
      // The others need not be tried: they would fail in the same way.
      failed.push(...changes.slice(i + 1).map((other) => ({ change: other, error })));
      break;
    }
  }
  return failed;
}
