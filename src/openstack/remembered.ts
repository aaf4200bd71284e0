/** Texts of which the answer is remembered; there are few, unless somebody makes them up. */
const MOST = 1000;
/** Characters of a text of which the answer is remembered. */
const LONGEST = 512;

/** The answers of a function of a text, remembered: the same names, User-Agents and links come again and again. */
export class Remembered<T> {
  readonly #answer: (text: string) => T;
  readonly #known = new Map<string, T>();

  constructor(answer: (text: string) => T) {
    this.#answer = answer;
  }

  get(text: string): T {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const answer = this.#answer(text);
    if (text.length <= LONGEST) {
      if (this.#known.size >= MOST) this.#known.clear();
      // The text may be a piece of a large one, which it would keep alive.
      this.#known.set(Buffer.from(text, 'utf16le').toString('utf16le'), answer);
    }
    return answer;
  }
}
