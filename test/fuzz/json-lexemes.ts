/**
 * JSON as a tree of what stands in the text, each thing with its place: the slow and obvious reader that what is quick is
 * compared with. For texts that JSON.parse takes only.
 */
export type Lexeme =
  | { readonly kind: 'scalar'; readonly text: string; readonly at: number }
  | { readonly kind: 'array'; readonly items: readonly Lexeme[] }
  | { readonly kind: 'object'; readonly members: readonly (readonly [key: string, value: Lexeme])[] };

const SPACE = /[ \t\r\n]*/y;
const SCALAR = /"(?:[^"\\]|\\.)*"|[^\s,\]}"]+/y;

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(): Lexeme {
    this.#space();
    if (this.#takes('[')) {
      const items: Lexeme[] = [];
      while (!this.#takes(']')) {
        items.push(this.value());
        this.#takes(',');
      }
      return { kind: 'array', items };
    }
    if (this.#takes('{')) {
      const members: [string, Lexeme][] = [];
      while (!this.#takes('}')) {
        const key = this.#scalar();
        this.#takes(':');
        members.push([key, this.value()]);
        this.#takes(',');
      }
      return { kind: 'object', members };
    }
    const at = this.#at;
    return { kind: 'scalar', text: this.#scalar(), at };
  }

  #scalar(): string {
    SCALAR.lastIndex = this.#at;
    const found = SCALAR.exec(this.#text)?.[0];
    if (found === undefined) throw new Error(`no JSON at ${this.#at}`);
    this.#at += found.length;
    return found;
  }

  #takes(mark: string): boolean {
    this.#space();
    if (this.#text[this.#at] !== mark) return false;
    this.#at++;
    this.#space();
    return true;
  }

  #space(): void {
    SPACE.lastIndex = this.#at;
    this.#at += SPACE.exec(this.#text)?.[0].length ?? 0;
  }
}

/** Reads a text that JSON.parse takes. */
export function lexemes(text: string): Lexeme {
  return new Reader(text).value();
}

/** Whether JSON.parse takes a text. */
export function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** All string values (no keys), with the key that they stand under; null: in an array, or alone. */
export function* stringValues(
  tree: Lexeme,
  key: string | null = null,
): Generator<{ readonly text: string; readonly at: number; readonly key: string | null }> {
  if (tree.kind === 'scalar') {
    if (tree.text.startsWith('"')) yield { text: tree.text, at: tree.at, key };
  } else if (tree.kind === 'array') for (const item of tree.items) yield* stringValues(item);
  else for (const [name, value] of tree.members) yield* stringValues(value, name.slice(1, -1));
}
