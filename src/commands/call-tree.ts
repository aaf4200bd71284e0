import { type Call, readClues } from '../callers/call.js';
import type { Calls } from '../callers/calls.js';
import type { CallerProcesses } from '../callers/process/caller-processes.js';
import type { LiveExchange } from '../proxy/live-exchange.js';

/** The place of an exchange in the tree of calls. */
export function beginCall(calls: Calls, { start, connection }: LiveExchange): Call {
  const { caller, url, service, serviceType, method, headers } = start;
  const clues = readClues({
    service,
    serviceType,
    method,
    path: url.slice(url.indexOf('/', 'https://'.length)),
    headers,
    connection,
    pid: caller.process?.pid ?? null,
  });
  return calls.begins(clues, caller.name, caller.confidence !== 'guess');
}

/** Where a call could have been caused by several requests: the one whose connection ends at the process that calls. */
export async function settleByProcess(
  calls: Calls,
  processes: CallerProcesses,
  call: Call,
  candidates: readonly Call[],
): Promise<void> {
  const sent = candidates.flatMap((candidate) => {
    const { upstream } = candidate;
    return upstream === null ? [] : [{ candidate, upstream }];
  });
  const held = await processes.heldBy(
    call.clues.pid as number,
    sent.map(({ upstream }) => upstream),
  );
  const own = sent.filter((_, i) => held[i] === true);
  if (own.length === 1) calls.handledBy(call, (own[0] as (typeof own)[number]).candidate);
}
