/** ms by which the wall clock may differ from our reckoning before it is read anew. */
const TOLERANCE = 20;

let base = Date.now() - performance.now();

/**
 * Wall-clock ms since the epoch, with fractions, of a monotonic instant (`performance.now()`). Reckoned
 * from one reading, so that the order and distance of exchanges stay exact, and corrected where the
 * system's clock was set.
 */
export function wallClock(monotonic: number): number {
  const now = performance.now();
  const drift = Date.now() - (base + now);
  if (Math.abs(drift) > TOLERANCE) base += drift;
  return Math.round((base + monotonic) * 1000) / 1000;
}
