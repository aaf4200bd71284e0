import type { Options } from '../options.js';
import type { Table } from '../report/table.js';
import type { Upstream } from '../upstream/upstream.js';

export interface Setting extends Options {
  readonly upstream: Upstream;
  /** Says what is going on, for whoever waits. */
  readonly say: (what: string) => void;
}

/** A table that the benchmark can make. */
export interface Case {
  readonly name: string;
  /** For the list of names. */
  readonly about: string;
  /** Whether --quick makes it as well, where no name is given. */
  readonly quick: boolean;
  /** `nothing`: neither wrk nor the upstream, which is an nginx; default: both. */
  readonly needs?: 'nothing';
  make(setting: Setting): Promise<Table>;
}
