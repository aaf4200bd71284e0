import { readFileSync } from 'node:fs';

/** The id of a call, which stands in the trace as well. */
export const idOf = (number: number): string => number.toString(16).padStart(32, '0');

const REQUEST = 1;
const RESPONSE = 4;
/** How often a message of each kind may be counted: up to three times. */
const MOST = 3;
const ANSWERED = 16;

/** What is wrong with a trace. */
export interface Wrong {
  /** Calls that were answered and are not in the trace, request and response. */
  readonly missing: number;
  /** Messages that stand in it more than once. */
  readonly twice: number;
  /** Requests without a response, or the other way round. */
  readonly halves: number;
  /** Messages that the trace says it lost. */
  readonly lost: number;
  /** Lines of the journal that cannot be read. */
  readonly unreadable: number;
}

/** Keeps account of every call, and of what the journal says of it. */
export class Ledger {
  #calls = new Uint8Array(1 << 16);
  #count = 0;
  #lost = 0;
  #unreadable = 0;

  /** The number of another call. */
  begin(): number {
    const number = ++this.#count;
    if (number >= this.#calls.length) {
      const larger = new Uint8Array(2 * this.#calls.length);
      larger.set(this.#calls);
      this.#calls = larger;
    }
    return number;
  }

  /** An answer came, so the call has to be in the trace; others may have left too early for it. */
  answered(number: number): void {
    this.#calls[number] = (this.#calls[number] ?? 0) | ANSWERED;
  }

  /** Reads a journal that nobody writes to any more. */
  read(path: string): void {
    // A file that was left while its disk was full may end within a line: that one is whole in the next file.
    for (const line of readFileSync(path, 'utf8').split('\n').slice(0, -1)) {
      try {
        const { type, id, lost } = JSON.parse(line) as { type: string; id: string; lost?: number };
        if (type === 'gap') this.#lost += lost ?? 0;
        else this.#see(Number.parseInt(id, 16), type === 'request' ? REQUEST : RESPONSE);
      } catch {
        this.#unreadable += 1;
      }
    }
  }

  #see(number: number, unit: number): void {
    const known = this.#calls[number] ?? 0;
    if (Math.floor(known / unit) % 4 < MOST) this.#calls[number] = known + unit;
  }

  wrong(): Wrong {
    const wrong = { missing: 0, twice: 0, halves: 0, lost: this.#lost, unreadable: this.#unreadable };
    for (let number = 1; number <= this.#count; number++) {
      const call = this.#calls[number] ?? 0;
      const [requests, responses] = [call % 4, Math.floor(call / 4) % 4];
      if (requests > 1 || responses > 1) wrong.twice += 1;
      if (requests !== responses) wrong.halves += 1;
      if ((call & ANSWERED) !== 0 && (requests === 0 || responses === 0)) wrong.missing += 1;
    }
    return wrong;
  }
}
