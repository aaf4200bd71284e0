import { execFileSync, spawnSync } from 'node:child_process';
import { availableParallelism, cpus, release, totalmem } from 'node:os';
import { programPath } from './competitors/installed.js';

/** Arguments that make a program say its version. */
const VERSION: Readonly<Record<string, string>> = {
  nginx: '-v',
  haproxy: '-v',
  mitmdump: '--version',
  wrk: '-v',
};

function versionOf(program: string): string {
  const path = programPath(program);
  if (path === null) return `no ${program}`;
  const { stdout, stderr } = spawnSync(path, [VERSION[program] as string], { encoding: 'utf8' });
  const [version = '?'] = /\d+\.\d+\.\d+/.exec(stdout + stderr) ?? [];
  return `${program} ${version}`;
}

/**
 * Keeps this process and all that it starts on two processors where there are more, as load, proxy and service share
 * two in what is to be reached.
 */
export function keepToTwoProcessors(): void {
  const taskset = programPath('taskset');
  if (availableParallelism() <= 2 || taskset === null) return;
  execFileSync(taskset, ['--all-tasks', '--cpu-list', '--pid', '0,1', String(process.pid)], {
    stdio: 'ignore',
  });
}

/** What it was measured on, and with. */
export function machineLines(): string[] {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return [
    `${cpu?.model ?? 'unknown processor'}, ${availableParallelism()} of ${cpus().length} processors used, ${memory} GiB, Linux ${release()}`,
    `Node ${process.version}, ${Object.keys(VERSION).map(versionOf).join(', ')}`,
  ];
}
