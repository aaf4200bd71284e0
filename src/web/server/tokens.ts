/** Tokens that are told apart; the trace of one proxy seldom has so many. */
const MOST = 100_000;
/** Characters by which a token is known. The hashed ones of a trace are shorter. */
const KNOWN_BY = 256;

/** Small numbers for tokens: 1, 2, 3, ..., the same for the same one. */
export class TokenNumbers {
  readonly #numbers = new Map<string, number>();
  #last = 0;

  /** 0: that is no token, or it cannot be told which. */
  numberOf(value: string | undefined): number {
    if (value === undefined || value === '' || value === '***') return 0;
    // The ends of a long one: it may be a whole signed document.
    const key = value.length <= KNOWN_BY ? value : value.slice(0, KNOWN_BY / 2) + value.slice(-KNOWN_BY / 2);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    if (this.#numbers.size >= MOST) this.#numbers.clear();
    this.#numbers.set(key, ++this.#last);
    return this.#last;
  }
}
