import { hash } from 'node:crypto';
import type { Call } from './call.js';

/** Tokens of which something is remembered; the oldest are forgotten first. */
const MAX_TOKENS = 20_000;

/** A token is long and secret: it is remembered by its digest. A trace has tokens as digests itself: equal ones stay equal. */
export type TokenKey = string;

/** The digest of a token; null: there is none. */
export function tokenKey(token: string | undefined): TokenKey | null {
  return token === undefined || token === '' ? null : hash('sha1', token, 'base64');
}

interface KnownToken {
  /** To whom it was issued, or who uses it to validate others with. */
  readonly owner: string;
  /** The call that got it, while the request that this was done for is under way. */
  gotBy: Call | null;
}

/** Whose tokens are whose, as far as it was seen. */
export class Tokens {
  readonly #max: number;
  readonly #known = new Map<TokenKey, KnownToken>();

  constructor(max: number = MAX_TOKENS) {
    this.#max = max;
  }

  /** A token was issued to a caller, or is known to be its own. */
  learn(token: TokenKey, owner: string, gotBy: Call | null): void {
    this.#known.delete(token);
    this.#known.set(token, { owner, gotBy });
    if (this.#known.size > this.#max) this.#known.delete(this.#known.keys().next().value as TokenKey);
  }

  /** Whose token that is, or null. */
  ownerOf(token: TokenKey | null): string | null {
    return token === null ? null : (this.#known.get(token)?.owner ?? null);
  }

  /** The call that got a token, as long as the request that needed it is under way. */
  gotBy(token: TokenKey | null): Call | null {
    return token === null ? null : (this.#known.get(token)?.gotBy ?? null);
  }

  /** What a token was got for is over. */
  forgetCall(token: TokenKey): void {
    const known = this.#known.get(token);
    if (known !== undefined) known.gotBy = null;
  }
}
