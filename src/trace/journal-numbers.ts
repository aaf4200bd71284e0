/**
 * Numbers of one trace from those of the journal. They begin anew with each run of the proxy; here those of the
 * next run follow those of the last, and within a run the distance stays, so that `parent` can be followed and a gap shows.
 */
export class JournalNumbers {
  run = 1;
  #base = 0;
  /** The highest number of a request in this run, as the journal has it. */
  #highest = 0;

  /** Of a request: its number in the trace. One that is not higher than all before belongs to a new run. */
  request(number: number): number {
    if (number <= this.#highest) {
      this.run++;
      this.#base += this.#highest;
      this.#highest = 0;
    }
    this.#highest = number;
    return this.#base + number;
  }

  /** Of a response, or of the exchange that caused another: its number in the trace. */
  other(number: number): number {
    return this.#base + number;
  }
}
