/** Texts that repeat, by small numbers: names, methods, reasons. */
export class Words {
  readonly #ids = new Map<string, number>();
  readonly #words: string[] = [];

  idOf(word: string): number {
    const known = this.#ids.get(word);
    if (known !== undefined) return known;
    const id = this.#words.length;
    this.#ids.set(word, id);
    this.#words.push(word);
    return id;
  }

  /** -1: it never came. */
  find(word: string): number {
    return this.#ids.get(word) ?? -1;
  }

  word(id: number): string {
    return this.#words[id] ?? '';
  }

  get all(): readonly string[] {
    return this.#words;
  }
}
