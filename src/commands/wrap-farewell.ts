import { setTimeout as sleep } from 'node:timers/promises';
import type { ProgramLog } from '../config/program-log.js';
import { stopSignal } from './signals.js';

export interface FarewellOptions {
  /** ms that the proxy stays; a signal ends that. */
  readonly linger: number;
  /** ms that Keystone's tokens are valid; null: not known. */
  readonly lifetime: number | null;
  readonly log: ProgramLog;
}

/**
 * After the endpoints are put back: a service that authenticated meanwhile has the proxy's URL in the catalog of its
 * own token, and keystonemiddleware asks there until that expires. `services`: those who had tokens validated through
 * the proxy. They are told of, and the proxy stays for them as long as was asked for.
 */
export async function farewell(
  services: ReadonlySet<string>,
  { linger, lifetime, log }: FarewellOptions,
): Promise<void> {
  if (linger > 0) {
    log.info(`the proxy stays for ${linger / 1000} s for callers that remember it; a signal ends that`);
    const timer = new AbortController();
    const waited = sleep(linger, null, { signal: timer.signal }).catch(() => null);
    await Promise.race([waited, stopSignal()]);
    timer.abort();
  }
  if (services.size === 0 || (lifetime !== null && linger >= lifetime)) return;
  const minutes = lifetime === null ? null : Math.ceil(lifetime / 60_000);
  const most = minutes === null ? '' : ` (${minutes} min at most)`;
  log.warn(
    `${[...services].join(', ')} had tokens validated through the proxy, and may look for it until their own expire${most}: ` +
      `restart what answers 401 now, or let the proxy stay next time (--linger ${minutes ?? 60}m)`,
  );
}
