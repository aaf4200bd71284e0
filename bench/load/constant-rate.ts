import type { Load, LoadResult } from './load.js';
import { RawConnection } from './raw-connection.js';
import { rawRequest, Tally } from './tally.js';

/**
 * Sends so many requests a second, whether or not answers come, as many clients together do. What finds no free
 * connection waits, and its time counts from when it was due: a proxy that stands still for a while is not measured
 * only by the requests that it met ("coordinated omission"). Timers tick each ms; what is due in one goes together.
 */
export function constantRate(load: Load, rate: number): Promise<LoadResult> {
  const { connections, seconds = 1, before = 0 } = load;
  const request = rawRequest(load);
  const tally = new Tally();
  /** When those were due that wait for a connection. */
  const waiting: number[] = [];
  let firstWaiting = 0;
  let due = 0;
  const uncounted = Math.round(rate * before);
  const all = Math.round(rate * (before + seconds));
  const began = performance.now();
  return new Promise((resolve) => {
    const free = Array.from(
      { length: connections },
      () =>
        new RawConnection(request, (status, connection) => {
          tally.answer(status, connection.began);
          if (firstWaiting < waiting.length) {
            connection.send(waiting[firstWaiting]);
            firstWaiting += 1;
          } else free.push(connection);
          if (tally.answered === all) resolve(tally.result);
        }),
    );
    const timer = setInterval(() => {
      const now = performance.now();
      for (const goal = Math.min(all, Math.floor(((now - began) / 1000) * rate)); due < goal; due++) {
        const since = due < uncounted ? Number.NaN : now;
        tally.sent += 1;
        const connection = free.pop();
        if (connection === undefined) waiting.push(since);
        else connection.send(since);
      }
      if (due === all) clearInterval(timer);
    }, 1);
  });
}
