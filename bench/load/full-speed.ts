import type { Load, LoadResult } from './load.js';
import { RawConnection } from './raw-connection.js';
import { rawRequest, Tally } from './tally.js';

/** Each connection sends its next request as soon as the one before is answered; resolves when all are. */
export function fullSpeed(load: Load): Promise<LoadResult> {
  const { connections, count = Number.POSITIVE_INFINITY, seconds = Number.POSITIVE_INFINITY } = load;
  const request = rawRequest(load);
  const tally = new Tally();
  const until = performance.now() + seconds * 1000;
  return new Promise((resolve) => {
    let busy = 0;
    const next = (connection: RawConnection) => {
      if (tally.sent < count && performance.now() < until) {
        tally.sent += 1;
        connection.send();
        return;
      }
      busy -= 1;
      connection.end();
      if (busy === 0) resolve(tally.result);
    };
    for (let i = 0; i < Math.min(connections, count); i++) {
      busy += 1;
      next(
        new RawConnection(request, (status, connection) => {
          tally.answer(status, connection.began);
          next(connection);
        }),
      );
    }
  });
}
