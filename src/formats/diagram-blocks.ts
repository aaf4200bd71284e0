import type { PlacedMessage } from './diagram-calls.js';
import { foldPolls } from './diagram-polls.js';
import { foldTokens } from './diagram-tokens.js';

/** Messages under a heading of their own. */
export type DiagramBlock = {
  readonly first: number;
  /** Place of the last message that the block stands for. */
  readonly last: number;
  readonly items: readonly DiagramItem[];
} & (
  | { readonly kind: 'opt'; readonly service: string }
  /** `items` stands for `count` times the same. */
  | { readonly kind: 'loop'; readonly count: number }
);

/** What stands in a diagram, from top to bottom. */
export type DiagramItem = PlacedMessage | DiagramBlock;

export const isBlock = (item: DiagramItem): item is DiagramBlock => 'items' in item;

export interface BlockOptions {
  /** Puts a service's own authentication, in the middle of a request, into an `opt` block. */
  readonly fold?: boolean;
  /** Puts a run of the same poll into a `loop` block. */
  readonly loops?: boolean;
}

/** A call with all that happened in it, or several that overlap: nothing of it is open before or after. */
export interface Unit {
  readonly items: readonly DiagramItem[];
  readonly messages: readonly PlacedMessage[];
  /** Equal for units that look the same. */
  readonly looks: string;
}

// Deeper, no reader would make it out; what lies below is left as it is.
const DEEPEST = 50;

/** Puts the messages of a diagram into blocks. Without options it is the messages alone. */
export function groupMessages(
  messages: readonly PlacedMessage[],
  options: BlockOptions,
  depth = 0,
): readonly DiagramItem[] {
  if ((!options.fold && !options.loops) || depth > DEEPEST) return messages;
  const units: readonly Unit[] = unitsOf(messages).map((unit) => ({
    items: groupWithin(unit, options, depth),
    messages: unit,
    looks: unit.map(({ line }) => line).join('\n'),
  }));
  const folded = options.fold ? foldTokens(units) : units;
  return (options.loops ? foldPolls(folded) : folded).flatMap(({ items }) => items);
}

/** Groups what lies between a request and its response, where the unit is one call. */
function groupWithin(
  unit: readonly PlacedMessage[],
  options: BlockOptions,
  depth: number,
): readonly DiagramItem[] {
  const request = unit[0] as PlacedMessage;
  const response = unit.at(-1) as PlacedMessage;
  if (unit.length <= 2 || request.partner !== response.place) return unit;
  return [request, ...groupMessages(unit.slice(1, -1), options, depth + 1), response];
}

/** Cuts messages where no answer is awaited. */
export function unitsOf(messages: readonly PlacedMessage[]): PlacedMessage[][] {
  const within = new Set(messages.map(({ place }) => place));
  const units: PlacedMessage[][] = [];
  let unit: PlacedMessage[] = [];
  let open = 0;
  for (const placed of messages) {
    unit.push(placed);
    const { place, partner } = placed;
    if (partner !== null && within.has(partner)) open += partner > place ? 1 : -1;
    if (open > 0) continue;
    units.push(unit);
    unit = [];
  }
  return units;
}
