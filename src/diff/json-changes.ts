import { secretKind } from '../exchange/secrets.js';
import { align } from './align.js';
import type { Change } from './change.js';
import type { Renaming } from './renaming.js';
import { isExactKey, isTimeKey, isVolatileKey } from './volatile.js';

/** Changes of one message that are looked for. */
const MOST_CHANGES = 1000;

type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `$.images[0]["os-key"]`: where a key stands. */
function below(path: string, key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
}

/** Compares JSON values; what changed is told with its path. */
export class JsonComparison {
  readonly changes: Change[] = [];
  readonly #in: Change['in'];
  readonly #renaming: Renaming;

  constructor(where: Change['in'], renaming: Renaming) {
    this.#in = where;
    this.#renaming = renaming;
  }

  /** `key`: under which the values stand; the next above an array's. */
  compare(a: unknown, b: unknown, path = '$', key = ''): void {
    if (this.changes.length >= MOST_CHANGES || isVolatileKey(key)) return;
    if (Array.isArray(a) && Array.isArray(b)) this.#arrays(a, b, path, key);
    else if (isObject(a) && isObject(b)) this.#objects(a, b, path);
    else if (!this.#isSame(a, b, key)) this.#tell(path, { before: a, after: b });
  }

  #isSame(a: unknown, b: unknown, key: string): boolean {
    if (typeof a === 'string' && typeof b === 'string') {
      return secretKind(key) !== null || this.#renaming.isSame(a, b, isExactKey(key));
    }
    return a === b || (typeof a === 'number' && typeof b === 'number' && isTimeKey(key));
  }

  #tell(what: string, change: Omit<Change, 'in' | 'what'>): void {
    this.changes.push({ in: this.#in, what, ...change });
  }

  #objects(a: JsonObject, b: JsonObject, path: string): void {
    const onlyA = Object.keys(a).filter((key) => !Object.hasOwn(b, key));
    const onlyB = Object.keys(b).filter((key) => !Object.hasOwn(a, key));
    const keys = Object.keys(a);
    // At the top another thing altogether, as an error in the place of an image.
    if (path === '$' && onlyA.length === keys.length && onlyA.length > 0 && onlyB.length > 0) {
      this.#tell(path, { before: a, after: b });
      return;
    }
    const renamed = new Map<string, string>();
    const mask = (key: string) => maskedId(this.#renaming.mask(key));
    const { freeA, freeB } = pairUp(onlyA, onlyB, mask, mask, (one, other) => renamed.set(one, other));
    const gone = new Set(freeA);
    for (const key of keys) {
      if (!gone.has(key)) this.compare(a[key], b[renamed.get(key) ?? key], below(path, key), key);
      else if (!isVolatileKey(key)) this.#tell(below(path, key), { before: a[key] });
    }
    for (const key of freeB) if (!isVolatileKey(key)) this.#tell(below(path, key), { after: b[key] });
  }

  /** Elements are found again by what they are, wherever they stand. */
  #arrays(a: readonly unknown[], b: readonly unknown[], path: string, key: string): void {
    if (a.length === 1 && b.length === 1) {
      this.compare(a[0], b[0], `${path}[0]`, key);
      return;
    }
    const symbols = new Map<string, number>();
    const symbol = (element: unknown) => {
      const text = this.#renaming.mask(JSON.stringify(element));
      const known = symbols.get(text) ?? symbols.size;
      symbols.set(text, known);
      return known;
    };
    const [symbolsA, symbolsB] = [a.map(symbol), b.map(symbol)];
    const matched = new Map(align(symbolsA, symbolsB));
    const taken = new Set(matched.values());
    let freeA = [...a.keys()].filter((i) => !matched.has(i));
    let freeB = [...b.keys()].filter((j) => !taken.has(j));
    const pair = (keyA: (i: number) => unknown, keyB: (j: number) => unknown) => {
      const before = matched.size;
      ({ freeA, freeB } = pairUp(freeA, freeB, keyA, keyB, (i, j) => matched.set(i, j)));
      return matched.size > before;
    };
    const pairBy = (keyOf: (element: unknown) => unknown) =>
      pair(
        (i) => keyOf(a[i]),
        (j) => keyOf(b[j]),
      );
    const isMoved = pair(
      (i) => symbolsA[i],
      (j) => symbolsB[j],
    );
    for (const name of ['id', 'name']) pairBy((element) => textOf(element, name));
    // What is left is taken for the same in its order, unless a name or an id that both traces know says otherwise.
    pairBy((element) => `${this.#identity(element, 'id')} ${this.#identity(element, 'name')}`);
    for (const i of a.keys()) {
      const j = matched.get(i);
      const at = `${path}[${i}]`;
      if (j === undefined) this.#tell(at, { before: a[i] });
      else this.compare(a[i], b[j], at, key);
    }
    for (const j of freeB) this.#tell(`${path}[${j}]`, { after: b[j] });
    if (isMoved) this.#tell(path, { note: 'in another order' });
  }

  #identity(element: unknown, key: string): string | null {
    const text = textOf(element, key);
    return text === null ? null : this.#renaming.mask(text);
  }
}

/** A key that is, or holds, an id of this trace alone; null: any other. */
const maskedId = (masked: string) => (masked.includes('\u0000') ? masked : null);

function textOf(element: unknown, key: string): string | null {
  if (!isObject(element)) return null;
  const value = element[key];
  return typeof value === 'string' ? value : null;
}

/** Pairs those of both sides that have the same key, in their order; null is no key. Gives what is left. */
function pairUp<T>(
  a: readonly T[],
  b: readonly T[],
  keyA: (value: T) => unknown,
  keyB: (value: T) => unknown,
  onPair: (a: T, b: T) => void,
): { freeA: T[]; freeB: T[] } {
  const waiting = new Map<unknown, T[]>();
  for (const value of b) {
    const key = keyB(value);
    if (key === null) continue;
    const others = waiting.get(key);
    if (others === undefined) waiting.set(key, [value]);
    else others.push(value);
  }
  const taken = new Set<T>();
  const freeA: T[] = [];
  for (const value of a) {
    const other = waiting.get(keyA(value))?.shift();
    if (other === undefined) freeA.push(value);
    else {
      taken.add(other);
      onPair(value, other);
    }
  }
  return { freeA, freeB: b.filter((value) => !taken.has(value)) };
}
