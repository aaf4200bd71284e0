import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import type { Competitor } from '../competitors/competitor.js';
import { CLI, requestshook } from '../competitors/requestshook.js';
import { TOKEN_PATH } from '../upstream/paths.js';
import type { Case } from './case.js';
import { wrkTable } from './wrk-table.js';

const hasWorkers = (): boolean =>
  spawnSync(process.execPath, [CLI, 'proxy', '--help'], { encoding: 'utf8' }).stdout.includes('--workers');

function withWorkers(count: number): Competitor {
  const variant = { args: ['--ui', 'off', '--workers', String(count)] };
  return {
    ...requestshook(`workers-${count}`, `everything on, --workers ${count}`, variant),
    missing: () => (hasWorkers() ? null : 'this requestshook has no --workers'),
  };
}

const table = wrkTable({
  name: 'workers',
  title: '4 KB of JSON, 64 connections, one worker and two',
  load: { path: TOKEN_PATH, connections: 64 },
  competitors: [withWorkers(1), withWorkers(2)],
  base: 'workers-1',
  reach: [
    { row: 'workers-2', figure: 'rate', of: 'workers-1', atLeast: 1.5, goal: 1.8 },
    // What can be seen on two processors as well: the work of the busiest thread that meets requests.
    { row: 'workers-2', figure: 'thread', of: 'workers-1', atMost: 0.67, goal: 0.56 },
  ],
});

export const workers: Case = {
  ...table,
  async make(setting) {
    const made = await table.make(setting);
    if (availableParallelism() >= 4) return made;
    const note =
      'load, service and one worker fill two processors: run it on four or more with --all-processors';
    return { ...made, notes: [...made.notes, note] };
  },
};
