import { headerValue } from '../exchange/headers.js';
import type { CallerFacts, NamedByRule } from './rules.js';
import type { Tokens } from './tokens.js';

/**
 * Who called, from what is under way and what was seen:
 * - a token that is being validated (X-Subject-Token) belongs to a request under way that carries it, and
 *   the service that works on that request asks;
 * - a token that was issued to a caller names that caller.
 */
export function inferCaller(tokens: Tokens, facts: CallerFacts & { service: string }): NamedByRule | null {
  const subject = headerValue(facts.headers, 'x-subject-token');
  const own = headerValue(facts.headers, 'x-auth-token');
  if (subject !== undefined && subject !== own) {
    const name = tokens.serviceWorkingWith(subject, facts.service);
    if (name !== null) return { name, reason: 'validates the token of a request that it works on' };
  }
  if (own === undefined) return null;
  const owner = tokens.ownerOf(own);
  return owner === null ? null : { name: owner, reason: 'uses the token that was issued to it' };
}
