import { type Started, stopProcess } from '../processes.js';

/** What a competitor is to be put in front of. */
export interface Target {
  /** Port on 127.0.0.1 that it forwards to. */
  readonly port: number;
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
  /** What it has said on stderr. */
  readonly said: () => string;
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
  return { port, pid: started.pid, trace, said: started.said, stop: () => stopProcess(started) };
}
