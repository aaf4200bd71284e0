import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';

/** Nice value; -20 to 19, the lowest first. */
const FIRST = -10;

/**
 * Lets this thread go before others (Linux, for root): a request waits for what it does, which is little, and on a busy host
 * most of that wait would be for a processor. Any other user's thread goes in its turn.
 */
export function goAhead(): void {
  try {
    // PID/task/TID: to Linux, each thread has a priority of its own (setpriority(2), C library/kernel differences).
    setPriority(Number(readlinkSync('/proc/thread-self').split('/').at(-1)), FIRST);
  } catch {
    // Not root.
  }
}
