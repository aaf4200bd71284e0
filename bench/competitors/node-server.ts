import { partScript } from '../place.js';
import { startProcess, whenSays } from '../processes.js';
import { type Competitor, nodeOptions, runningProcess } from './competitor.js';

/**
 * A competitor that is one of the scripts beside this file: it gets the target's port, and says on stdout on which one
 * it listens.
 */
export function nodeServer(name: string, about: string, script: string, ...args: string[]): Competitor {
  return {
    name,
    about,
    missing: () => null,
    async start(target) {
      const path = partScript(`competitors/servers/${script}`);
      const started = await startProcess(
        process.execPath,
        [...(target.node ?? []), path, String(target.port), ...args],
        nodeOptions(target),
      );
      const [, port] = await whenSays(started, 'stdout', /^(\d+)\n/);
      return runningProcess(started, Number(port));
    },
  };
}
