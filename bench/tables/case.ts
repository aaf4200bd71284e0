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
  /** Whether it is made where no name is given. */
  readonly byDefault: boolean;
  make(setting: Setting): Promise<Table>;
}
