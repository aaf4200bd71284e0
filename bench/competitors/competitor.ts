import type { SpawnOptions } from 'node:child_process';
import { type Started, stopProcess } from '../processes.js';

/** What a competitor is to be put in front of. */
export interface Target {
  /** Port on 127.0.0.1 that it forwards to. */
  readonly port: number;
  /** Node's own options, for those that run on it; they have a channel for messages then. */
  readonly node?: readonly string[];
}

/** Files that a competitor writes the traffic to. */
export interface TraceFiles {
  readonly log: string;
  readonly dir: string;
}

/** A competitor that accepts connections. */
export interface Running {
  readonly port: number;
  /** The process whose processor time and memory count; null: there is none in between. */
  readonly pid: number | null;
  readonly trace: TraceFiles | null;
  readonly process: Started | null;
  stop(): Promise<void>;
}

/** Something between a client and the upstream. */
export interface Competitor {
  /** As in the tables and on the command line. */
  readonly name: string;
  /** In a sentence, for the reader of the tables. */
  readonly about: string;
  /** Why it takes no part here, e.g. `haproxy is not installed`; null: it does. */
  missing(): string | null;
  start(target: Target): Promise<Running>;
}

/** A competitor that is one process. */
export function runningProcess(started: Started, port: number, trace: TraceFiles | null = null): Running {
  return { port, pid: started.pid, process: started, trace, stop: () => stopProcess(started) };
}

/** How a competitor that runs on Node is started. */
export const nodeOptions = ({ node }: Target): SpawnOptions =>
  node === undefined ? {} : { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] };
