/**
 * Loaded into a competitor before its own code (node --import): answers each message with the bytes of the request's
 * thread's heap, so that its growth between two of them is what was allocated, as long as no garbage was collected.
 */
import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
import { isMainThread } from 'node:worker_threads';

/** What the probe answers. */
export interface Heap {
  /** Bytes. */
  readonly used: number;
  /** Collections so far. */
  readonly collections: number;
}

// Worker threads load it as well.
if (isMainThread && process.send !== undefined) {
  let collections = 0;
  new PerformanceObserver((list) => {
    collections += list.getEntries().length;
  }).observe({ entryTypes: ['gc'] });
  process.on('message', (what) => {
    if (what === 'collect') (globalThis as { gc?: () => void }).gc?.();
    // An observer is told of collections later.
    setImmediate(() =>
      process.send?.({ used: getHeapStatistics().used_heap_size, collections } satisfies Heap),
    );
  });
  // The channel alone keeps no program running.
  process.channel?.unref();
}
