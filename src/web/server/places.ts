/** Numbers that grow, in as little memory as they take. */
class Column {
  #values = new Uint32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = new Uint32Array(this.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length++] = value;
  }

  at(i: number): number {
    return this.#values[i] ?? 0;
  }

  put(i: number, value: number): void {
    while (this.length <= i) this.push(0);
    this.#values[i] = value;
  }
}

/** Where a message stands: its first line, and that of the message behind it (Infinity: there is none yet). */
export interface Place {
  readonly line: number;
  readonly next: number;
}

/**
 * Where in the file each message stands, by the number of its exchange: 16 bytes an exchange. When the file is
 * replaced (logrotate), what stood in the old one is forgotten: it cannot be read any more.
 */
export class Places {
  readonly #lines = new Column();
  readonly #numbers = new Column();
  readonly #requests = new Column();
  readonly #responses = new Column();
  /** Index of the first message of the file that is there now. */
  #first = 0;

  add(kind: 'request' | 'response', number: number, line: number): void {
    const last = this.#lines.length - 1;
    if (last >= 0 && line <= this.#lines.at(last)) this.#first = this.#lines.length;
    // 0 is none, so places count from 1.
    (kind === 'request' ? this.#requests : this.#responses).put(number, this.#lines.length + 1);
    this.#lines.push(line);
    this.#numbers.push(number);
  }

  has(kind: 'request' | 'response', number: number): boolean {
    return (kind === 'request' ? this.#requests : this.#responses).at(number) > 0;
  }

  /** null: it is not in the trace, or no longer. */
  placeOf(kind: 'request' | 'response', number: number): Place | null {
    const at = (kind === 'request' ? this.#requests : this.#responses).at(number) - 1;
    if (at < this.#first) return null;
    const next = at + 1 < this.#lines.length ? this.#lines.at(at + 1) : Number.POSITIVE_INFINITY;
    return { line: this.#lines.at(at), next };
  }

  /** The number of the exchange whose message a line belongs to; null: it stands before the first. */
  numberAt(line: number): number | null {
    const at = this.#messageAt(line);
    return at < this.#first ? null : this.#numbers.at(at);
  }

  /** The first line of the message that a line belongs to. */
  placeAt(line: number): Place | null {
    const at = this.#messageAt(line);
    if (at < this.#first) return null;
    const next = at + 1 < this.#lines.length ? this.#lines.at(at + 1) : Number.POSITIVE_INFINITY;
    return { line: this.#lines.at(at), next };
  }

  #messageAt(line: number): number {
    let [low, high] = [this.#first, this.#lines.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#lines.at(middle) <= line) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
