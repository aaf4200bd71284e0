import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startProcess } from './processes.js';

/** Where the memory is held. */
export const SHARED_MEMORY = '/dev/shm';

/**
 * Keeps nearly all memory that is free, and gives it back as it is used up, until the benchmark ends. The host of a virtual machine
 * takes back pages that have been free for some seconds, and each costs a fault outside when it is used again; whatever is used
 * in between was in use just before, as it is on a machine with memory of its own, or whose page cache is full.
 */
export async function holdFreeMemory(): Promise<void> {
  if (!existsSync(SHARED_MEMORY)) throw new Error(`--own-memory: there is no ${SHARED_MEMORY}`);
  const { child } = await startProcess(process.execPath, [
    fileURLToPath(new URL('./own-memory-holder.js', import.meta.url)),
  ]);
  const first = await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'exit')]);
  if (child.exitCode !== null) throw new Error(`--own-memory: memory cannot be held (${String(first[0])})`);
}
