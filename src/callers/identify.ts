import type { Caller } from '../exchange/exchange.js';
import { headerValue } from '../exchange/headers.js';
import { serviceName, serviceType } from '../openstack/services.js';
import { inferCaller } from './infer.js';
import { callerName } from './name.js';
import { type CallerFacts, type CompiledRule, nameByRules } from './rules.js';
import type { Tokens } from './tokens.js';
import { userAgentName } from './user-agent.js';

/** What is known of a call, and of the listener that it came by. */
export interface CallPlace extends CallerFacts {
  /** Name of the service called. */
  readonly service: string;
  /** Name given to the listener, or to the traced command. */
  readonly listenerFrom: string | null;
}

/** The header by which another proxy, or an instrumented client, says who calls. */
const REQUEST_FROM = 'x-requestshook-request-from';

/** What the names of callers are found with. */
export interface CallerSources {
  /** The user's rules and the default ones; asked anew for each call, as they can be reloaded. */
  readonly rules: () => readonly CompiledRule[];
  readonly tokens: Tokens;
  /** The trace's own name for a service of this type, where it has a route. */
  readonly nameOfType: (type: string) => string | null;
}

/** Who called; the first source that answers wins (design: Callers). */
export function identifyCaller(sources: CallerSources, call: CallPlace): Caller {
  const said = headerValue(call.headers, REQUEST_FROM);
  const fromHeader = said === undefined ? null : callerName(said);
  if (fromHeader !== null) return { name: fromHeader, source: 'header' };
  if (call.listenerFrom !== null) return { name: call.listenerFrom, source: 'listener' };
  const facts = { ...call, userAgent: headerValue(call.headers, 'user-agent') };
  const ruled = nameByRules(sources.rules(), facts);
  if (ruled !== null) {
    return { name: asInTrace(sources, ruled.name), source: 'rule', reason: ruled.reason };
  }
  const inferred = inferCaller(sources.tokens, facts);
  if (inferred !== null) return { ...inferred, source: 'inference' };
  const first = userAgentName(facts.userAgent);
  return first === null ? { name: 'unknown', source: 'unknown' } : { name: first, source: 'user-agent' };
}

/** A service calls under the name by which it is called, so that a diagram shows one participant. */
function asInTrace(sources: CallerSources, name: string): string {
  const type = serviceType(name);
  if (type === null || serviceName(type) !== name) return name;
  return sources.nameOfType(type) ?? name;
}
