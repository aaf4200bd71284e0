import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Competitor, Target } from '../competitors/competitor.js';
import { notInstalled, programPath } from '../competitors/installed.js';
import { generate } from '../load/generate.js';
import { temporaryPath } from '../place.js';
import { startProcess, whenSays } from '../processes.js';
import { TOKEN_PATH } from '../upstream/paths.js';

const WARM_UP = 300;
const EXCHANGES = 300;

export const straceMissing = (): string | null => notInstalled('strace');

/**
 * System calls of a competitor's first thread for an exchange, one after the other on one connection. Throws where
 * strace may not attach (containers without SYS_PTRACE).
 */
export async function systemCallsOf(competitor: Competitor, target: Target): Promise<number> {
  const running = await competitor.start(target);
  try {
    const load = { port: running.port, method: 'GET', path: TOKEN_PATH, connections: 1 };
    await generate({ ...load, count: WARM_UP });
    const file = temporaryPath('strace');
    const args = ['-c', '-U', 'calls,name', '-o', file, '-p', String(running.pid)];
    const strace = await startProcess(programPath('strace') as string, args);
    await whenSays(strace, 'stderr', /attached/);
    await generate({ ...load, count: EXCHANGES });
    strace.child.kill('SIGINT');
    await once(strace.child, 'close');
    const total = /^\s*(\d+)\s+total$/m.exec(readFileSync(file, 'utf8'));
    return Number(total?.[1] ?? Number.NaN) / EXCHANGES;
  } finally {
    await running.stop();
  }
}
