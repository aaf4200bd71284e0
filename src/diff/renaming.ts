import { type TextPart, textParts, type VolatileKind } from './volatile.js';

/** Stands for what is volatile where a text is compared without it. */
const MASK: Readonly<Record<VolatileKind, string>> = {
  id: '\u0000id',
  authority: '\u0000authority',
  time: '\u0000time',
  token: '\u0000token',
  call: '\u0000call',
};

/**
 * Which id of one trace is which of the other. An id that both traces have is itself; any other stands for the first
 * one that it meets, throughout: `image x` may be `image y` in the other trace, but always that one. Of authorities
 * (`10.0.0.5:9292`) any that only one trace has may stand for any that only the other has: a cloud may have one for
 * all its services, another one for each.
 */
export class Renaming {
  readonly #common: ReadonlySet<string>;
  readonly #toB = new Map<string, string>();
  readonly #toA = new Map<string, string>();

  /** `common`: the ids and authorities that both traces have, in lower case. */
  constructor(common: ReadonlySet<string>) {
    this.#common = common;
  }

  /** A text in which everything is the same that may be the same: what is volatile is masked, but for common ids. */
  mask(text: string): string {
    const parts = textParts(text);
    if (parts.every(({ kind }) => kind === null)) return text;
    return parts.map((part) => this.#masked(part)).join('');
  }

  /**
   * Whether two texts say the same. What they have in the same place is taken for the same id from then on.
   * `exact`: ids are compared as they are.
   */
  isSame(a: string, b: string, exact = false): boolean {
    if (a === b) return true;
    const [partsA, partsB] = [textParts(a), textParts(b)];
    if (partsA.length !== partsB.length) return false;
    const isAlike = (part: TextPart, i: number) => {
      const other = partsB[i] as TextPart;
      return part.kind === other.kind && (part.kind !== null || part.text === other.text);
    };
    if (!partsA.every(isAlike)) return false;
    // All of them, also behind one that is not the same.
    const same = partsA.map(({ kind, text }, i) => {
      const other = (partsB[i] as TextPart).text;
      if (kind !== 'id' && kind !== 'authority') return true;
      if (exact && kind === 'id') return text === other;
      return this.#agree(kind, text.toLowerCase(), other.toLowerCase());
    });
    return !same.includes(false);
  }

  #agree(kind: VolatileKind, a: string, b: string): boolean {
    if (a === b) return true;
    if (this.#common.has(a) || this.#common.has(b)) return false;
    if (kind === 'authority') return true;
    const [known, other] = [this.#toB.get(a), this.#toA.get(b)];
    if (known === undefined && other === undefined) {
      this.#toB.set(a, b);
      this.#toA.set(b, a);
      return true;
    }
    return known === b;
  }

  #masked({ kind, text }: TextPart): string {
    if (kind === null) return text;
    const lasts = kind === 'id' || kind === 'authority';
    return lasts && this.#common.has(text.toLowerCase()) ? text.toLowerCase() : MASK[kind];
  }
}
