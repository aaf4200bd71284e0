/**
 * Loaded into the proxy before its own code (node --import): collects garbage when it is asked, and answers with what
 * memory is in use and what is open.
 */
import { isMainThread } from 'node:worker_threads';

/** What the probe answers; bytes, and of what is open how many of each kind. */
export interface Held {
  readonly heapUsed: number;
  /** Buffers and the like, outside the heap. */
  readonly external: number;
  readonly open: Readonly<Record<string, number>>;
}

// Worker threads load it as well.
if (isMainThread && process.send !== undefined) {
  process.on('message', () => {
    (globalThis as { gc?: () => void }).gc?.();
    const { heapUsed, external } = process.memoryUsage();
    const open: Record<string, number> = {};
    for (const kind of process.getActiveResourcesInfo()) open[kind] = (open[kind] ?? 0) + 1;
    process.send?.({ heapUsed, external, open } satisfies Held);
  });
  process.channel?.unref();
}
