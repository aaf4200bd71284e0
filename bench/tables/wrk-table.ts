import { COMPETITORS } from '../competitors/all.js';
import type { Competitor } from '../competitors/competitor.js';
import { interleave } from '../interleave.js';
import type { WrkLoad } from '../load/wrk.js';
import { underWrk, warmUp } from '../measure/under-wrk.js';
import { DRAIN, ERRORS, MEMORY, P50, P99, PROCESS, RATE, THREAD } from '../report/figures.js';
import type { Reach } from '../report/table.js';
import type { Case } from './case.js';

export interface WrkTable {
  readonly name: string;
  readonly title: string;
  readonly load: Omit<WrkLoad, 'port' | 'seconds'>;
  readonly competitors?: readonly Competitor[];
  /** Whether --quick makes it; default: no. */
  readonly inQuick?: boolean;
  /** Default: http-proxy. */
  readonly base?: string;
  readonly reach: readonly Reach[];
}

/** A table of who answers how many requests, sent by wrk as fast as they are answered. */
export function wrkTable(table: WrkTable): Case {
  const {
    name,
    title,
    load: shape,
    competitors = COMPETITORS,
    base = 'http-proxy',
    inQuick = false,
    reach,
  } = table;
  return {
    name,
    about: `${title}, as fast as it goes`,
    quick: inQuick,
    async make({ upstream, rounds, seconds, quick, pick, pickFew, say }) {
      const load = { ...shape, seconds };
      const { rows, notes } = await interleave(
        // Of small calls everybody's cost is of interest.
        name === 'path' ? pick(competitors) : pickFew(competitors),
        upstream,
        {
          rounds,
          onRun: (who, round) => say(`${name}: ${who}, round ${round + 1} of ${rounds}`),
          warmUp: (running) => warmUp(running, load, quick),
        },
        (running) => underWrk(running, load),
      );
      return {
        title,
        about: `wrk on one thread for ${seconds} s, ${rounds} rounds.`,
        figures: [RATE, THREAD, PROCESS, P50, P99, MEMORY, DRAIN, ERRORS],
        rows,
        base,
        reach,
        notes,
      };
    },
  };
}
