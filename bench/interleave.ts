import type { Competitor, Running, Target } from './competitors/competitor.js';
import { busyWithOthers } from './measure/others.js';
import { median, type Row, type Sample } from './report/table.js';

export interface Rounds {
  readonly rounds: number;
  /** Told of each run as it begins. */
  readonly onRun?: (name: string, round: number) => void;
  /** Before each competitor's first run, and not counted: code is compiled, connections are known. */
  readonly warmUp?: (running: Running, competitor: Competitor) => Promise<unknown>;
}

/** Who took part, with the runs, and why others did not. */
export interface Outcome {
  readonly rows: Row[];
  readonly notes: string[];
}

/**
 * Starts all, and measures one after the other, in rounds, each round beginning with another one, so that what changes
 * on the machine meanwhile meets all alike. One that fails is left out from there on, and the notes say why.
 */
export async function interleave(
  competitors: readonly Competitor[],
  target: Target,
  { rounds, onRun, warmUp }: Rounds,
  measure: (running: Running, competitor: Competitor) => Promise<Sample>,
): Promise<Outcome> {
  const notes: string[] = [];
  const others: number[] = [];
  const taking: { competitor: Competitor; running: Running; samples: Sample[]; failed: boolean }[] = [];
  const leaveOut = (name: string, error: unknown) => notes.push(`${name}: ${(error as Error).message}`);
  try {
    for (const competitor of competitors) {
      const missing = competitor.missing();
      if (missing !== null) {
        notes.push(`left out: ${competitor.name}, as ${missing}`);
        continue;
      }
      try {
        const running = await competitor.start(target);
        taking.push({ competitor, running, samples: [], failed: false });
        await warmUp?.(running, competitor);
      } catch (error) {
        leaveOut(competitor.name, error);
      }
    }
    for (let round = 0; round < rounds; round++) {
      for (let at = 0; at < taking.length; at++) {
        const one = taking[(at + round) % taking.length] as (typeof taking)[number];
        if (one.failed) continue;
        onRun?.(one.competitor.name, round);
        others.push(await busyWithOthers());
        try {
          one.samples.push(await measure(one.running, one.competitor));
        } catch (error) {
          one.failed = true;
          leaveOut(one.competitor.name, error);
        }
      }
    }
  } finally {
    await Promise.all(taking.map(({ running }) => running.stop()));
  }
  const busy = median(others);
  if (busy > 0.1)
    notes.push(
      `before the runs the processors were ${(busy * 100).toFixed(0)} % busy with other programs: look at ratios of processor time alone, or measure again`,
    );
  const rows = taking.map(({ competitor: { name }, samples }) => ({ name, samples }));
  return { rows: rows.filter(({ samples }) => samples.length > 0), notes };
}
