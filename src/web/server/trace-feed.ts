import { basename } from 'node:path';
import { isRequest } from '../../trace/message.js';
import { readMessages } from '../../trace/open.js';
import { problemText, type TraceProblem } from '../../trace/problem.js';
import { CallLines } from './call-lines.js';
import { CallLog } from './call-log.js';
import { Lines } from './lines.js';
import { Places } from './places.js';

/** Calls that pages are told of; a page keeps as many. */
export const MOST_CALLS = 200_000;
/** ms after which new lines are passed on. */
const DELAY = 40;
/** ms without a new message after which the trace counts as read. */
const SETTLED = 300;
/** Messages after which others get their turn. */
const TURN = 2_000;
const MOST_PROBLEMS = 5;

/** Reads a trace, goes on with what is added to it, and keeps what pages ask for. */
export class TraceFeed {
  readonly file: string;
  readonly log = new CallLog(MOST_CALLS);
  readonly places = new Places();
  readonly lines: Lines;
  /** It was read as far as it goes, at least once. */
  whole = false;
  readonly problems: string[] = [];
  problemCount = 0;
  /** Messages that the trace says are missing in it. */
  missing = 0;
  readonly #onNews: () => void;
  readonly #ending = new AbortController();
  #timer: NodeJS.Timeout | null = null;
  #settling: NodeJS.Timeout | null = null;
  #reading: Promise<void> = Promise.resolve();

  /** `onNews`: there is something new in `log`, or another of the fields changed. */
  constructor(file: string, onNews: () => void) {
    this.file = file;
    this.lines = new Lines(file);
    this.#onNews = onNews;
  }

  get name(): string {
    return basename(this.file);
  }

  /** Begins. `onEnd` is told why it cannot go on, a TraceError, or null where the trace is at its end. */
  start(onEnd: (error: Error | null) => void): void {
    this.#reading = this.#read().then(
      () => this.#ended(null, onEnd),
      (error: Error) => this.#ended(error, onEnd),
    );
  }

  async close(): Promise<void> {
    this.#ending.abort();
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#settling !== null) clearTimeout(this.#settling);
    await this.#reading;
  }

  async #read(): Promise<void> {
    const lines = new CallLines();
    const { places, log } = this;
    let lastLine = 0;
    let turn = 0;
    this.#settle();
    const options = {
      follow: true,
      bodies: false,
      signal: this.#ending.signal,
      onProblem: (problem: TraceProblem) => {
        this.missing += problem.missing ?? 0;
        this.problemCount++;
        if (this.problems.length < MOST_PROBLEMS) this.problems.push(problemText(problem));
        this.#news();
      },
    };
    for await (const traced of readMessages(this.file, options)) {
      const { message, line } = traced;
      if (line <= lastLine) this.lines.forget();
      lastLine = line;
      const made = lines.linesOf(traced, (number) => places.has('request', number));
      places.add(isRequest(traced) ? 'request' : 'response', message.number, line);
      for (const { text, isCall } of made) log.add(text, isCall);
      this.#news();
      if (++turn % TURN === 0) await new Promise(setImmediate);
    }
  }

  #news(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#onNews();
    }, DELAY);
    if (!this.whole) this.#settling?.refresh();
  }

  #settle(): void {
    this.#settling = setTimeout(() => this.#isWhole(), SETTLED);
  }

  #isWhole(): void {
    this.#settling = null;
    this.whole = true;
    this.#onNews();
  }

  #ended(error: Error | null, onEnd: (error: Error | null) => void): void {
    if (this.#ending.signal.aborted) return;
    if (this.#settling !== null) clearTimeout(this.#settling);
    this.#isWhole();
    onEnd(error);
  }
}
