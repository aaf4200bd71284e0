import { readNetwork } from '../config/network.js';
import type { CallerRule } from '../config/settings.js';
import { type HeaderLines, headerValue } from '../exchange/headers.js';
import { callerName } from './name.js';

/** What is known of a call before anybody thinks about it. */
export interface CallerFacts {
  readonly userAgent?: string | undefined;
  /** Remote address, as the socket gives it. */
  readonly address: string;
  /** Command line of the process that calls, where that is known. */
  readonly command?: string | undefined;
  readonly headers: HeaderLines;
  readonly method: string;
  /** Of the URL at the service, or of the request target; query allowed. */
  readonly path: string;
}

/** A caller's name and, for people, the rule that gave it. */
export interface NamedByRule {
  readonly name: string;
  readonly reason: string;
}

/** A rule ready for use; null: it does not fit. */
export type CompiledRule = (facts: CallerFacts) => NamedByRule | null;

/** The user's rules, ready for use, in their order. */
export function compileRules(rules: readonly CallerRule[]): CompiledRule[] {
  return rules.map((rule) => {
    const name = callerName(rule.name) ?? 'unknown';
    const isNear = rule.address === undefined ? null : readNetwork(rule.address);
    const conditions = [
      rule.process && `process fits ${rule.process}`,
      rule.userAgent && `User-Agent fits ${rule.userAgent}`,
      rule.address && `address in ${rule.address}`,
      rule.header && `has the header ${rule.header}`,
    ];
    const named: NamedByRule = {
      name,
      reason: `rule of the config: ${conditions.filter(Boolean).join(', ')}`,
    };
    return ({ userAgent, address, headers, command }) => {
      if (rule.process && !rule.process.test(command ?? '')) return null;
      if (rule.userAgent && !rule.userAgent.test(userAgent ?? '')) return null;
      if (isNear && !isNear(address)) return null;
      if (rule.header && headerValue(headers, rule.header) === undefined) return null;
      return named;
    };
  });
}

/** The name that the first fitting rule gives, or null: no rule can tell. */
export function nameByRules(rules: readonly CompiledRule[], facts: CallerFacts): NamedByRule | null {
  for (const rule of rules) {
    const named = rule(facts);
    if (named !== null) return named;
  }
  return null;
}
