/** A map of so many entries at most; beyond that the one that was put in first is forgotten. */
export class BoundedMap<K, V> extends Map<K, V> {
  readonly #most: number;
  /** Goes on from the oldest to the next: each time from the start it would pass all that were forgotten. */
  readonly #oldest = this.keys();

  constructor(most: number) {
    super();
    this.#most = most;
  }

  /** One that is there keeps its place. */
  override set(key: K, value: V): this {
    super.set(key, value);
    if (this.size > this.#most) this.delete(this.#oldest.next().value as K);
    return this;
  }

  /** The same; one that is there becomes the newest. */
  renew(key: K, value: V): this {
    this.delete(key);
    return this.set(key, value);
  }
}
