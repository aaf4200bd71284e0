import { hash } from 'node:crypto';
import { BoundedMap } from '../exchange/bounded-map.js';
import type { Call } from './call.js';

/** Tokens of which something is remembered; the oldest are forgotten first. */
const MAX_TOKENS = 20_000;

/** Characters of a token that is remembered as it is; Fernet's have about 200. */
const LONGEST = 512;

/**
 * Stands for a token in what is remembered: equal ones are equal. It is the token itself, as to hash every one of them would
 * take longer than all else that is done for a request here; so it is for this memory alone, and never to be shown or written.
 */
export type TokenKey = string;

/** The key of a token, or of its digest in a trace; null: there is none. */
export function tokenKey(token: string | undefined): TokenKey | null {
  if (token === undefined || token === '') return null;
  return token.length <= LONGEST ? token : hash('sha256', token, 'base64');
}

interface KnownToken {
  /** To whom it was issued, or who uses it to validate others with. */
  readonly owner: string;
  /** The call that got it, while the request that this was done for is under way. */
  gotBy: Call | null;
}

/** Whose tokens are whose, as far as it was seen. */
export class Tokens {
  readonly #known: BoundedMap<TokenKey, KnownToken>;

  constructor(max: number = MAX_TOKENS) {
    this.#known = new BoundedMap(max);
  }

  /** A token was issued to a caller, or is known to be its own. */
  learn(token: TokenKey, owner: string, gotBy: Call | null): void {
    this.#known.renew(token, { owner, gotBy });
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
