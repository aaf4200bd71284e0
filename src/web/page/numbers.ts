type Typed = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

/** A list of numbers that grows, in the memory of a typed array. */
export class Numbers<T extends Typed> {
  #values: T;
  length = 0;
  readonly #make: new (
    length: number,
  ) => T;

  constructor(make: new (length: number) => T) {
    this.#make = make;
    this.#values = new make(256);
  }

  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = new this.#make(this.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length++] = value;
  }

  /** 0 where there is none. */
  at(i: number): number {
    return this.#values[i] ?? 0;
  }

  put(i: number, value: number): void {
    this.#values[i] = value;
  }

  /** Leaves out the first ones. */
  drop(count: number): void {
    this.#values.copyWithin(0, count, this.length);
    this.length -= count;
  }

  clear(): void {
    this.length = 0;
  }
}
