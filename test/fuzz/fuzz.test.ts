import { report } from './report.js';
import { TARGETS } from './targets.js';

// The same inputs each time, so that nobody is surprised: new ones are for `npm run fuzz`.
const SEED = 20_260_101;

test.each(TARGETS.map((target) => [target.promise, target] as const))('fuzzed: %s', async (_, target) => {
  const details = await target.check({ seed: SEED, numRuns: target.runs });
  if (details.failed) throw new Error(report(details));
});
