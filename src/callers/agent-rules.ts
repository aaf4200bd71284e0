import { remembering, SHORT } from '../exchange/remembering.js';
import type { CompiledRule, NamedByRule } from './rules.js';

/** A rule on a User-Agent: the name that it gives by itself, what has yet to be seen of a request, or null: it never fits. */
export type AgentRule = (userAgent: string) => NamedByRule | CompiledRule | null;

/** The first of the rules that fits, as one; each is asked about a User-Agent once, not for every request. */
export function byAgent(rules: readonly AgentRule[]): CompiledRule {
  const fitting = remembering((userAgent) => {
    const all = rules.map((rule) => rule(userAgent)).filter((one) => one !== null);
    const sure = all.findIndex((one) => typeof one !== 'function');
    return sure < 0 ? all : all.slice(0, sure + 1);
  }, SHORT);
  return (facts) => {
    for (const one of fitting(facts.userAgent ?? '')) {
      const named = typeof one === 'function' ? one(facts) : one;
      if (named !== null) return named;
    }
    return null;
  };
}
