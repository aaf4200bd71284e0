import { readFileSync } from 'node:fs';

/** A process and those that it started, such as `--workers` has; as far as the kernel tells (proc_pid_children(5)). */
export function familyOf(pid: number): number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').split(' ').filter(Boolean);
    return [pid, ...children.map(Number)];
  } catch {
    return [pid];
  }
}
