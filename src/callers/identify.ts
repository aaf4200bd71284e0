import type { Caller, CallerSource, Confidence } from '../exchange/exchange.js';
import type { CallFacts, Clues } from './call.js';
import type { Calls } from './calls.js';
import { CLIENT_RULES, PROGRAM_RULES } from './default-rules.js';
import { type Inferred, inferElse, inferSurely } from './infer.js';
import { callerName } from './name.js';
import type { FoundProcess } from './process/look-up.js';
import { type CallerFacts, type CompiledRule, type NamedByRule, nameByRules } from './rules.js';
import { typeOfProcess } from './service-callers.js';
import { userAgentName } from './user-agent.js';

/** What is known of a call, and of the way that it came by. */
export interface CallPlace extends Omit<CallFacts, 'pid'> {
  /** Remote address of the connection, `` where that is not known. */
  readonly address: string;
  /** Name given to the listener, or to the traced command. */
  readonly listenerFrom: string | null;
  /** The process at the other end of the connection, where that is on this host and could be seen. */
  readonly process: FoundProcess | null;
}

/** The user's rules, ready for use: those on processes are asked before a process's own name. */
export interface UserRules {
  readonly onProcess: readonly CompiledRule[];
  readonly others: readonly CompiledRule[];
}

/** What the names of callers are found with. */
export interface CallerSources {
  /** Asked anew for each call, as rules can be reloaded. */
  readonly rules: () => UserRules;
  readonly calls: Calls;
  /** The trace's own name for a service of this type, where it has a route. */
  readonly nameOfType: (type: string) => string | null;
}

/** Who called; the first source that answers wins (design: Callers). `clues` are what `readClues` read of the call. */
export function identifyCaller(sources: CallerSources, call: CallPlace, clues: Clues): Caller {
  const fromHeader = clues.said === undefined ? null : callerName(clues.said);
  const { process, listenerFrom } = call;
  // What was said is not changed.
  if (fromHeader !== null) return caller(fromHeader, 'header', undefined, 'certain', process);
  if (listenerFrom !== null) return caller(listenerFrom, 'listener', undefined, 'certain', process);
  const rules = sources.rules();
  if (process !== null) {
    const ruled = rules.onProcess.length === 0 ? null : nameByRules(rules.onProcess, factsOf(call, clues));
    if (ruled !== null) return byRule(sources, ruled, 'certain', process);
    if (process.name !== null) return byProcess(process, asInTrace(sources, process.name));
  }
  return nameByRequest(sources, call, clues, rules.others);
}

/** By what the request says, and what is known of others. */
function nameByRequest(
  sources: CallerSources,
  call: CallPlace,
  clues: Clues,
  rules: readonly CompiledRule[],
): Caller {
  const { process } = call;
  const facts = factsOf(call, clues);
  const sure = nameByRules(rules, facts) ?? nameByRules(PROGRAM_RULES, facts);
  if (sure !== null) return byRule(sources, sure, 'certain', process);
  const inferred = inferSurely(clues, sources.calls);
  if (inferred !== null) return byInference(sources, inferred, process);
  const usual = nameByRules(CLIENT_RULES, facts);
  if (usual !== null) return byRule(sources, usual, 'likely', process);
  const guessed = inferElse(clues, sources.calls);
  if (guessed !== null) return byInference(sources, guessed, process);
  const name = userAgentName(clues.userAgent);
  return name === null
    ? caller('unknown', 'unknown', undefined, 'guess', process)
    : caller(asInTrace(sources, name), 'user-agent', undefined, 'guess', process);
}

function factsOf({ headers, address, method, path, process }: CallPlace, { userAgent }: Clues): CallerFacts {
  return { userAgent, address, command: process?.command, headers, method, path };
}

function caller(
  name: string,
  source: CallerSource,
  reason: string | undefined,
  confidence: Confidence,
  process: FoundProcess | null,
): Caller {
  return {
    name,
    source,
    ...(reason !== undefined && { reason }),
    confidence,
    ...(process !== null && { process: { pid: process.pid, command: process.command } }),
  };
}

function byRule(
  sources: CallerSources,
  { name, reason }: NamedByRule,
  confidence: Confidence,
  process: FoundProcess | null,
): Caller {
  return caller(asInTrace(sources, name), 'rule', reason, confidence, process);
}

function byInference(
  sources: CallerSources,
  { name, reason, confidence }: Inferred,
  process: FoundProcess | null,
): Caller {
  return caller(asInTrace(sources, name), 'inference', reason, confidence, process);
}

/** The same for every request of a connection. */
const byProcesses = new WeakMap<FoundProcess, Caller>();

function byProcess(process: FoundProcess, name: string): Caller {
  const known = byProcesses.get(process);
  if (known?.name === name) return known;
  const reason = `process ${process.pid}: ${process.command}`;
  const found = caller(name, 'process', reason, 'certain', process);
  byProcesses.set(process, found);
  return found;
}

/** A service calls under the name by which it is called, so that a diagram shows one participant. */
function asInTrace(sources: CallerSources, name: string): string {
  const type = typeOfProcess(name);
  return type === null ? name : (sources.nameOfType(type) ?? name);
}
