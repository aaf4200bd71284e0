import { headerPairs } from '../../exchange/headers.js';
import type { Message, ResponseMessage } from '../../exchange/message.js';
import { readJournalLine } from '../../formats/journal-reader.js';
import type { TraceFeed } from './trace-feed.js';

/** Calls that are found at most; the page says so where there are more. */
export const MOST_FOUND = 20_000;
/** Characters that are looked for at most. */
export const LONGEST = 400;

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/**
 * The longest word of a text as it may stand in the file, one character a byte: as it is, or as JSON has it. What
 * stands around it is another thing in the journal than in the log.
 */
function patternOf(wanted: string): RegExp {
  const [longest = wanted] = wanted.split(/[\s:]+/).toSorted((a, b) => b.length - a.length);
  const forms = new Set([longest, JSON.stringify(longest).slice(1, -1)]);
  return new RegExp([...forms].map((form) => escaped(Buffer.from(form).toString('latin1'))).join('|'), 'gi');
}

/** Whether a text is in what was recorded of a message: its heading, headers or body, as far as that is text. */
export function isIn(message: Message, wanted: RegExp): boolean {
  const { from, service, method, url, headers, body } = message;
  const status =
    message.kind === 'response'
      ? `${(message as ResponseMessage).status} ${(message as ResponseMessage).reason}`
      : '';
  if (wanted.test(`${from} ${service} ${method} ${url} ${status}`)) return true;
  for (const [name, value] of headerPairs(headers)) if (wanted.test(`${name}: ${value}`)) return true;
  return typeof body.content === 'string' && wanted.test(body.content);
}

/**
 * The numbers of the calls in which a text was recorded, in the order of the file, some at a time; upper or lower
 * case does not matter. The file is read through once, and only what may hold it is looked at closely.
 */
export async function* findCalls(
  feed: TraceFeed,
  text: string,
  options: { readonly after: number; readonly signal: AbortSignal },
): AsyncGenerator<number[]> {
  const wanted = text.slice(0, LONGEST);
  const pattern = patternOf(wanted);
  const exact = new RegExp(escaped(wanted).replace(/":\s*/g, '"\\s*:\\s*'), 'i');
  const seen = new Set<number>();
  let found = 0;
  let carried = Buffer.alloc(0);
  for await (const { line, bytes } of feed.lines.pieces(1)) {
    if (options.signal.aborted) return;
    const whole = carried.length === 0 ? Buffer.from(bytes) : Buffer.concat([carried, bytes]);
    const end = whole.lastIndexOf(0x0a) + 1;
    carried = Buffer.from(whole.subarray(end));
    // The carried part begins in the line that the piece before it ended in, which is the same.
    const numbers: number[] = [];
    for (const candidate of candidates(whole.toString('latin1', 0, end), line, pattern)) {
      const number = feed.places.numberAt(candidate.line);
      if (number === null || number <= options.after || seen.has(number)) continue;
      if (!holds(candidate, exact)) continue;
      seen.add(number);
      numbers.push(number);
      if (++found >= MOST_FOUND) {
        yield numbers;
        return;
      }
    }
    if (numbers.length > 0) yield numbers;
    await new Promise(setImmediate);
  }
}

/** A line that may hold what is looked for; its text one character a byte. */
interface Candidate {
  readonly line: number;
  readonly text: string;
}

/** Lines with a match. */
function* candidates(text: string, first: number, pattern: RegExp): Generator<Candidate> {
  let line = first;
  /** Where that line begins. */
  let start = 0;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    for (let at = text.indexOf('\n', start); at >= 0 && at < match.index; at = text.indexOf('\n', at + 1)) {
      line++;
      start = at + 1;
    }
    const end = text.indexOf('\n', match.index);
    yield { line, text: text.slice(start, end < 0 ? text.length : end) };
    if (end < 0) return;
    pattern.lastIndex = end + 1;
  }
}

/** A line of the journal has names of its own (`timing`, `base64`), which nobody recorded. */
function holds({ text }: Candidate, wanted: RegExp): boolean {
  const decoded = Buffer.from(text, 'latin1').toString();
  if (!decoded.startsWith('{')) return wanted.test(decoded);
  const record = readJournalLine(decoded);
  // A line of JSON in a log.
  if (typeof record === 'string') return wanted.test(decoded);
  return record.kind !== 'gap' && isIn(record.message, wanted);
}
