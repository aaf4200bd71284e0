import type { Caller, CallerSource, Confidence } from '../exchange/exchange.js';
import { headerValue } from '../exchange/headers.js';
import { serviceName, serviceType } from '../openstack/services.js';
import { type CallFacts, readClues } from './call.js';
import type { Calls } from './calls.js';
import { CLIENT_RULES, PROGRAM_RULES } from './default-rules.js';
import { inferElse, inferSurely } from './infer.js';
import { callerName } from './name.js';
import type { FoundProcess } from './process/look-up.js';
import { type CallerFacts, type CompiledRule, type NamedByRule, nameByRules } from './rules.js';
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

/** The header by which another proxy, or an instrumented client, says who calls. */
const REQUEST_FROM = 'x-requestshook-request-from';

/** What the names of callers are found with. */
export interface CallerSources {
  /** Asked anew for each call, as rules can be reloaded. */
  readonly rules: () => UserRules;
  readonly calls: Calls;
  /** The trace's own name for a service of this type, where it has a route. */
  readonly nameOfType: (type: string) => string | null;
}

/** Who called; the first source that answers wins (design: Callers). */
export function identifyCaller(sources: CallerSources, call: CallPlace): Caller {
  const { process } = call;
  const { source, name, reason, confidence } = nameCaller(sources, call);
  return {
    // What was said is not changed.
    name: source === 'header' || source === 'listener' ? name : asInTrace(sources, name),
    source,
    ...(reason === undefined ? {} : { reason }),
    confidence,
    ...(process === null ? {} : { process: { pid: process.pid, command: process.command } }),
  };
}

interface Named {
  readonly source: CallerSource;
  readonly name: string;
  readonly reason?: string;
  readonly confidence: Confidence;
}

function nameCaller(sources: CallerSources, call: CallPlace): Named {
  const said = headerValue(call.headers, REQUEST_FROM);
  const fromHeader = said === undefined ? null : callerName(said);
  if (fromHeader !== null) return { name: fromHeader, source: 'header', confidence: 'certain' };
  if (call.listenerFrom !== null)
    return { name: call.listenerFrom, source: 'listener', confidence: 'certain' };

  const { process } = call;
  const rules = sources.rules();
  if (process !== null) {
    const ruled = rules.onProcess.length === 0 ? null : byRule(rules.onProcess, factsOf(call), 'certain');
    if (ruled !== null) return ruled;
    if (process.name !== null) {
      const reason = `process ${process.pid}: ${process.command}`;
      return { name: process.name, source: 'process', reason, confidence: 'certain' };
    }
  }
  return nameByRequest(sources, call, rules.others);
}

function byRule(rules: readonly CompiledRule[], facts: CallerFacts, confidence: Confidence): Named | null {
  const named: NamedByRule | null = nameByRules(rules, facts);
  return named === null ? null : { ...named, source: 'rule', confidence };
}

function factsOf({ headers, address, method, path, process }: CallPlace): CallerFacts {
  const userAgent = headerValue(headers, 'user-agent');
  return { userAgent, address, command: process?.command, headers, method, path };
}

/** By what the request says, and what is known of others. */
function nameByRequest(sources: CallerSources, call: CallPlace, rules: readonly CompiledRule[]): Named {
  const facts = factsOf(call);
  const clues = readClues({ ...call, pid: call.process?.pid ?? null });
  const inferred = (infer: typeof inferSurely): Named | null => {
    const found = infer(clues, sources.calls);
    return found === null ? null : { ...found, source: 'inference' };
  };
  return (
    byRule(rules, facts, 'certain') ??
    byRule(PROGRAM_RULES, facts, 'certain') ??
    inferred(inferSurely) ??
    byRule(CLIENT_RULES, facts, 'likely') ??
    inferred(inferElse) ??
    byUserAgent(facts.userAgent)
  );
}

function byUserAgent(userAgent: string | undefined): Named {
  const name = userAgentName(userAgent);
  return name === null
    ? { name: 'unknown', source: 'unknown', confidence: 'guess' }
    : { name, source: 'user-agent', confidence: 'guess' };
}

/** A service calls under the name by which it is called, so that a diagram shows one participant. */
function asInTrace(sources: CallerSources, name: string): string {
  const type = serviceType(name);
  if (type === null || serviceName(type) !== name) return name;
  return sources.nameOfType(type) ?? name;
}
