import { TraceError } from '../../exchange/errors.js';
import type { Exchange } from '../../exchange/exchange.js';
import { TraceDecoder } from '../../trace/decoder.js';
import { Exchanges } from '../../trace/exchanges.js';
import { isRequest, type TraceMessage } from '../../trace/message.js';
import type { Place } from './places.js';
import type { TraceFeed } from './trace-feed.js';

/** The message at a place, with its own number; null: what stands there now is none. */
export async function readMessageAt(
  feed: TraceFeed,
  place: Place,
  number: number,
): Promise<TraceMessage | null> {
  const bytes = await feed.lines.read(place.line, place.next);
  const decoder = new TraceDecoder(feed.file, { bodies: true, onProblem: () => {} });
  const [first] = [...decoder.push(bytes), ...decoder.end()];
  if (first === undefined) return null;
  // By itself a message is the first of a trace; so is its parent.
  return { ...first, run: 1, message: { ...first.message, number } } as TraceMessage;
}

/** One exchange, read from the file. Throws a TraceError where it is not there, or no longer. */
export async function readExchange(feed: TraceFeed, number: number): Promise<Exchange> {
  const { places } = feed;
  if (!places.has('request', number) && !places.has('response', number)) {
    throw new TraceError(`${feed.name}: no exchange ${number}`);
  }
  const exchanges = new Exchanges('completion');
  const found: Exchange[] = [];
  for (const kind of ['request', 'response'] as const) {
    const place = places.placeOf(kind, number);
    if (place === null) continue;
    const message = await readMessageAt(feed, place, number);
    if (message !== null && isRequest(message) === (kind === 'request'))
      found.push(...exchanges.push(message));
  }
  const [exchange] = [...found, ...exchanges.end()];
  if (exchange === undefined) {
    throw new TraceError(`${feed.name}: exchange ${number} is not in it any more; the file was replaced`);
  }
  return exchange;
}
