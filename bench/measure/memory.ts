import { readFileSync } from 'node:fs';
import { familyOf } from './family.js';

function statusField(pid: number, field: string): number {
  const found = new RegExp(`^${field}:\\s*(\\d+) kB`, 'm').exec(
    readFileSync(`/proc/${pid}/status`, 'latin1'),
  );
  return Number(found?.[1] ?? Number.NaN) * 1024;
}

/** Bytes of memory that a process and those that it started have had at most since they began (proc_pid_status(5)). */
export const peakMemory = (pid: number): number =>
  familyOf(pid).reduce((sum, one) => sum + statusField(one, 'VmHWM'), 0);

/** Bytes of memory that a process has now. */
export const memoryNow = (pid: number): number => statusField(pid, 'VmRSS');
