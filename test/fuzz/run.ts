import { parseArgs } from 'node:util';
import { report } from './report.js';
import { TARGETS } from './targets.js';

/**
 * Fuzzes for a while, with inputs that nobody has seen yet: `npm run fuzz -- --minutes 10 [NAME...]`. Prints for each
 * target how many inputs it was given; for what is broken the smallest input that breaks it, and the seed, by which
 * `--seed N NAME` finds it again.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: 'string', default: '1' }, seed: { type: 'string' } },
});
const minutes = Number(values.minutes);
const unknown = positionals.filter((name) => !TARGETS.some((target) => target.name === name));
if (!(minutes > 0) || unknown.length > 0) {
  console.error(
    unknown.length > 0
      ? `no such target: ${unknown.join(', ')}; there are ${TARGETS.map(({ name }) => name).join(', ')}`
      : `--minutes: expected a number above 0, got ${values.minutes}`,
  );
  process.exit(2);
}

const chosen = TARGETS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
let broken = 0;
for (const target of chosen) {
  const seed = values.seed === undefined ? Date.now() ^ (Math.random() * 0x7fffffff) : Number(values.seed);
  const details = await target.check({
    seed,
    numRuns: 1_000_000_000,
    interruptAfterTimeLimit: (minutes * 60_000) / chosen.length,
  });
  console.log(`${target.name}: ${details.numRuns} inputs${details.failed ? ', BROKEN' : ''}`);
  if (!details.failed) continue;
  broken++;
  console.log(report(details));
}
process.exit(broken === 0 ? 0 : 1);
