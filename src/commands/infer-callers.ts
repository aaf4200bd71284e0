import { CallerReplay } from '../callers/replay.js';
import { UsageError } from '../exchange/errors.js';
import type { Exchange } from '../exchange/exchange.js';
import { STDIN } from '../trace/locate.js';
import { readMessages } from '../trace/open.js';

/**
 * Finds the callers of a finished trace again, from its messages alone: gives what puts them, and what caused what,
 * into its exchanges. The trace is read once for this. Throws a UsageError where it cannot be read twice.
 */
export async function inferCallers(file: string, follow: boolean): Promise<(exchange: Exchange) => Exchange> {
  if (file === STDIN || follow) {
    throw new UsageError(
      '--infer-callers reads the trace twice: it needs a file that is finished, not - or --follow',
    );
  }
  const replay = new CallerReplay();
  // Without bodies a log is read without most of its headers as well.
  for await (const { message, run } of readMessages(file)) replay.push(message, run);
  const { callers, parents } = replay.end();
  return (exchange) => {
    const caller = callers.get(exchange.number);
    if (caller === undefined) return exchange;
    return { ...exchange, from: caller.name, caller, parent: parents.get(exchange.number) ?? null };
  };
}
