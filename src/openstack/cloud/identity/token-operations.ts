import type { Answer } from '../answer.js';
import { header, readBody } from '../call.js';
import { jsonAnswer, lengthRequired, noContent } from './answers.js';
import { authenticate } from './authenticate.js';
import { type IdentityContext, requireAdmin } from './context.js';
import { expecting } from './errors.js';
import { tokenView } from './token-view.js';
import type { Token } from './tokens.js';

/** `POST /v3/auth/tokens` */
export async function createToken(context: IdentityContext): Promise<Answer> {
  const { call, directory, tokens } = context;
  // uWSGI hands no chunked body to Keystone; devstack's Apache refuses it before that.
  if (header(call, 'Transfer-Encoding')) return lengthRequired();
  const body = await readBody(call);
  if (body.length > 0 && !/^application\/json\b/i.test(header(call, 'Content-Type')))
    throw expecting('application/json', 'Content-Type header');
  return tokenAnswer(context, authenticate(parse(body), directory, tokens), 201);
}

/** `GET /v3/auth/tokens`: validates the token in X-Subject-Token. */
export function showToken(context: IdentityContext): Answer {
  return tokenAnswer(context, subjectToken(context, 'validate_token'), 200);
}

/** `DELETE /v3/auth/tokens`: revokes the token in X-Subject-Token. */
export function revokeToken(context: IdentityContext): Answer {
  context.tokens.revoke(subjectToken(context, 'revoke_token'));
  return noContent();
}

/** Who may not see a token must not learn whether it is valid; a token may be shown to itself. */
function subjectToken(context: IdentityContext, action: string): Token {
  const id = header(context.call, 'X-Subject-Token');
  const subject = context.tokens.find(id);
  requireAdmin(context, action, (token) => subject !== null && subject.user === token.user);
  return context.tokens.subject(id);
}

function tokenAnswer(context: IdentityContext, token: Token, status: number): Answer {
  const { call, directory, published } = context;
  const view = tokenView(token, directory, published, !call.query.has('nocatalog'));
  return jsonAnswer(status, view, ['X-Subject-Token', token.id]);
}

function parse(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Falls through to the same answer: neither is a JSON object.
  }
  throw expecting('valid JSON', 'request body');
}
