/** A load in a process of its own: gets a Load as JSON, says a LoadResult as JSON. */
import { constantRate } from './constant-rate.js';
import { fullSpeed } from './full-speed.js';
import type { Load } from './load.js';

const load = JSON.parse(process.argv[2] as string) as Load;
const result = await (load.rate === undefined ? fullSpeed(load) : constantRate(load, load.rate));
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exit(0);
