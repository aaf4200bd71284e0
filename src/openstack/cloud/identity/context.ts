import { type Call, header } from '../call.js';
import type { Published } from '../published.js';
import type { Directory } from './directory.js';
import { forbidden, unauthorized } from './errors.js';
import type { Token, TokenStore } from './tokens.js';

/** What an operation of Keystone's works with. */
export interface IdentityContext {
  readonly call: Call;
  readonly directory: Directory;
  readonly tokens: TokenStore;
  readonly published: Published;
}

/** The token that a call comes with; throws a 401 if it has none that is valid. */
export function callerToken({ call, tokens }: IdentityContext): Token {
  const token = tokens.find(header(call, 'X-Auth-Token'));
  if (!token) throw unauthorized();
  return token;
}

/**
 * Keystone's policy, as far as it goes here: an administrator may do it, or who it is about (`self`).
 * Throws a 401 or a 403 that names the action.
 */
export function requireAdmin(
  context: IdentityContext,
  action: string,
  self: (token: Token) => boolean = () => false,
): void {
  const token = callerToken(context);
  if (!token.roles.some((role) => role.name === 'admin') && !self(token)) throw forbidden(action);
}
