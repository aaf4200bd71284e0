import { randomBytes } from 'node:crypto';
import { Refusal } from '../refusal.js';
import type { Domain, Project, Role, User } from './directory.js';

/** What a token is good for. */
export type Scope =
  | { readonly kind: 'project'; readonly project: Project }
  | { readonly kind: 'domain'; readonly domain: Domain }
  | { readonly kind: 'system' }
  | { readonly kind: 'unscoped' };

/** A token that was issued; times in ms since the epoch. */
export interface Token {
  readonly id: string;
  readonly methods: readonly string[];
  readonly user: User;
  readonly scope: Scope;
  /** In the scope, the implied ones included. */
  readonly roles: readonly Role[];
  readonly auditIds: readonly string[];
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** What a token is made from; `parent` is the token that it was got with. */
export interface TokenGrant {
  readonly methods: readonly string[];
  readonly user: User;
  readonly scope: Scope;
  readonly roles: readonly Role[];
  readonly parent: Token | null;
}

/** The tokens of a Keystone, in memory. */
export class TokenStore {
  readonly #now: () => number;
  readonly #lifetime: number;
  readonly #tokens = new Map<string, Token>();
  readonly #revoked = new Set<string>();

  /** `lifetime` in ms. */
  constructor(now: () => number, lifetime: number) {
    this.#now = now;
    this.#lifetime = lifetime;
  }

  /** Issues a token. One that was got with another token expires with that one, as Keystone's do. */
  issue(grant: TokenGrant): Token {
    this.#forgetExpired();
    const { parent, ...given } = grant;
    // Keystone's tokens know whole seconds only.
    const issuedAt = Math.floor(this.#now() / 1000) * 1000;
    const root = parent ? [parent.auditIds.at(-1) as string] : [];
    const token: Token = {
      ...given,
      id: fernet(issuedAt),
      auditIds: [randomBytes(16).toString('base64url'), ...root],
      issuedAt,
      expiresAt: parent ? parent.expiresAt : issuedAt + this.#lifetime,
    };
    this.#tokens.set(token.id, token);
    return token;
  }

  /** The valid token with that id, or null. */
  find(id: string): Token | null {
    const token = this.#tokens.get(id);
    return token && token.expiresAt > this.#now() && !this.#revoked.has(id) ? token : null;
  }

  /** As `find`, for the token that a call is about; throws what Keystone says where it is not valid. */
  subject(id: string): Token {
    if (id === '') throw new Refusal(404, 'No token in the request');
    const token = this.find(id);
    if (token) return token;
    const once = this.#tokens.has(id);
    throw new Refusal(404, once ? 'Failed to validate token' : 'Could not recognize Fernet token');
  }

  /** Makes a token invalid at once. */
  revoke(token: Token): void {
    this.#revoked.add(token.id);
  }

  /** Those that expired an hour ago or more; until then Keystone still says that it knew them. */
  #forgetExpired(): void {
    const limit = this.#now() - 3_600_000;
    for (const [id, token] of this.#tokens) {
      if (token.expiresAt > limit) continue;
      this.#tokens.delete(id);
      this.#revoked.delete(id);
    }
  }
}

/**
 * Looks like a Fernet token of Keystone's for a project: version 0x80, the time, and 128 bytes that would be
 * the initialization vector, the encrypted payload and the HMAC; base64url, the padding cut off: 183 characters.
 */
function fernet(issuedAt: number): string {
  const head = Buffer.alloc(9);
  head.writeUInt8(0x80, 0);
  head.writeBigUInt64BE(BigInt(issuedAt / 1000), 1);
  return Buffer.concat([head, randomBytes(128)]).toString('base64url');
}
