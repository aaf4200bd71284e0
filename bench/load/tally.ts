import { Latencies } from './latencies.js';
import type { Load, LoadResult } from './load.js';
import type { RawRequest } from './raw-connection.js';
import { requestBytes } from './request-bytes.js';

/** Digits of the number that stands for `{}` in a path. */
const DIGITS = 12;

export function rawRequest(load: Load): RawRequest {
  const close = load.close === true;
  const path = load.path.replace('{}', '0'.repeat(DIGITS));
  const bytes = requestBytes({ ...load, path }, close ? [['Connection', 'close']] : []);
  const numberAt = path === load.path ? -1 : load.method.length + 1 + load.path.indexOf('{}');
  let number = load.first ?? 1;
  return {
    port: load.port,
    next: () => {
      if (numberAt < 0) return bytes;
      const numbered = Buffer.from(bytes);
      numbered.write(String(number++).padStart(DIGITS, '0'), numberAt, 'latin1');
      return numbered;
    },
    isHead: load.method === 'HEAD',
    close,
  };
}

/** Counts what becomes of a load's requests. */
export class Tally {
  readonly #latencies = new Latencies();
  readonly #began = performance.now();
  sent = 0;
  answered = 0;
  #errors = 0;

  /** `began`: ms, as of performance.now(); NaN: its latency does not count. */
  answer(status: number, began: number): void {
    this.answered += 1;
    if (status === 0 || status >= 400) this.#errors += 1;
    if (!Number.isNaN(began)) this.#latencies.add(performance.now() - began);
  }

  get result(): LoadResult {
    return {
      sent: this.sent,
      good: this.answered - this.#errors,
      errors: this.#errors,
      seconds: (performance.now() - this.#began) / 1000,
      ...this.#latencies.quantiles(),
    };
  }
}
