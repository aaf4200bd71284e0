import { TraceError } from '../exchange/errors.js';
import type { Exchange } from '../exchange/exchange.js';
import { TraceDecoder } from './decoder.js';
import { type ExchangeOrder, Exchanges } from './exchanges.js';
import { followPieces, isFollowable, QUIET, REPLACED } from './follow.js';
import { locateTrace } from './locate.js';
import type { TraceMessage } from './message.js';
import { readPieces } from './pieces.js';
import { problemText, type TraceProblem } from './problem.js';

export interface ReadOptions {
  /**
   * Whether bodies are asked for; default: yes. Without them a log is read several times faster; sizes and notes on
   * what is missing are there all the same, and `content` is not to be looked at.
   */
  readonly bodies?: boolean;
  /** Wait for what is added to the file, also when it is replaced or emptied; until `signal`. Default: no. */
  readonly follow?: boolean;
  readonly signal?: AbortSignal;
  /** Told of each thing that could not be read. */
  readonly onProblem?: (problem: TraceProblem) => void;
}

export interface OpenOptions extends ReadOptions {
  /** Default: `request`, or with `follow`, where an exchange is shown as soon as it is complete, `completion`. */
  readonly order?: ExchangeOrder;
}

/**
 * The messages of a trace in the order of the file, each with the number of its exchange: 1, 2, 3, ... in the order
 * of the requests. `path`: a requests.log (ours or the original's) or a journal, either gzipped or not, a folder
 * with one of them (see `locateTrace`), or `-` for standard input. Memory is constant whatever the size.
 *
 * Throws a TraceError where there is no trace; what is damaged in one is told to `onProblem` and passed over.
 */
export async function* readMessages(path: string, options: ReadOptions = {}): AsyncGenerator<TraceMessage> {
  for await (const messages of messageBatches(path, options)) yield* messages;
}

/**
 * The exchanges of a trace; one that never got an answer has the response null. Of `path` and errors see `readMessages`.
 * In the order of requests, but for an exchange that goes on while some 16 MiB of others pass: it comes when it is
 * complete, and its number tells its place.
 */
export async function* openTrace(path: string, options: OpenOptions = {}): AsyncGenerator<Exchange> {
  for await (const exchanges of exchangeBatches(path, options)) yield* exchanges;
}

/** `openTrace`, as many at a time as there are: for those to whom a microsecond an exchange matters. */
export async function* exchangeBatches(path: string, options: OpenOptions = {}): AsyncGenerator<Exchange[]> {
  const exchanges = new Exchanges(options.order ?? (options.follow ? 'completion' : 'request'));
  for await (const messages of messageBatches(path, options)) {
    const ready: Exchange[] = [];
    for (const message of messages) for (const exchange of exchanges.push(message)) ready.push(exchange);
    if (ready.length > 0) yield ready;
  }
  const rest = exchanges.end();
  if (rest.length > 0) yield rest;
}

/** A whole trace in memory, for what has to see all of it at once. */
export async function loadTrace(
  path: string,
  options: OpenOptions = {},
): Promise<{ readonly exchanges: Exchange[]; readonly problems: TraceProblem[] }> {
  const exchanges: Exchange[] = [];
  const problems: TraceProblem[] = [];
  const onProblem = (problem: TraceProblem) => {
    problems.push(problem);
    options.onProblem?.(problem);
  };
  for await (const batch of exchangeBatches(path, { ...options, onProblem })) exchanges.push(...batch);
  return { exchanges, problems };
}

async function* messageBatches(path: string, options: ReadOptions): AsyncGenerator<TraceMessage[]> {
  const file = locateTrace(path);
  let first: TraceProblem | null = null;
  const onProblem = (problem: TraceProblem) => {
    first ??= problem;
    options.onProblem?.(problem);
  };
  const decoder = new TraceDecoder(file, { bodies: options.bodies ?? true, onProblem });
  const onDamage = (reason: string) => onProblem({ file, line: null, reason });
  const follow = options.follow === true && (await isFollowable(file));
  const pieces = follow ? followPieces(file, options.signal) : readPieces(file, onDamage);
  let any = false;
  for await (const piece of pieces) {
    const messages =
      piece === QUIET
        ? decoder.rest()
        : piece === REPLACED
          ? decoder.end()
          : decoder.push(piece as Uint8Array);
    if (messages.length === 0) continue;
    any = true;
    yield messages;
    if (options.signal?.aborted) return;
  }
  const rest = decoder.end();
  if (rest.length > 0) yield rest;
  else if (!any && first !== null) {
    throw new TraceError(`no trace: ${problemText(first)}`);
  }
}
