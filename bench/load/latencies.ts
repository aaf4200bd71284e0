import type { LoadResult } from './load.js';

/** ms of each request, all of them kept. */
export class Latencies {
  #values = new Float32Array(64 * 1024);
  #size = 0;

  add(ms: number): void {
    if (this.#size === this.#values.length) {
      const more = new Float32Array(this.#size * 2);
      more.set(this.#values);
      this.#values = more;
    }
    this.#values[this.#size] = ms;
    this.#size += 1;
  }

  quantiles(): Pick<LoadResult, 'p50' | 'p90' | 'p99' | 'longest'> {
    const sorted = this.#values.subarray(0, this.#size).toSorted();
    const at = (part: number) => sorted[Math.ceil(part * sorted.length) - 1] ?? Number.NaN;
    return { p50: at(0.5), p90: at(0.9), p99: at(0.99), longest: at(1) };
  }
}
